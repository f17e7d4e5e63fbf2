# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Names of persons in fields that are called so: JSON, YAML, XML, properties, CSV and SQL."""

import re

from allmende.repositories.detectors.pattern import Candidate, Examples, Pattern
from allmende.repositories.detectors.personal.known_names import is_first_name, is_made_up
from allmende.repositories.detectors.surroundings import (
    in_author_file,
    in_foreign_code,
    in_translations,
    names_author,
    softened,
)

_FIRST = r"vornamen?|rufname|first[_ -]?name|given[_ -]?name|forename"
_LAST = (
    r"nachnamen?|familiennamen?|geburtsnamen?|zuname|last[_ -]?name|sur_?name|family[_ -]?name"
    r"|maiden[_ -]?name|birth_?name"
)
_ROLES = (
    r"(?:full|display|person|contact|customer|patient|client|employee)[_-]?name"
    r"|sachbearbeiter(?:in)?|bearbeiter(?:in)?|ansprechpartner(?:in)?|ansprechperson"
    r"|antragsteller(?:in)?|mitarbeiter(?:in)?|kontoinhaber(?:in)?|empf(?:ä|ae)nger(?:in)?"
    r"|kund(?:e|in)|patient(?:in)?|b(?:ü|ue)rger(?:in)?|name"
)
_ROLES_ASCII = re.sub(r"\(\?:[äü]\|[au]e\)", ".{1,2}", _ROLES)
"""For the automaton, which counts letters, not bytes, as soon as one of them is outside ASCII."""
_TEXT = r"[^\"'`<>,;:=(){}\[\]\n\r\t\\|$%#@/*&!?.0-9_+]{1,50}"
_REST = r"[^\"'`<>,;:=(){}\[\]\n\r\t\\|$%#@/*&!?0-9_+]"
_NAME = re.compile(r"[^\W\d_][^\W\d_]+(?:['’ -]{1,2}[^\W\d_]+){0,3}")
_PAIR = re.compile(
    r"(?:(?:Dr|Prof)\.? )?([A-ZÀ-Þ][\w’'-]+)(?: [A-ZÀ-Þ]\.?)?(?: (?:von|van|de|der|zu))*"
    r" ([A-ZÀ-Þ][\w’'-]+)"
)
_NO_NAMES = re.compile(
    r"(?i)string|str|text|null|none|nil|undefined|true|false|int|integer|varchar|char|required|"
    r"optional|any|object|value|field|input|column|label|self|this|json|unknown|object|number|"
    r"(?:vor|nach|familien|geburts|zu|ruf)?namen?|first|last|middle|given|family|surname|forename|"
    r"pr[eé]nom|nom|nome|cognome|nombre|apellidos?|voornaam|achternaam|etunimi|sukunimi|imi[eę]|"
    r"nazwisko|apelido|sobrenome|f[oö]rnamn|efternamn|fornavn|etternavn|efternavn|jm[eé]no|"
    r"p[rř][ií]jmen[ií]|keresztn[eé]v|vezet[eé]kn[eé]v|please|bitte|enter|geben|ihr|your|here|der|"
    r"die|das|des|the|of|is|and|or|und|oder|asc|desc|person|admin|user|yes|no|new|get|set|data|"
    r"string[s]?|const|var|let|return|type|not|public|private|static|final|function|default"
)
_PARTICLE = re.compile(r"^(?:(?:von|vom|van|de[rn]?|di|da|zu[mr]?|auch|und|la|le) ){1,3}")
_PERSONS = re.compile(r"(?i)bearbeiter|ansprech|antragsteller|kontoinhaber|patient|b(?:ü|ue)rger")
_DELIMITER = re.compile(r"[;,\t|]")


