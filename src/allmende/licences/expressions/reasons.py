# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Why a text is no SPDX expression, in German and English."""

Text = dict[str, str]

_SHOWN = 60
"""Characters of a word that a sentence repeats."""

EMPTY: Text = {
    "de": "Es steht keine Lizenz da.",
    "en": "There is no licence here.",
}
OPERAND_MISSING: Text = {
    "de": "Hier fehlt eine Lizenz.",
    "en": "A licence is missing here.",
}
OPERATOR_MISSING: Text = {
    "de": "Zwischen zwei Lizenzen fehlt AND oder OR.",
    "en": "AND or OR is missing between two licences.",
}
EXCEPTION_MISSING: Text = {
    "de": "Nach WITH fehlt eine Lizenzausnahme.",
    "en": "A licence exception is missing after WITH.",
}
NOT_CLOSED: Text = {
    "de": "Diese Klammer wird nicht geschlossen.",
    "en": "This parenthesis is never closed.",
}
NOT_OPENED: Text = {
    "de": "Diese Klammer wurde nicht geöffnet.",
    "en": "This parenthesis was never opened.",
}
WITH_AFTER_COMPOUND: Text = {
    "de": "Links von WITH muss eine einzelne Lizenz ohne Klammern und ohne Ausnahme stehen.",
    "en": "WITH needs a single licence on its left, without parentheses or another exception.",
}
ADDITION_AS_LICENCE: Text = {
    "de": "AdditionRef benennt eine Ausnahme und steht nur nach WITH.",
    "en": "AdditionRef names an exception and stands after WITH only.",
}
REFERENCE_CASE: Text = {
    "de": "DocumentRef, LicenseRef und AdditionRef werden genau so geschrieben.",
    "en": "DocumentRef, LicenseRef and AdditionRef are spelt exactly so.",
}
REFERENCE_FORM: Text = {
    "de": "Ein Verweis hat die Form LicenseRef-Name oder DocumentRef-Name:LicenseRef-Name; "
    "Namen bestehen aus Buchstaben, Ziffern, „-“ und „.“.",
    "en": "A reference has the form LicenseRef-name or DocumentRef-name:LicenseRef-name; "
    'names consist of letters, digits, "-" and ".".',
}
PLUS_SPACE: Text = {
    "de": "Vor „+“ darf kein Leerzeichen stehen.",
    "en": 'There must be no space before "+".',
}
PLUS_ALONE: Text = {
    "de": "„+“ steht nur einmal und direkt hinter der Kennung einer Lizenz.",
    "en": '"+" stands once and directly after a licence id.',
}
PLUS_ON_REFERENCE: Text = {
    "de": "Ein LicenseRef hat keine Versionen, „+“ ist hier nicht möglich.",
    "en": 'A LicenseRef has no versions, "+" is not possible here.',
}
PLUS_ON_EXCEPTION: Text = {
    "de": "„+“ gehört hinter die Lizenz, nicht hinter die Ausnahme.",
    "en": '"+" belongs after the licence, not after the exception.',
}


def too_long(limit: int) -> Text:
    return {
        "de": f"Der Text ist länger als {limit} Zeichen.",
        "en": f"The text is longer than {limit} characters.",
    }


def too_deep(limit: int) -> Text:
    return {
        "de": f"Der Ausdruck ist tiefer als {limit} Ebenen verschachtelt.",
        "en": f"The expression is nested more than {limit} levels deep.",
    }


def stray(character: str) -> Text:
    code = f"U+{ord(character):04X}"
    shown = f"„{character}“ ({code})" if character.isprintable() else code
    quoted = f'"{character}" ({code})' if character.isprintable() else code
    return {
        "de": f"Das Zeichen {shown} kommt in einem SPDX-Ausdruck nicht vor.",
        "en": f"The character {quoted} has no place in an SPDX expression.",
    }


def unknown_licence(written: str) -> Text:
    return {
        "de": f"„{_short(written)}“ steht nicht auf der SPDX-Lizenzliste.",
        "en": f'"{_short(written)}" is not on the SPDX licence list.',
    }


def unknown_exception(written: str) -> Text:
    return {
        "de": f"„{_short(written)}“ steht nicht auf der SPDX-Liste der Lizenzausnahmen.",
        "en": f'"{_short(written)}" is not on the SPDX list of licence exceptions.',
    }


def exception_as_licence(written: str) -> Text:
    return {
        "de": f"„{_short(written)}“ ist eine Ausnahme und steht nur nach WITH.",
        "en": f'"{_short(written)}" is an exception and stands after WITH only.',
    }


def licence_as_exception(written: str) -> Text:
    return {
        "de": f"„{_short(written)}“ ist keine Lizenzausnahme; nach WITH steht nur eine solche.",
        "en": f'"{_short(written)}" is no licence exception; only such a one stands after WITH.',
    }


def plus_on(spdx_id: str) -> Text:
    return {
        "de": f"„{spdx_id}“ sagt schon, welche Versionen gelten; „+“ ist hier nicht möglich.",
        "en": f'"{spdx_id}" already says which versions apply; "+" is not possible here.',
    }


def not_alone(word: str) -> Text:
    return {
        "de": f"{word} steht nur allein, ohne AND, OR, WITH und Klammern.",
        "en": f"{word} stands only alone, without AND, OR, WITH or parentheses.",
    }


def operator_case(written: str) -> Text:
    return {
        "de": f"„{written}“ wird ganz groß oder ganz klein geschrieben.",
        "en": f'"{written}" is written all in upper case or all in lower case.',
    }


def _short(written: str) -> str:
    return written if len(written) <= _SHOWN else written[:_SHOWN] + "…"
