# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses of the catalogue."""

from django.urls import path, re_path

from allmende.workbench.catalogue.views import (
    browse,
    compare,
    duplicates,
    findings,
    harvesting,
    organisations,
    quadrant,
    software,
    sources,
)

app_name = "catalogue"
urlpatterns = [
    path("", browse.index, name="index"),
    path("suggest", browse.suggest, name="suggest"),
    re_path(r"^export\.(?P<form>csv|json)$", browse.export, name="export"),
    path("searches", browse.save_search, name="save-search"),
    path("searches/<int:pk>/remove", browse.remove_search, name="remove-search"),
    path("compare", compare.index, name="compare"),
    path("quadrant", quadrant.index, name="quadrant"),
    path("findings", findings.index, name="findings"),
    re_path(
        r"^findings\.(?P<form>csv|json)$",
        findings.export,
        name="findings-export",
    ),
    path("duplicates", duplicates.index, name="duplicates"),
    path("duplicates/<int:pk>", duplicates.pair, name="pair"),
    path("duplicates/<int:pk>/decide", duplicates.decide, name="decide"),
    path("merges/<int:pk>/undo", duplicates.undo, name="undo-merge"),
    path("records/<int:pk>/split", duplicates.split, name="split-record"),
    path("sources", sources.index, name="sources"),
    path("sources/upload", sources.upload, name="upload"),
    path("sources/new", harvesting.new, name="source-new"),
    path("sources/<slug:slug>", sources.detail, name="source"),
    path("sources/<slug:slug>/change", sources.change, name="change-source"),
    path("sources/<slug:slug>/plan", harvesting.plan, name="harvest-plan"),
    path("sources/<slug:slug>/harvest", harvesting.start, name="harvest-start"),
    path("sources/<slug:slug>/stop", harvesting.stop, name="harvest-stop"),
    path("harvests/<int:pk>", harvesting.detail, name="harvest"),
    path("organisations", organisations.index, name="organisations"),
    re_path(
        r"^organisations\.(?P<form>csv|json)$", organisations.export, name="organisations-export"
    ),
    path("organisations/duplicates", organisations.duplicates, name="organisation-duplicates"),
    path(
        "organisations/duplicates/<int:pk>/decide",
        organisations.decide,
        name="organisation-decide",
    ),
    path("organisations/merges/<int:pk>/undo", organisations.undo, name="organisation-undo"),
    path("organisations/<int:pk>", organisations.detail, name="organisation"),
    re_path(
        r"^organisations/(?P<pk>[0-9]{1,18})/involvements\.(?P<form>csv|json)$",
        organisations.involvements_export,
        name="organisation-export",
    ),
    path("organisations/<int:pk>/edit", organisations.edit, name="organisation-edit"),
    path("organisations/<int:pk>/merge", organisations.merge, name="organisation-merge"),
    path("software/new", software.edit, name="new"),
    path("software/<slug:slug>", software.detail, name="software"),
    path("software/<slug:slug>/edit", software.edit, name="edit"),
    path("software/<slug:slug>/place", quadrant.place, name="place"),
    path("software/<slug:slug>/merge", duplicates.merge, name="merge"),
    re_path(
        r"^software/(?P<slug>[-\w]+)/(?P<tab>sources|users|alternatives|findings|history)$",
        software.detail,
        name="software-tab",
    ),
]
