# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses of the assessments."""

from django.urls import path, re_path

from allmende.workbench.assessments.views import acting, downloads, lists, reading, starting

app_name = "assessments"
urlpatterns = [
    path("", lists.index, name="index"),
    path("give/", lists.checks, name="checks"),
    re_path(r"^list\.(?P<form>csv|json)$", lists.export, name="export"),
    path("new", starting.new, name="new"),
    path("<int:pk>", reading.answers, name="assessment"),
    path("<int:pk>/comparison", reading.comparison, name="comparison"),
    path("<int:pk>/findings", reading.findings, name="findings"),
    path("<int:pk>/findings/<slug:finding>", acting.finding, name="finding"),
    path("<int:pk>/findings/<slug:finding>/count", acting.count_again, name="count-again"),
    path("<int:pk>/facts", reading.facts, name="facts"),
    path("<int:pk>/history", reading.history, name="history"),
    path("<int:pk>/criteria/<str:criterion>", acting.criterion, name="criterion"),
    path("<int:pk>/criteria/<str:criterion>/withdraw", acting.withdraw, name="withdraw"),
    path("<int:pk>/again", acting.again, name="again"),
    path("<int:pk>/stop", acting.stop, name="stop"),
    path("<int:pk>/judge", acting.judge, name="judge"),
    path("<int:pk>/renewal", acting.renewal, name="renewal"),
    re_path(
        r"^(?P<pk>[0-9]+)/report\.(?P<form>csv|json|pdf|odt)$", downloads.report, name="report"
    ),
]
