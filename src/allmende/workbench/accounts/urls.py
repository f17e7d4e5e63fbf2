# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses of accounts."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
