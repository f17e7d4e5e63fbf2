# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Every address of the workbench; pages carry their language in front, /de/ or /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from allmende.workbench.core.views import language, status

urlpatterns = [
    path("", language.choose, name="choose-language"),
    path("health", status.health, name="health"),
    path("", include("allmende.workbench.api.urls")),
    *i18n_patterns(
        path("", include("allmende.workbench.core.urls")),
        path("account/", include("allmende.workbench.accounts.urls")),
        path("catalogue/", include("allmende.workbench.catalogue.urls")),
        path("assessments/", include("allmende.workbench.assessments.urls")),
        path("cases/", include("allmende.workbench.cases.urls")),
        path("licences/", include("allmende.workbench.licensing.urls")),
        path("publications/", include("allmende.workbench.publications.urls")),
        path("listing/", include("allmende.workbench.api.pages")),
        path("listing/opencode/", include("allmende.workbench.opencode.urls")),
        path("communities/", include("allmende.workbench.communities.urls")),
        path("radar/", include("allmende.workbench.radar.urls")),
    ),
]

handler403 = "allmende.workbench.core.views.errors.forbidden"
handler404 = "allmende.workbench.core.views.errors.not_found"
handler500 = "allmende.workbench.core.views.errors.broken"
