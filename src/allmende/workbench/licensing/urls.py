# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses of the licence desk; each kind of page brings its own, the one of a licence last."""

from django.urls import include, path

from allmende.workbench.licensing.views import bills, desk, licences, questions, waivers

app_name = "licensing"
urlpatterns = [
    *desk.urlpatterns,
    *questions.urlpatterns,
    *waivers.urlpatterns,
    path("bills/", include(bills.urlpatterns)),
    *licences.urlpatterns,
]
