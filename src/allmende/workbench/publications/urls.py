# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses of publications."""

from django.urls import path, re_path

from allmende.workbench.publications.views import publications, unpublished

app_name = "publications"
urlpatterns = [
    path("", publications.index, name="index"),
    re_path(r"^list\.(?P<form>csv|json)$", publications.export, name="export"),
    path("<int:pk>", publications.publication, name="publication"),
    path("<int:pk>/verify", publications.verify, name="verify"),
    path("<int:pk>/end", publications.end, name="end"),
    path("cases/<slug:number>/address", publications.address, name="address"),
    path("not-published/", unpublished.index, name="unpublished"),
    re_path(
        r"^not-published/list\.(?P<form>csv|json)$", unpublished.export, name="unpublished-export"
    ),
    path("not-published/new", unpublished.new, name="unpublished-new"),
    path("not-published/<int:pk>", unpublished.change, name="unpublished-change"),
    path("not-published/<int:pk>/end", unpublished.end, name="unpublished-end"),
]
