# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses of communities."""

from django.urls import path, re_path

from allmende.workbench.communities.views import bodies, calendars, consultations, obligations

app_name = "communities"
urlpatterns = [
    path("bodies/", bodies.index, name="bodies"),
    re_path(r"^bodies/list\.(?P<form>csv|json)$", bodies.export, name="bodies-export"),
    path("bodies/new", bodies.new, name="body-new"),
    path("bodies/take-in", bodies.take_in, name="bodies-take-in"),
    path("bodies/<int:pk>", bodies.body, name="body"),
    path("bodies/<int:pk>/edit", bodies.edit, name="body-edit"),
    path("bodies/<int:pk>/delegates/new", bodies.delegate, name="delegate"),
    path("bodies/<int:pk>/delegates/<int:key>", bodies.delegation, name="delegation"),
    path("consultations/", consultations.index, name="consultations"),
    re_path(
        r"^consultations/list\.(?P<form>csv|json)$",
        consultations.export,
        name="consultations-export",
    ),
    path("consultations/new", consultations.new, name="consultation-new"),
    path("consultations/calendar", calendars.month, name="calendar"),
    path("consultations/feed/<str:secret>.ics", calendars.feed, name="feed"),
    path("consultations/<int:pk>", consultations.consultation, name="consultation"),
    path("consultations/<int:pk>/edit", consultations.edit, name="consultation-edit"),
    path("consultations/<int:pk>/position", consultations.position, name="position"),
    path("obligations/", obligations.index, name="obligations"),
    re_path(
        r"^obligations/list\.(?P<form>csv|json)$", obligations.export, name="obligations-export"
    ),
    path("obligations/<slug:key>", obligations.obligation, name="obligation"),
    path("obligations/<slug:key>/assess", obligations.assess, name="assess"),
]
