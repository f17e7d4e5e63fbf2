# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Whether a form can be rendered here, before anybody works for it."""

from importlib.util import find_spec

from allmende.documents.errors import ExtraMissing

PACKAGES = {"pdf": "typst", "odt": "odfdo"}


def require(form: str) -> None:
    """Raises ExtraMissing where what renders this form (html, pdf, odt) is not installed."""
    package = PACKAGES.get(form)
    if package and find_spec(package) is None:
        raise ExtraMissing(form.upper(), package)
