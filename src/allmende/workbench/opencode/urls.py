# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses of the page about openCode, beneath that of the listing in catalogues."""

from django.urls import path, re_path

from allmende.workbench.opencode.views import acting, reading

app_name = "opencode"
urlpatterns = [
    path("", reading.index, name="index"),
    re_path(r"^list\.(?P<form>csv|json)$", reading.export, name="export"),
    path("start", acting.start, name="start"),
    path("stop", acting.stop, name="stop"),
    path("pairs/<int:pk>/<slug:slug>", acting.decide, name="decide"),
    path("software/<slug:slug>", reading.software, name="software"),
]
