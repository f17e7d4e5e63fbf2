# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses of the catalogue."""

app_name = "catalogue"
urlpatterns: list = []
