# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses of the radar."""

from django.urls import path, re_path

from allmende.workbench.radar.views import feeds, radar, watches

app_name = "radar"
urlpatterns = [
    path("", radar.index, name="index"),
    re_path(r"^list\.(?P<form>csv|json)$", radar.export, name="export"),
    path("seen", radar.seen, name="seen"),
    path("watches/", watches.index, name="watches"),
    path("watches/new", watches.new, name="new"),
    path("watches/quiet", watches.quiet, name="quiet"),
    path("watches/<int:pk>", watches.watch, name="watch"),
    path("watches/<int:pk>/remove", watches.remove, name="remove"),
    path("feed/<str:secret>.atom", feeds.feed, name="feed"),
]
