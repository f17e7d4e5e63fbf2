# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende repository clean` and `verify-clean`: what must not go out of a history."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allmende.cli.edge import COULD_NOT, FOUND, AsJson, CouldNot, answer, leave, say
from allmende.cli.keeping import StoreOption
from allmende.cli.keeping import store as kept_in
from allmende.cli.words import InLanguage, PolicyName

if TYPE_CHECKING:
    from allmende.publishing.cleaning import CleaningPlan, Expressions, Offence, Verification, Way
    from allmende.repositories import InternalNames

REFS = 5
"""Names of refs that a line shows."""
PLACES = 20
"""Places of one offence that the text lists; JSON has all of them."""
WORDS = {
    "de": {
        "nothing": "Nichts gefunden, was nicht hinausdarf.",
        "offences": "{number} Befunde, die so nicht hinausdürfen:",
        "doubtful": "Unter der Schwelle {limit:.0%}, bitte ansehen: {number}",
        "suppressed": "Mit Begründung ausgenommen, bleibt in der Historie: {number}",
        "incomplete": "Es konnte nicht alles durchgesehen werden (allmende repository inspect).",
        "in_head": "im aktuellen Stand",
        "history": "nur in der Historie",
        "refs": "erreichbar über",
        "more": "und {number} weitere",
        "open": "Vorher aus dem aktuellen Stand entfernen und committen: {names}",
        "loses": "Was das kostet:",
        "warn": "{file} enthält die Werte im Klartext: nicht weitergeben, nicht committen, nach dem"
        " Umschreiben löschen.",
        "written": "{rules} Regeln, {versions} Dateiversionen, die als Ganzes gehen",
        "lost": "{number} Stellen, deren Wert sich nicht lesen ließ",
        "exists": "{file} gibt es schon",
        "inside": "{file} läge im Repository selbst; bitte einen anderen Ordner nennen",
        "clean": "Bereinigt: nichts davon ist mehr zu finden, und sonst ist nichts anders.",
        "unknown": "Nichts davon ist mehr zu finden, aber nicht alles konnte durchgesehen werden.",
        "unclean": "Nicht bereinigt.",
        "gone": "Weg: {number}",
        "remaining": "Noch da",
        "value": "nur der Wert, kein Detektor erkennt ihn mehr",
        "new": "Neu hinzugekommen",
        "differing": "Andere Dateien in {ref}",
        "changed": "Geänderte Dateien mit Befunden: {number}",
        "left_over": "Weder Branch noch Tag, würde mitgehen",
        "refs_gone": "Branches und Tags, die es nicht mehr gibt",
        "figures": "Commits {before} → {after}, Signaturen {signed} → {still}",
    },
    "en": {
        "nothing": "Nothing found that must not go out.",
        "offences": "{number} findings that must not go out like this:",
        "doubtful": "Below the limit of {limit:.0%}, please look at them: {number}",
        "suppressed": "Excepted with a reason, stays in the history: {number}",
        "incomplete": "Not everything could be looked at (allmende repository inspect).",
        "in_head": "in the current state",
        "history": "in the history only",
        "refs": "reached by",
        "more": "and {number} more",
        "open": "First take out of the current state and commit: {names}",
        "loses": "What it costs:",
        "warn": "{file} holds the values in clear: do not pass it on, do not commit it, delete it"
        " after rewriting.",
        "written": "{rules} rules, {versions} versions of files that go as a whole",
        "lost": "{number} places of which the value could not be read",
        "exists": "{file} is there already",
        "inside": "{file} would lie in the repository itself; please name another folder",
        "clean": "Clean: none of it can be found any more, and nothing else is another.",
        "unknown": "None of it can be found any more, but not everything could be looked at.",
        "unclean": "Not clean.",
        "gone": "Gone: {number}",
        "remaining": "Still there",
        "value": "the value only, no detector recognises it any more",
        "new": "New",
        "differing": "Other files in {ref}",
        "changed": "Changed files that held findings: {number}",
        "left_over": "Neither branch nor tag, would go along",
        "refs_gone": "Branches and tags that are there no longer",
        "figures": "Commits {before} → {after}, signatures {signed} → {still}",
    },
}


