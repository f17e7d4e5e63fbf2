# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Start-up of the catalogue: permissions, event kinds, jobs, navigation and panels."""

from django.apps import AppConfig
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "allmende.workbench.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from allmende.workbench.catalogue import panels, permissions, tasks, words  # noqa: F401
        from allmende.workbench.core import events, navigation

        events.declare(
            {
                "catalogue.imported": _(
                    "imported {read} entries of {subject}: {created} new, {changed} changed"
                ),
                "catalogue.software-created": _("added {subject}"),
                "catalogue.software-changed": _("changed {subject}: {fields}"),
                "catalogue.software-edited": _("edited {subject}: {fields}"),
                "catalogue.software-placed": _("placed {subject} at {x} / {y}: {reason}"),
                "catalogue.software-merged": _("merged {absorbed} into {kept}"),
                "catalogue.merge-undone": _("took the merge of {absorbed} into {kept} back"),
                "catalogue.record-split": _("gave {record} of {subject} an entry of its own"),
                "catalogue.kept-apart": _("said that {subject} and {other} are not the same"),
                "catalogue.harvest-planned": _("changed how {subject} is harvested: {fields}"),
                "catalogue.harvest-started": _("started a harvest of {subject}"),
                "catalogue.harvested": _(
                    "harvested {subject}: {read} read, {created} new, {changed} changed, "
                    "{vanished} no longer there"
                ),
                "catalogue.harvest-failed": _("could not harvest {subject} to its end: {problem}"),
                "catalogue.record-vanished": _("{source} no longer lists {subject}"),
                "catalogue.record-returned": _("{source} lists {subject} again"),
                "catalogue.organisation-merged": _("merged {absorbed} into {kept}"),
                "catalogue.organisation-merge-undone": _(
                    "took the merge of {absorbed} into {kept} back"
                ),
                "catalogue.organisations-apart": _(
                    "said that {subject} and {other} are not the same"
                ),
                "catalogue.organisation-noted": _("changed our note on {subject}"),
                "catalogue.organisation-listed": _("added {subject} from a list of forge accounts"),
                "catalogue.source-added": _("added the source {subject}"),
                "catalogue.source-changed": _("changed the source {subject}: {fields}"),
            }
        )
        for axis in ("x", "y"):
            events.name_values(axis, lambda share: number_format(share, 2))
        events.name_fields(
            {
                **words.FIELDS,
                "repository": _("Source code"),
                "expressions": _("SPDX expressions"),
                "licence_class": _("Licence class"),
                "relations": _("users, support, replaced products"),
                "harvest-on": _("switched on"),
                "harvest-every": _("rhythm"),
                "harvest-harvester": _("way to read it"),
                "harvest-address": _("address"),
                "harvest-only": _("only these"),
                "harvest-bare": _("repositories without publiccode.yml, too"),
                "harvest-token_variable": _("variable of the token"),
            }
        )
        navigation.add(
            "catalogue",
            navigation.Item(_("Software"), "catalogue:index"),
            navigation.Item(_("Quadrant"), "catalogue:quadrant", "catalogue.view_internal"),
            navigation.Item(_("Comparison"), "catalogue:compare"),
            navigation.Item(_("Findings"), "catalogue:findings", "catalogue.view_findings"),
            navigation.Item(_("Duplicates"), "catalogue:duplicates", "catalogue.merge_software"),
            navigation.Item(_("Sources"), "catalogue:sources"),
        )
        navigation.add(
            "community",
            navigation.Item(
                _("Organisations"), "catalogue:organisations", "catalogue.view_internal"
            ),
        )
