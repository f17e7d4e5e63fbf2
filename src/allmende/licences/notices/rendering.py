# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Third-party notices as plain text and as one HTML document, in German and English.

The document is plain semantic HTML (WCAG 2.2: language, one h1, headings in order, links that say
where they go) without script and style, so that any content security policy lets it through.
"""

from collections.abc import Iterator, Mapping
from html import escape

from allmende.licences.notices.collecting import Entry, Group, LicenceName, Missing, Notices, Text

_WORDS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "parts": "Teile nach Lizenz",
        "unclear": "Ungeklärte Lizenzen",
        "unclear_why": "Für diese Teile ist keine Lizenz angegeben oder die Angabe ist nicht"
        " lesbar. Klären Sie sie, bevor Sie das Produkt weitergeben.",
        "texts": "Lizenztexte",
        "missing": "Lizenztexte, die zu ergänzen sind",
        "missing_why": "Diese Teile kamen ohne Lizenztext. Legen Sie ihn dem Produkt bei.",
        "serves": "Gilt für",
        "licence": "Lizenz",
        "stated": "Angabe",
        "choice": "gewählt aus",
        "open": "Hier stehen mehrere Lizenzen zur Wahl; halten Sie fest, welche Sie wählen.",
        "nothing": "Das Produkt enthält keine Teile Dritter.",
        "none": "ohne Angabe",
    },
    "en": {
        "parts": "Parts by licence",
        "unclear": "Unclear licences",
        "unclear_why": "For these parts no licence is stated, or the statement cannot be read."
        " Clear them up before passing the product on.",
        "texts": "Licence texts",
        "missing": "Licence texts that must be added",
        "missing_why": "These parts came without a licence text. Put it with the product.",
        "serves": "Applies to",
        "licence": "Licence",
        "stated": "Stated",
        "choice": "chosen from",
        "open": "There are several licences to choose from; record which one you choose.",
        "nothing": "The product contains no third-party parts.",
        "none": "not stated",
    },
}
_RULE = "=" * 72
_THIN = "-" * 72


def as_text(notices: Notices, language: str) -> str:
    """Lines of plain text, ending in a line feed."""
    return "\n".join(_text_lines(notices, _words(language))) + "\n"


def as_html(notices: Notices, language: str) -> str:
    """An HTML5 document; everything that came from outside is escaped."""
    return "\n".join(_html_lines(notices, _words(language), language)) + "\n"


def _words(language: str) -> Mapping[str, str]:
    if language not in _WORDS:
        raise ValueError(f"no language {language!r}; there are {', '.join(sorted(_WORDS))}")
    return _WORDS[language]


def _text_lines(notices: Notices, words: Mapping[str, str]) -> Iterator[str]:
    yield from (notices.title, _RULE, "")
    if notices.unclear:
        yield from (words["unclear"], _THIN, words["unclear_why"], "")
        for entry in notices.unclear:
            yield from _text_entry(entry, words, f"{words['stated']}: {_stated(entry, words)}")
        yield ""
    if not notices.unclear and not notices.groups:
        yield words["nothing"]
    for group in notices.groups:
        yield from (group.expression, _THIN)
        yield from (f"{_title(one)} <{one.address}>" for one in group.licences if one.address)
        yield from ((words["open"],) if group.choice_open else ())
        yield ""
        for entry in group.parts:
            yield from _text_entry(entry, words, _choice(entry, group, words))
        yield ""
    if notices.missing:
        yield from (words["missing"], _THIN, words["missing_why"], "")
        for missing in notices.missing:
            yield f"* {_title(missing.licence)}"
            if missing.licence.address:
                yield f"  {missing.licence.address}"
            yield f"  {words['serves']}: {', '.join(missing.parts)}"
        yield ""
    for text in notices.texts:
        yield from (_RULE, _text_title(text, words))
        yield f"{words['serves']}: {', '.join(text.parts)}"
        yield from (_RULE, "", text.text, "")


def _text_entry(entry: Entry, words: Mapping[str, str], note: str | None) -> Iterator[str]:
    yield f"* {entry.title or words['none']}"
    for detail in (*entry.copyrights, note, entry.purl, entry.homepage):
        if detail:
            yield f"  {detail}"


def _html_lines(notices: Notices, words: Mapping[str, str], language: str) -> Iterator[str]:
    title = escape(notices.title) or escape(words["parts"])
    yield from ("<!doctype html>", f'<html lang="{language}">', "<head>")
    yield from ('<meta charset="utf-8">', f"<title>{title}</title>")
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield from ("</head>", "<body>", "<main>", f"<h1>{title}</h1>")
    if notices.unclear:
        yield from _html_unclear(notices.unclear, words)
    if not notices.unclear and not notices.groups:
        yield f"<p>{words['nothing']}</p>"
    if notices.groups:
        yield f'<section aria-labelledby="parts"><h2 id="parts">{words["parts"]}</h2>'
        for group in notices.groups:
            yield from _html_group(group, words)
        yield "</section>"
    if notices.missing:
        yield from _html_missing(notices.missing, words)
    if notices.texts:
        yield f'<section aria-labelledby="texts"><h2 id="texts">{words["texts"]}</h2>'
        for text in notices.texts:
            yield from _html_text(text, words)
        yield "</section>"
    yield from ("</main>", "</body>", "</html>")


def _html_unclear(entries: tuple[Entry, ...], words: Mapping[str, str]) -> Iterator[str]:
    yield f'<section aria-labelledby="unclear"><h2 id="unclear">{words["unclear"]}</h2>'
    yield from (f"<p>{words['unclear_why']}</p>", "<ul>")
    for entry in entries:
        yield _html_entry(entry, words, f"{words['stated']}: {_stated(entry, words)}")
    yield from ("</ul>", "</section>")


def _html_group(group: Group, words: Mapping[str, str]) -> Iterator[str]:
    yield f"<h3>{escape(group.expression)}</h3>"
    yield f"<p>{words['licence']}: {', '.join(_html_licence(one) for one in group.licences)}</p>"
    if group.choice_open:
        yield f"<p>{words['open']}</p>"
    yield "<ul>"
    for entry in group.parts:
        yield _html_entry(entry, words, _choice(entry, group, words))
    yield "</ul>"


def _html_missing(missing: tuple[Missing, ...], words: Mapping[str, str]) -> Iterator[str]:
    yield f'<section aria-labelledby="missing"><h2 id="missing">{words["missing"]}</h2>'
    yield from (f"<p>{words['missing_why']}</p>", "<ul>")
    for one in missing:
        parts = escape(", ".join(one.parts))
        yield f"<li>{_html_licence(one.licence)}<br>{words['serves']}: {parts}</li>"
    yield from ("</ul>", "</section>")


def _html_text(text: Text, words: Mapping[str, str]) -> Iterator[str]:
    yield f"<h3>{escape(_text_title(text, words))}</h3>"
    yield f"<p>{words['serves']}: {escape(', '.join(text.parts))}</p>"
    # The parser drops one line feed after <pre>; this one is for it.
    yield f"<pre>\n{escape(text.text)}</pre>"


def _html_entry(entry: Entry, words: Mapping[str, str], note: str | None) -> str:
    title = escape(entry.title or words["none"])
    if entry.homepage:
        title = f'<a href="{escape(entry.homepage)}" rel="noreferrer">{title}</a>'
    purl = f"<code>{escape(entry.purl)}</code>" if entry.purl else ""
    details = (*map(escape, entry.copyrights), escape(note or ""), purl)
    return "<li>" + "<br>".join([title, *filter(None, details)]) + "</li>"


def _html_licence(licence: LicenceName) -> str:
    title = escape(_title(licence))
    if not licence.address:
        return title
    return f'<a href="{escape(licence.address)}" rel="noreferrer">{title}</a>'


def _title(licence: LicenceName) -> str:
    return f"{licence.name} ({licence.id})" if licence.name else licence.id


def _text_title(text: Text, words: Mapping[str, str]) -> str:
    return ", ".join(text.expressions) or f"{words['licence']}: {words['none']}"


def _stated(entry: Entry, words: Mapping[str, str]) -> str:
    return entry.written or words["none"]


def _choice(entry: Entry, group: Group, words: Mapping[str, str]) -> str | None:
    """What the source wrote, where that is a choice of which one branch was taken."""
    if not entry.chosen or entry.written == group.expression:
        return None
    return f"{words['choice']} {_stated(entry, words)}"
