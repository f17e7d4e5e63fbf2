# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Pages of products and their bills of materials."""

from django.urls import path, re_path

from allmende.workbench.licensing.views.bills import acting, downloads, products, reading, uploading

urlpatterns = [
    path("", products.index, name="bills"),
    re_path(r"^products\.(?P<form>csv|json)$", products.export, name="bills-export"),
    path("new", uploading.begin, name="product-new"),
    path("products/<slug:slug>", products.detail, name="product"),
    path("products/<slug:slug>/edit", products.edit, name="product-edit"),
    path("products/<slug:slug>/upload", uploading.upload, name="bill-upload"),
    path("<int:pk>", reading.components, name="bill"),
    path("<int:pk>/difference", reading.difference, name="bill-difference"),
    re_path(
        r"^(?P<pk>[0-9]+)/(?P<tab>not-understood|guideline|validation)$",
        reading.findings,
        name="bill-findings",
    ),
    re_path(
        r"^(?P<pk>[0-9]+)/components\.(?P<form>csv|json|sarif)$",
        downloads.components,
        name="bill-components",
    ),
    re_path(
        r"^(?P<pk>[0-9]+)/notices\.(?P<form>txt|html|json)$",
        downloads.notices,
        name="bill-notices",
    ),
    path("<int:pk>/file", downloads.original, name="bill-file"),
    path("<int:pk>/check", acting.check_again, name="bill-check"),
    path("<int:pk>/remove", acting.remove, name="bill-remove"),
]
