# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""README: what it does not answer is added; what nobody has said stays a comment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from allmende.publishing.preparing.ground import Ground
from allmende.publishing.preparing.model import Kind, Piece, Text
from allmende.publishing.preparing.wording import (
    TONGUE,
    appended,
    gap,
    in_language,
    paragraphs,
)

PATH = "README.md"

NOT_MARKDOWN: Text = {
    "de": "Die README ist kein Markdown in UTF-8; was fehlt, ist von Hand zu ergänzen.",
    "en": "The README is no Markdown in UTF-8; what is missing has to be added by hand.",
}
READ: Text = {
    "de": "Bitte lesen: Ob die README die vier Fragen gut beantwortet, sagt keine Prüfung.",
    "en": "Please read: whether the README answers the four questions well no check can say.",
}

TRANSLATE: Text = {
    "de": "README: Ein Text liegt nur in der anderen Sprache vor und ist zu übersetzen.",
    "en": "README: a text is there in the other language only and has to be translated.",
}


@dataclass(frozen=True, slots=True)
class Question:
    """`fact` says whether the README answers it; `ask` is what a person is asked for."""

    fact: str
    heading: Text
    ask: Text
    answer: Callable[[Ground, str], str]


def make(ground: Ground, kind: Kind) -> Iterator[Piece]:
    """The README that a forge shows first."""
    if not ground.is_yes("readme.file"):
        yield _created(ground, kind)
        return
    path = str(ground.value("readme.file")[0])
    open_questions = [one for one in QUESTIONS if not ground.is_yes(one.fact)]
    text = ground.text(path) if path.lower().endswith((".md", ".markdown")) else None
    if not open_questions:
        yield ground.kept(kind, path)
    elif text is None:
        yield ground.kept(kind, path, NOT_MARKDOWN, *map(_unanswered, open_questions))
    else:
        language = _language(ground)
        added = paragraphs(_section(ground, one, language) for one in open_questions)
        needs = [_unanswered(one) for one in open_questions if not one.answer(ground, language)]
        foreign = _foreign(ground, language)
        yield ground.completed(kind, path, appended(text, added), *needs, foreign, READ)


def _created(ground: Ground, kind: Kind) -> Piece:
    main = ground.details.main_language
    name = ground.details.name
    parts = [f"# {name}" if name else gap(main, f"# {NAME[main]}")]
    what = ground.details.description.get(main, "")
    parts.append(what or gap(main, WHAT.ask[main]))
    parts += [_section(ground, one, main) for one in QUESTIONS if one is not WHAT]
    parts += [*_security(main), *_licence(ground, main)]
    for language in ground.details.further_languages:
        if summary := _summary(ground, language):
            parts += [f"## {TONGUE[language]}", summary]
    needs: list[Text] = [] if name else [NAMELESS]
    needs += [_unanswered(one) for one in QUESTIONS if not one.answer(ground, main)]
    return ground.created(kind, PATH, paragraphs(parts), *needs, _foreign(ground, main))


def _section(ground: Ground, question: Question, language: str) -> str:
    heading = f"## {question.heading[language]}"
    answer = question.answer(ground, language)
    if answer:
        return f"{heading}\n\n{answer}"
    return gap(language, heading, "", question.ask[language])


def _language(ground: Ground) -> str:
    """A README goes on in the language it is in, where that is one of ours."""
    spoken = ground.value("readme.languages") or []
    main = ground.details.main_language
    return main if main in spoken or spoken not in (["de"], ["en"]) else str(spoken[0])


def _summary(ground: Ground, language: str) -> str:
    details = ground.details
    texts = (details.description, details.purpose)
    return paragraphs(one.get(language, "") for one in texts).strip("\n")


def _foreign(ground: Ground, language: str) -> Text | None:
    """A text stands in the language in which it was given; nothing is translated here."""
    details = ground.details
    given = (details.description, details.purpose, details.usage)
    return TRANSLATE if any(one and not one.get(language) for one in given) else None


