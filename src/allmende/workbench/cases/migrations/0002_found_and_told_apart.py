# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

from typing import Any

from django.conf import settings
from django.db import migrations, models

IN_WORDS = {"text", "long-text", "address", "repository", "licence", "software"}


def fill(apps: Any, _editor: Any) -> None:
    """As services.filling.words_of, from the JSON of the kind that each case keeps."""
    for case in apps.get_model("cases", "Case").objects.select_related("kept").iterator():
        groups = case.kept.content.get("groups", [])
        fields = [one for group in groups for one in group.get("fields", [])]
        written = [
            str(case.values[one["id"]])
            for one in fields
            if one["type"] in IN_WORDS and not one.get("confidential") and one["id"] in case.values
        ]
        case.found_by = "\n".join([case.number, case.title, *written]).casefold()[:4_000]
        case.save(update_fields=["found_by"])


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("core", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("case", "found_by", models.TextField(blank=True, default=""),
                            preserve_default=False),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["kind", "state", "phase", "tier", "unit", "figure", "due_on", "kept",
                        "requester", "confidential"],
                name="cases_told_apart",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]  # fmt: skip
