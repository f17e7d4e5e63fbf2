# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses for programs; they carry no language."""

from django.urls import path, re_path

from allmende.workbench.api.views import files, interface

V1 = "api/publiccode/v1"

app_name = "api"
urlpatterns = [
    path(f"{V1}/status", interface.status, name="status"),
    path(f"{V1}/software", interface.software_list, name="software-list"),
    path(f"{V1}/software/<str:id>", interface.software, name="software"),
    path(f"{V1}/software/<str:id>/logs", interface.software_logs, name="software-logs"),
    path(f"{V1}/publishers", interface.publishers, name="publishers"),
    path(f"{V1}/publishers/<str:id>", interface.publisher, name="publisher"),
    path(f"{V1}/catalogs", interface.catalogues, name="catalogues"),
    path(f"{V1}/catalogs/<str:id>", interface.catalogue, name="catalogue"),
    path(f"{V1}/catalogs/<str:id>/software", interface.catalogue_software, name="in-catalogue"),
    path(
        f"{V1}/catalogs/<str:id>/publishers",
        interface.catalogue_publishers,
        name="publishers-in-catalogue",
    ),
    path(f"{V1}/logs", interface.logs, name="logs"),
    re_path(rf"^{V1}(?P<path>/.*|)$", interface.nothing, name="nothing"),
    re_path(
        r"^api/dcat-ap/catalogue\.(?P<form>jsonld|ttl)$",
        files.dcat_catalogue,
        name="dcat-catalogue",
    ),
    path("software/<slug:slug>/publiccode.yml", files.publiccode, name="publiccode"),
    path("software/<slug:slug>/codemeta.json", files.code_meta, name="codemeta"),
    re_path(r"^software/(?P<slug>[-\w]+)/dcat\.(?P<form>jsonld|ttl)$", files.dcat_ap, name="dcat"),
]
