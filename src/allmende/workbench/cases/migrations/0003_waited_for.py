# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_found_and_told_apart"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            "case",
            models.Index(fields=["requester", "phase", "due_on"], name="cases_case_request_0aec9b_idx"),
        ),
    ]
