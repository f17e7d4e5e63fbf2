# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses of publications."""

from django.urls import path, re_path

from allmende.workbench.publications.views import (
    cleaning,
    guide,
    preparing,
    publications,
    unpublished,
)

app_name = "publications"
urlpatterns = [
    path("", publications.index, name="index"),
    re_path(r"^list\.(?P<form>csv|json)$", publications.export, name="export"),
    path("<int:pk>", publications.publication, name="publication"),
    path("<int:pk>/verify", publications.verify, name="verify"),
    path("<int:pk>/end", publications.end, name="end"),
    path("<int:pk>/show", publications.show, name="show"),
    path("<int:pk>/hide", publications.hide, name="hide"),
    path("cases/<slug:number>/address", publications.address, name="address"),
    path("cases/<slug:number>/prepare", preparing.page, name="prepare"),
    path("cases/<slug:number>/prepare.patch", preparing.patch, name="prepare-patch"),
    path("cases/<slug:number>/clean", cleaning.page, name="clean"),
    re_path(
        r"^cases/(?P<number>[-\w]+)/clean/"
        r"(?P<name>clean-history\.sh|fresh-history\.sh|PROVENANCE\.md)$",
        cleaning.download,
        name="clean-download",
    ),
    path("guide/", guide.overview, name="guide"),
    path("guide/form", guide.form, name="guide-form"),
    path("guide/licences", guide.licences, name="guide-licences"),
    path("guide/lanes/<slug:lane>", guide.lane, name="guide-lane"),
    path("guide/criteria/<slug:name>", guide.criteria, name="guide-criteria"),
    re_path(r"^guide/guide\.(?P<form>html|pdf|odt)$", guide.document, name="guide-document"),
    path("not-published/", unpublished.index, name="unpublished"),
    re_path(
        r"^not-published/list\.(?P<form>csv|json)$", unpublished.export, name="unpublished-export"
    ),
    path("not-published/new", unpublished.new, name="unpublished-new"),
    path("not-published/<int:pk>", unpublished.change, name="unpublished-change"),
    path("not-published/<int:pk>/end", unpublished.end, name="unpublished-end"),
]
