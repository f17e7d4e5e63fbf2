# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses of the pages for the office."""

from django.urls import path, re_path

from allmende.workbench.api.views import listing

app_name = "listing"
urlpatterns = [
    path("", listing.index, name="index"),
    path("<slug:slug>/look", listing.look, name="look"),
    re_path(r"^list\.(?P<form>csv|json)$", listing.export, name="export"),
]
