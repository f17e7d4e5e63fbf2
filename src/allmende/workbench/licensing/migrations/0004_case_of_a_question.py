# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_waited_for"),
        ("licensing", "0003_replaced_precedents"),
    ]

    operations = [
        migrations.AddField(
            "question",
            "case",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="licence_questions",
                to="cases.case",
            ),
        ),
    ]