def _unanswered(question: Question) -> Text:
    return {
        "de": f"README, „{question.heading['de']}“: {question.ask['de']}",
        "en": f'README, "{question.heading["en"]}": {question.ask["en"]}',
    }


def _what(ground: Ground, language: str) -> str:
    return in_language(ground.details.description, language)[0]


def _why(ground: Ground, language: str) -> str:
    return in_language(ground.details.purpose, language)[0]


def _use(ground: Ground, language: str) -> str:
    return in_language(ground.details.usage, language)[0]


def _contribute(_: Ground, language: str) -> str:
    return {
        "de": "Fehlerberichte, Fragen und Änderungen sind willkommen; wie es geht, steht in"
        " [CONTRIBUTING.md](CONTRIBUTING.md).",
        "en": "Reports, questions and changes are welcome; [CONTRIBUTING.md](CONTRIBUTING.md)"
        " says how.",
    }[language]


def _support(ground: Ground, language: str) -> str:
    details = ground.details
    issues = {
        "de": f"Fragen und Fehler: <{details.issues}>",
        "en": f"Questions and defects: <{details.issues}>",
    }
    mails = {"de": "E-Mail: ", "en": "Mail: "}
    lines = [issues[language]] if details.issues else []
    lines += (
        [mails[language] + ", ".join(f"<{one}>" for one in details.mails)] if details.mails else []
    )
    return "\n".join(f"- {one}" for one in lines)


def _security(language: str) -> Iterator[str]:
    yield {"de": "## Sicherheit", "en": "## Security"}[language]
    yield {
        "de": "Schwachstellen bitte nicht öffentlich melden, sondern wie in"
        " [SECURITY.md](SECURITY.md) beschrieben.",
        "en": "Please do not report weaknesses in public, but as [SECURITY.md](SECURITY.md) says.",
    }[language]


def _licence(ground: Ground, language: str) -> Iterator[str]:
    id = ground.details.licence or ground.value("licence.expression")
    if id:
        holder = f" Copyright {ground.details.notice}." if ground.details.notice else ""
        yield {"de": "## Lizenz", "en": "## Licence"}[language]
        yield {"de": f"{id}, siehe [LICENSE](LICENSE).", "en": f"{id}, see [LICENSE](LICENSE)."}[
            language
        ] + holder


NAME = {"de": "Name der Software", "en": "Name of the software"}
NAMELESS: Text = {
    "de": "Der öffentliche Name der Software fehlt.",
    "en": "The public name of the software is missing.",
}
WHAT = Question(
    "readme.what",
    {"de": "Was macht die Software?", "en": "What does the software do?"},
    {
        "de": "In zwei bis drei Sätzen ohne Fachwörter sagen, was die Software macht.",
        "en": "Say in two or three sentences without jargon what the software does.",
    },
    _what,
)
WHY = Question(
    "readme.why",
    {"de": "Warum ist das nützlich?", "en": "Why is it useful?"},
    {
        "de": "Sagen, wem die Software was erleichtert und welche Aufgabe sie löst.",
        "en": "Say for whom it makes what easier, and which task it solves.",
    },
    _why,
)
USE = Question(
    "readme.use",
    {"de": "Nutzung", "en": "Usage"},
    {
        "de": "Beschreiben, was man braucht, wie man installiert und der erste Aufruf.",
        "en": "Describe what is needed, how to install, and the first call.",
    },
    _use,
)
CONTRIBUTE = Question(
    "readme.contribute",
    {"de": "Mitmachen", "en": "Contributing"},
    {"de": "Auf CONTRIBUTING.md verweisen.", "en": "Point to CONTRIBUTING.md."},
    _contribute,
)
SUPPORT = Question(
    "readme.support",
    {"de": "Hilfe und Kontakt", "en": "Support"},
    {
        "de": "Sagen, wo man fragt: öffentliche Adresse der Tickets oder ein Funktionspostfach.",
        "en": "Say where to ask: the public address of the issues, or a shared mailbox.",
    },
    _support,
)
QUESTIONS = (WHAT, WHY, USE, CONTRIBUTE, SUPPORT)
