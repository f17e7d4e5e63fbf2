# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The core's forms."""

from django import forms

from allmende.workbench.core.models import Unit


class UnitForm(forms.ModelForm[Unit]):
    class Meta:
        model = Unit
        fields = ["name", "short_name", "parent"]