def _known_way(value: str) -> str:
    if value not in ("", "rewrite", "fresh"):
        raise typer.BadParameter(f"'{value}' is neither rewrite nor fresh")
    return value


Confidence = Annotated[
    float, typer.Option(min=0, max=1, help="From which confidence on a finding counts.")
]


def clean(
    repository: Annotated[
        str, typer.Argument(metavar="[REPO]", help="A folder or bundle; where you are by default.")
    ] = ".",
    policy: PolicyName = "",
    store: StoreOption = None,
    way: Annotated[
        str,
        typer.Option(metavar="WAY", callback=_known_way, help="rewrite or fresh; else both."),
    ] = "",
    expressions: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the values in clear there, as git-filter-repo reads them, and FILE.versions"
            " with the versions of files that go as a whole.",
        ),
    ] = None,
    fail_on: Confidence = 0.6,
    language: InLanguage = "",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Say what must not go out of a history, and prepare the two ways to leave it behind.

    Exit status 1 where there is something, 2 where the repository cannot be read.
    """
    from allmende.publishing import cleaning

    if expressions is not None:
        _refuse(expressions, repository, language)
    folder, profile = kept_in(store, language), _profile(policy)
    with _errors(language):
        names = _names(profile)
        found = cleaning.plan_of(
            repository, names=names, store=folder, limit=fail_on, policy=profile
        )
        if expressions is not None and found.offences:
            made = cleaning.expressions_of(repository, found.offences, names=names, store=folder)
            _write(expressions, made.text)
            _write(_versions(expressions), "".join(f"{id}\n" for id in made.versions).encode())
            _tell(expressions, made, language)
    if json:
        told = found.as_json()
        answer(told | {"ways": [one for one in told["ways"] if way in ("", one["id"])]})
    else:
        print("\n".join(_lines(found, way, language)))
    if found.offences:
        leave(FOUND)


def verify_clean(
    before: Annotated[str, typer.Argument(metavar="BEFORE", help="The repository as it was.")],
    after: Annotated[str, typer.Argument(metavar="AFTER", help="The one that was cleaned.")],
    policy: PolicyName = "",
    store: StoreOption = None,
    fail_on: Confidence = 0.6,
    language: InLanguage = "",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Look whether a cleaned repository is rid of what must not go out, and else unchanged.

    Exit status 1 where something remains, is new, differs or is left over; 2 where that is not
    known, since not everything could be looked at.
    """
    from allmende.publishing import cleaning

    folder = kept_in(store, language)
    with _errors(language):
        found = cleaning.verify(
            before, after, names=_names(_profile(policy)), store=folder, limit=fail_on
        )
    if json:
        answer(found.as_json())
    else:
        print("\n".join(_verified(found, language)))
    if found.clean is not True:
        leave(COULD_NOT if found.clean is None else FOUND)


class _errors:
    """Turns what goes wrong with a repository into one line."""

    def __init__(self, language: str) -> None:
        self.language = language or "en"

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from allmende import policies
        from allmende.repositories import NotARepository, StoreUnusable

        if isinstance(error, NotARepository):
            raise CouldNot(f"{error.address}: {error.why[self.language]}") from error
        if isinstance(error, StoreUnusable):
            raise CouldNot(error.why[self.language]) from error
        if isinstance(error, policies.PolicyError):
            raise CouldNot(str(error)) from error


def _profile(policy: str) -> str:
    return policy or os.environ.get("ALLMENDE_POLICY") or ""


def _names(profile: str) -> "InternalNames":
    from allmende import policies
    from allmende.repositories import read_internal_names

    return read_internal_names(policies.load(profile or "plain"))


def _refuse(file: Path, repository: str, language: str) -> None:
    """A file with secrets must not be committed by the next `git add`, nor replace another one."""
    words = WORDS[language]
    for one in (file, _versions(file)):
        if one.exists():
            raise CouldNot(words["exists"].format(file=one))
    place = Path(repository)
    if place.is_dir() and file.absolute().resolve().is_relative_to(place.resolve()):
        raise CouldNot(words["inside"].format(file=file))


