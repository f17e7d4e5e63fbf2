# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Sentences about what was seen and cannot be an expression, in German and English."""

from collections.abc import Sequence

UNKNOWN_EXCEPTION = {
    "de": "Der Text nennt eine Ausnahme von der Lizenz, die nicht erkannt wurde. Bitte nachlesen.",
    "en": "The text states an exception to the licence that was not recognised. Please read it.",
}
MODIFIED = {
    "de": "Mindestens ein Lizenztext weicht vom veröffentlichten Wortlaut ab.",
    "en": "At least one licence text differs from its published wording.",
}


def open_versions(families: Sequence[str]) -> dict[str, str]:
    """What was granted without the version that would make it a licence."""
    listed = ", ".join(dict.fromkeys(families))
    return {
        "de": f"Genannt, aber ohne Version oder Variante: {listed}. Welche gilt, ist offen.",
        "en": f"Named without version or variant: {listed}. Which one applies is open.",
    }


def restricted(expression: str) -> dict[str, str]:
    """A licence whose rights the text takes back in part."""
    return {
        "de": f"Der Text beruht auf {expression}, schränkt aber Rechte ein: eine andere Lizenz.",
        "en": f"The text is based on {expression} but takes rights away: a different licence.",
    }