def patterns() -> tuple[Pattern, ...]:
    """The patterns for names of persons."""
    source = "Art. 4 Nr. 1 DSGVO"
    title = {"de": "Name einer Person", "en": "Name of a person"}
    return (
        Pattern(
            id="person-name-part",
            kind="personal-data",
            title=title,
            regex=rf"(?i)(?:{_FIRST}|{_LAST})[\"'`]?[ \t]{{0,3}}(?:=>|:=|[:=>])[ \t]{{0,3}}[\"'`]?"
            rf"({_TEXT})",
            judge=judge_part,
            source=source,
            keywords=("name",),
            matches=Examples(
                lambda _: ('"vorname": "Kath' + 'rin"', "lastName: 'Ober" + "huber'"), ""
            ),
            misses=(
                '"vorname": "Vorname"',
                "nachname: Mustermann",
                "firstName: string",
                "lastName = person.lastName",
                "first_name=first_name",
            ),
        ),
        Pattern(
            id="person-name",
            kind="personal-data",
            title=title,
            regex=rf"(?i:(?:^|[^a-z]|_)(?:{_ROLES}))[\"'`]?[ \t]{{0,3}}"
            r"(?:=>|[:=>])[ \t]{0,3}[\"'`]?"
            rf"((?:(?:Dr|Prof)\.? ){{0,2}}[A-Z]{_REST}{{1,30}} [A-Z]{_REST}{{1,30}})",
            anchor=rf"(?i:{_ROLES_ASCII})[\"'`]?[ \t]{{0,3}}(?:=>|[:=>])[ \t]{{0,3}}[\"'`]?"
            rf"(?:(?:Dr|Prof)\.? ){{0,2}}[A-Z]{_REST}{{1,60}} [A-Z]",
            judge=judge_whole,
            source=source,
            keywords=(
                "name",
                "bearbeiter",
                "ansprech",
                "steller",
                "arbeiter",
                "inhaber",
                "nger",
                "kund",
                "patient",
                "rger",
            ),
            matches=Examples(
                lambda _: (
                    '"name": "Kath' + 'rin Oberhuber"',
                    "Sachbearbeiterin: Petra Wagen" + "brett",
                ),
                "",
            ),
            misses=('"name": "Max Mustermann"', "name: Build and test", "name: John Doe"),
        ),
        Pattern(
            id="person-table",
            kind="personal-data",
            title={"de": "Tabelle mit Namen von Personen", "en": "Table with names of persons"},
            regex=rf"(?i)(?:{_FIRST}|{_LAST})[\"']?[;,\t|][^\n]{{0,300}}\n([^\n]{{3,300}})",
            anchor=rf"(?i)(?:{_FIRST}|{_LAST})[\"']?[;,\t|]",
            judge=judge_table,
            source=source + "; RFC 4180",
            keywords=("name",),
            matches=Examples(lambda _: ("id;vorname;nachname\n1;Kath" + "rin;Oberhuber\n",), ""),
            misses=("vorname;nachname\nstring;string\n", "first_name,last_name\nMax,Mustermann\n"),
        ),
        Pattern(
            id="person-insert",
            kind="personal-data",
            title=title,
            # The columns stand before the match: a regex over both makes the automaton huge.
            regex=r"(?i)\)\s{0,4}values\s{0,4}\(([^()\n]{1,300})",
            judge=judge_insert,
            source=source + "; ISO/IEC 9075",
            keywords=("values",),
            matches=Examples(
                lambda _: (
                    "".join(["INSERT INTO p (id, vorname) ", "VALUES (1, 'Kath", "rin');"]),
                ),
                "",
            ),
            misses=("INSERT INTO p (vorname) VALUES (?)", "insert into p (vorname) values ('Max')"),
        ),
    )


def judge_part(candidate: Candidate) -> float | None:
    """A capitalised word that is no type, no label and no placeholder."""
    value = candidate.value.strip()
    if candidate.after[:1] in tuple("([.=_{0123456789/") or not _is_name(value):
        return None
    if in_translations(candidate.path) or re.match(r"\s*[:=]", candidate.after):
        return None
    quoted = candidate.match[-len(candidate.value) - 1] in "\"'`>"
    known = is_first_name(value.split()[0])
    if re.match(rf"(?i)(?:{_FIRST})", candidate.match) and not known:
        german = "vorname" in candidate.match.lower()
        return softened(0.55 if quoted else 0.5 if german else 0.3, candidate.path)
    confidence = 0.7 if known and quoted else 0.6 if known or quoted else 0.35
    return 0.3 if _is_credit(candidate) else softened(confidence, candidate.path)


def judge_whole(candidate: Candidate) -> float | None:
    """First and last name, the first one being common."""
    found = _PAIR.fullmatch(candidate.value.strip())
    if candidate.after[:1] not in tuple("\"'`<,;\r\n\t}])|") and candidate.after:
        return None
    if not found or is_made_up(candidate.value):
        return None
    known = is_first_name(found[1])
    if not known and not _PERSONS.search(candidate.match.removesuffix(candidate.value)):
        return None
    if in_translations(candidate.path) or _NO_NAMES.fullmatch(found[2]):
        return None
    if _is_credit(candidate) or re.search(r"(?i)author|contributor|maintainer", candidate.before):
        return 0.3
    return softened(0.65 if known else 0.5, candidate.path)


def judge_table(candidate: Candidate) -> float | None:
    """The first row below a heading, where the column of names holds one."""
    header = candidate.before.rpartition("\n")[2] + candidate.match.partition("\n")[0]
    sign = _DELIMITER.search(header)
    if sign is None or in_translations(candidate.path):
        return None
    return _of_columns(header.split(sign[0]), candidate.value.split(sign[0]), candidate)


def judge_insert(candidate: Candidate) -> float | None:
    """The values of an INSERT, where the column of names holds one."""
    if not re.search(r"(?i)insert\s+into\b[^()]*\([^()]*$", candidate.before):
        return None
    columns = candidate.before.rpartition("(")[2].split(",")
    return _of_columns(columns, candidate.value.split(","), candidate)


def _of_columns(columns: list[str], values: list[str], candidate: Candidate) -> float | None:
    if len(columns) != len(values):
        return None
    called = [
        value.strip(" \"'`\r")
        for column, value in zip(columns, values, strict=True)
        if re.fullmatch(rf"(?i)(?:\w*_)?(?:{_FIRST}|{_LAST})", column.strip(" \"'`[]\ufeff"))
    ]
    if not called or not all(_is_name(name) for name in called if name):
        return None
    known = any(is_first_name(name.split()[0]) for name in called if name)
    return softened(0.8 if known else 0.55 if len(called) > 1 else 0.4, candidate.path)


def _is_name(value: str) -> bool:
    value = _PARTICLE.sub("", value)
    if not _NAME.fullmatch(value) or not value[0].isupper() or is_made_up(value):
        return False
    if value.lower() in ("max", "erika", "john", "jane"):
        return False
    if value.isupper() and len(value) > 3 and "_" in value:
        return False
    return not any(_NO_NAMES.fullmatch(word) for word in value.split())


def _is_credit(candidate: Candidate) -> bool:
    return (
        in_author_file(candidate.path) or in_foreign_code(candidate.path) or names_author(candidate)
    )