def _versions(file: Path) -> Path:
    return file.with_name(f"{file.name}.versions")


def _write(file: Path, content: bytes) -> None:
    """Made anew, readable by this account alone."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)


def _tell(file: Path, made: "Expressions", language: str) -> None:
    words = WORDS[language]
    rules, versions = len(made.rules), len(made.versions)
    say(words["warn"].format(file=file))
    say(words["written"].format(rules=rules, versions=versions))
    for path in made.files:
        say(f"  {path}")
    if made.not_found:
        say(words["lost"].format(number=made.not_found))


def _lines(found: "CleaningPlan", way: str, language: str) -> Iterator[str]:
    words = WORDS[language]
    number = len(found.offences)
    yield words["offences"].format(number=number) if number else words["nothing"]
    if not found.complete:
        yield words["incomplete"]
    for one in found.offences:
        yield from _offence(one, language)
    if found.doubtful:
        yield words["doubtful"].format(limit=found.limit, number=found.doubtful)
    if found.suppressed:
        yield words["suppressed"].format(number=found.suppressed)
    for first in dict.fromkeys(one.first[language] for one in found.offences):
        yield ""
        yield first
    for each in found.ways:
        if way in ("", each.id):
            yield ""
            yield from _way(each, found, language)


def _offence(one: "Offence", language: str) -> Iterator[str]:
    words = WORDS[language]
    yield f"  {one.kind}: {one.title[language]}: {one.redacted} ({one.confidence:.0%}, {one.id})"
    for place in one.places[:PLACES]:
        path = f"{place.path}!{place.member}" if place.member else place.path or place.where
        where = f"{path}:{place.line}" if place.line else path
        end = place.removed[:12] if place.removed else ""
        span = f"{(place.introduced or '?')[:12]}..{end}"
        now = words["in_head" if place.in_head and place.where == "file" else "history"]
        refs = place.refs or ()
        more = words["more"].format(number=len(refs) - REFS) if len(refs) > REFS else ""
        shown = ", ".join((*refs[:REFS], *((more,) if more else ())))
        yield f"    {where} [{span}] {now}" + (f"; {words['refs']} {shown}" if shown else "")
    if one.places_total > PLACES:
        yield f"    {words['more'].format(number=one.places_total - PLACES)}"


def _way(way: "Way", found: "CleaningPlan", language: str) -> Iterator[str]:
    words = WORDS[language]
    yield f"## {way.title[language]}"
    yield way.about[language]
    if way.open:
        named = {one.id: one for one in found.offences}
        paths = dict.fromkeys(
            place.path for id in way.open for place in named[id].places if place.in_head
        )
        yield words["open"].format(names=", ".join(paths))
    yield words["loses"]
    yield from (f"  - {one[language]}" for one in way.loses)
    yield ""
    yield way.script[language].rstrip("\n")


def _verified(found: "Verification", language: str) -> Iterator[str]:
    words = WORDS[language]
    yield words[{True: "clean", False: "unclean", None: "unknown"}[found.clean]]
    yield words["gone"].format(number=len(found.gone))
    for label, some in (("remaining", found.remaining), ("new", found.new)):
        for one in some:
            note = f" ({words['value']})" if one.how == "value" else ""
            yield f"{words[label]}: {one.kind}: {one.title[language]}: {one.redacted}{note}"
            yield from (f"  {place}" for place in one.where[:PLACES])
    for ref, paths in found.differing.items():
        yield f"{words['differing'].format(ref=ref)}: {', '.join(paths[:PLACES])}"
    if found.left_over:
        yield f"{words['left_over']}: {', '.join(found.left_over[:PLACES])}"
    if found.refs_gone:
        yield f"{words['refs_gone']}: {', '.join(found.refs_gone[:PLACES])}"
    yield words["changed"].format(number=len(found.changed))
    yield words["figures"].format(
        before=found.commits[0],
        after=found.commits[1],
        signed=found.signatures[0],
        still=found.signatures[1],
    )
