# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses of the core."""

from django.urls import path, re_path

from allmende.workbench.core.views import jobs, language, styleguide, today, trail, units

app_name = "core"
urlpatterns = [
    path("", today.index, name="today"),
    path("theme", language.theme, name="theme"),
    path("jobs/", jobs.index, name="jobs"),
    path("jobs/start", jobs.start, name="job-start"),
    path("jobs/<int:pk>", jobs.detail, name="job"),
    re_path(r"^jobs/(?P<pk>\d+)/(?P<what>retry|cancel)$", jobs.act, name="job-act"),
    path("trail/", trail.index, name="trail"),
    path("units/", units.index, name="units"),
    path("units/new", units.edit, name="unit-new"),
    path("units/<int:pk>", units.edit, name="unit-edit"),
    path("styleguide", styleguide.index, name="styleguide"),
]
