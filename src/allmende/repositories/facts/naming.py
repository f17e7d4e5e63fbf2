# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a fact's value is made of, for people: names of its parts, their units, what was counted."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from allmende.repositories.facts.titles import TITLES

Text = dict[str, str]
Json = Mapping[str, Any]

# fmt: off
_PARTS: tuple[tuple[str, str, str], ...] = (
    # Numbers and lists of many facts
    ("count", "Anzahl", "number"),
    ("files", "Dateien", "files"),
    ("lines", "Zeilen", "lines"),
    ("bytes", "Größe", "size"),
    ("total", "insgesamt", "in total"),
    ("overall", "insgesamt", "overall"),
    ("last-year", "im letzten Jahr", "in the last year"),
    ("year-before", "im Jahr davor", "in the year before"),
    ("recent", "zuletzt", "recently"),
    ("direction", "Richtung", "direction"),
    ("date", "Datum", "date"),
    ("age-days", "Alter", "age"),
    ("tools", "Werkzeuge", "tools"),
    ("versions", "Versionen", "versions"),
    ("without", "ohne", "without"),
    # Licence and copyright per file
    ("headers", "Angabe in der Datei", "in the file itself"),
    ("licence-files-beside", "Datei daneben", "in a file beside it"),
    ("reuse-toml", "REUSE.toml", "REUSE.toml"),
    ("dep5", ".reuse/dep5", ".reuse/dep5"),
    ("covered", "geprüft", "checked"),
    ("with-licence", "mit Lizenz", "with licence"),
    ("with-copyright", "mit Urheberrecht", "with copyright"),
    ("with-both", "mit beidem", "with both"),
    ("not-readable", "nicht lesbar", "not readable"),
    ("files-lacking", "Dateien ohne Angabe", "files lacking information"),
    ("texts-missing", "fehlende Lizenztexte", "missing licence texts"),
    ("texts-unused", "nicht verwendete Lizenztexte", "unused licence texts"),
    ("problems", "Fehler", "mistakes"),
    # Documents
    ("open", "offene Formate", "open formats"),
    ("pdf", "PDF", "PDF"),
    ("closed", "nicht offene Formate", "formats that are not open"),
    ("person", "Personen", "people"),
    ("team", "Teams", "teams"),
    ("mail", "Mailadressen", "mail addresses"),
    ("type", "gepflegt", "maintained"),
    ("contractors", "Auftragnehmende", "contractors"),
    ("contacts", "Ansprechpersonen", "contacts"),
    ("name", "Name", "name"),
    ("url", "Adresse", "address"),
    ("releaseDate", "veröffentlicht am", "released on"),
    ("developmentStatus", "derzeit", "currently"),
    ("softwareVersion", "Version", "version"),
    ("softwareType", "Art der Software", "kind of software"),
    # Languages and dependencies
    ("by-origin", "nach Herkunft", "by origin"),
    ("own", "eigene", "own"),
    ("vendored", "übernommen", "brought along"),
    ("generated", "erzeugt", "generated"),
    ("test", "Test", "test"),
    ("not-read", "nicht gelesen", "not read"),
    ("kind", "Art", "kind"),
    ("shares", "Anteile", "shares"),
    ("ecosystems", "Paketwelten", "ecosystems"),
    ("by_scope", "nach Zweck", "by purpose"),
    ("runtime", "Betrieb", "runtime"),
    ("build", "Bau", "build"),
    ("development", "Entwicklung", "development"),
    ("optional", "wahlweise", "optional"),
    ("by_type", "nach Paketart", "by kind of package"),
    ("lock_files", "Lock-Dateien", "lock files"),
    # Operation and build
    ("build_files", "Dockerfiles", "Dockerfiles"),
    ("plugins", "Erweiterungen", "plugins"),
    ("pinned", "genau festgelegt", "fixed exactly"),
    ("without_root", "ohne Administratorrechte", "without root"),
    ("root", "mit Administratorrechten", "with root"),
    ("unsaid", "ohne Angabe", "not stated"),
    ("with", "mit", "with"),
    ("services", "Dienste", "services"),
    ("charts", "Charts", "charts"),
    ("kinds", "Arten", "kinds"),
    ("names", "genannt", "named"),
    ("libraries", "Bibliotheken", "libraries"),
    ("by", "durch", "by"),
    ("systems", "Systeme", "systems"),
    ("top_level", "für den ganzen Workflow", "for the whole workflow"),
    ("program", "geprüft mit", "checked by"),
    ("by_severity", "nach Schwere", "by severity"),
    ("high", "hoch", "high"),
    ("medium", "mittel", "medium"),
    ("low", "niedrig", "low"),
    ("informational", "Hinweis", "information"),
    ("suppressed", "ausgenommen", "set aside"),
    ("skipped", "ausgelassen", "left out"),
    ("findings", "Hinweise", "findings"),
    # Releases, activity, people
    ("tags", "Tags", "tags"),
    ("tag", "Name", "name"),
    ("semver", "Semantic Versioning", "Semantic Versioning"),
    ("calver", "nach Datum", "by date"),
    ("other", "anders", "other"),
    ("major", "Hauptversion", "major"),
    ("minor", "Nebenversion", "minor"),
    ("patch", "Korrektur", "patch"),
    ("mentioned", "genannt", "mentioned"),
    ("of", "von", "of"),
    ("head", "im Hauptzweig", "on the main branch"),
    ("all-refs", "in allen Zweigen", "on all branches"),
    ("people", "von Menschen", "by people"),
    ("bots", "von Bots", "by bots"),
    ("of-a-bot", "letzte eines Bots", "latest of a bot"),
    ("merges", "Zusammenführungen", "merges"),
    ("organisations", "Anzahl", "number"),
    ("share-of-largest", "Anteil der größten", "share of the largest one"),
    ("share-with-organisation", "Anteil der Änderungen mit erkennbarer Organisation",
     "share of changes with a known organisation"),
    ("share-of-free-mail", "mit Adresse freier Anbieter", "with a free mail address"),
    ("share-of-noreply", "mit Adresse ohne Postfach", "with a no-reply address"),
    ("share-of-merges", "Anteil der Zusammenführungen", "share of merges"),
    ("share-naming-a-request", "Anteil mit Nummer eines Vorschlags",
     "share with the number of a request"),
)
_IN_ONE: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "readme.languages": (("de", "Deutsch", "German"), ("en", "Englisch", "English")),
    "licence.class": (
        ("public-domain", "gemeinfrei", "public domain"),
        ("permissive", "freizügig (permissiv)", "permissive"),
        ("weak-copyleft", "schwaches Copyleft", "weak copyleft"),
        ("strong-copyleft", "starkes Copyleft", "strong copyleft"),
        ("network-copyleft", "Netzwerk-Copyleft", "network copyleft"),
        ("restricted", "eingeschränkt", "restricted"),
        ("unknown", "unbekannt", "unknown"),
    ),
    "publiccode.maintenance": (
        ("internal", "durch die Verwaltung selbst", "by the administration itself"),
        ("contract", "durch Auftragnehmende", "by contractors"),
        ("community", "durch eine Gemeinschaft", "by a community"),
        ("none", "von niemandem", "by nobody"),
    ),
    "publiccode.stated": (
        ("concept", "Konzept", "concept"),
        ("development", "in Entwicklung", "in development"),
        ("beta", "Erprobung (Beta)", "beta"),
        ("stable", "stabil", "stable"),
        ("obsolete", "veraltet", "obsolete"),
    ),
    "languages.all": (
        ("bytes", "", ""),
        ("programming", "Programmiersprache", "programming"),
        ("markup", "Auszeichnung", "markup"),
        ("data", "Daten", "data"),
        ("text", "Text", "text"),
    ),
    "logging.configurable": (
        ("setting", "eine Einstellung", "a setting"),
        ("framework", "das Framework", "the framework"),
    ),
    "activity.trend": (
        ("none", "keine Änderungen", "no changes"),
        ("sparse", "zu wenige Änderungen", "too few changes"),
        ("new", "neu", "new"),
        ("steady", "gleichbleibend", "steady"),
        ("rising", "steigend", "rising"),
        ("falling", "fallend", "falling"),
    ),
}
"""Words that a fact uses as values, or in another sense than the others."""
_NOT_TOLD = ("as-of", "listed", "packages", "places")
"""Parts for programs: long lists, and what the page says anyway."""
_OF_CI = ("lines", "Fundstellen", "places")
_UNITS: Mapping[str, Mapping[str, str]] = {
    "documentation.share-of-commits": {"": "share"},
    "documentation.lag-days": {"": "days"},
    **{
        f"documentation.{one}": {"": "places"}
        for one in ("use", "api", "installation", "architecture", "operation")
    },
    "documentation.english": {"": "pages"},
    "documentation.german": {"": "pages"},
    "documentation.in-both-languages": {"": "pages"},
    "readme.links": {"": "links"},
    "manifests.readable": {"": "files"},
    "configuration.environment": {"": "places"},
    "configuration.documented": {"": "places"},
    "workflows.readable": {"": "files"},
    "workflows.untrusted_input": {"": "places"},
    "documentation.decisions": {"": "files"},
    "community.codeowners-coverage": {"": "share"},
    "languages.size": {"bytes": "bytes", **{
        f"by-origin.{one}.bytes": "bytes" for one in ("own", "test", "vendored", "generated")
    }},
    "languages.programming": {"shares": "share"},
    "languages.binaries": {"": "files"},
    "licence.further-files": {"": "files"},
    "releases.newest": {"age-days": "days"},
    "releases.last-year": {"": "versions"},
    "releases.cadence-days": {"": "days"},
    "releases.pre-releases": {"": "versions"},
    "releases.signed": {"": "share"},
    "releases.signed-last-6-months": {"": "share"},
    "releases.annotated": {"": "share"},
    "activity.commits-last-6-months": {"": "commits"},
    "activity.last-commit": {"age-days": "days"},
    "activity.active-months": {"": "months"},
    "activity.trend": {"last-year": "commits", "year-before": "commits"},
    "contributors.authors": {"": "people"},
    "contributors.bus-factor": {"": "people"},
    "contributors.bus-factor-last-year": {"": "people"},
    "contributors.bus-factor-last-6-months": {"": "people"},
    **{
        f"contributors.organisations{when}": {
            f"share-{one}": "share"
            for one in ("of-largest", "with-organisation", "of-free-mail", "of-noreply")
        }
        for when in ("", "-last-year")
    },
    "contributors.through-requests": {"": "share"},
    "contributors.signed-off": {"": "share"},
    "contributors.reviewed": {"": "share"},
    "contributors.signed-commits": {"": "share"},
    "forge.issue-reaction-days": {"": "days"},
    "forge.reviewed-share": {"": "share"},
}
"""The unit of a value, or of its parts by their paths; what stands inside has the same."""
_COUNTED: tuple[tuple[str, str], ...] = (
    ("CI", "Dateien der CI"),
    ("all files", "Dateien insgesamt"),
    ("commits", "Commits"),
    ("commits by people", "Commits von Menschen"),
    ("commits by people, last 183 days", "Commits von Menschen in den letzten 183 Tagen"),
    ("commits by people, last 365 days", "Commits von Menschen in den letzten 365 Tagen"),
    ("commits that touch documentation", "Commits, die Dokumentation ändern"),
    ("commits, 365 days before", "Commits in den 365 Tagen davor"),
    ("commits, last 365 days", "Commits in den letzten 365 Tagen"),
    ("covered files", "geprüfte Dateien"),
    ("days of release", "Tage mit einer Veröffentlichung"),
    ("dependencies", "Abhängigkeiten"),
    ("files", "Dateien"),
    ("files added by it", "damit hinzugekommene Dateien"),
    ("files in open formats", "Dateien in offenen Formaten"),
    ("files today", "Dateien heute"),
    ("files-lacking", "Dateien ohne Angabe"),
    ("licences", "Lizenzen"),
    ("lines", "Zeilen"),
    ("lines of code", "Zeilen Code"),
    ("of the last 12 months", "der letzten 12 Monate"),
    ("pages", "Seiten"),
    ("pages, tables, comments", "Seiten, Tabellen, Kommentare"),
    ("people", "Personen"),
    ("people, last 365 days", "Personen in den letzten 365 Tagen"),
    ("problems", "Fehler"),
    ("reviewed-by", "Vermerke „Reviewed-by“"),
    ("signed version tags, last 183 days", "signierte Versionen in den letzten 183 Tagen"),
    ("signed-off-by", "Vermerke „Signed-off-by“"),
    ("steps", "Schritte"),
    ("tags", "Tags"),
    ("texts-missing", "fehlende Lizenztexte"),
    ("texts-unused", "nicht verwendete Lizenztexte"),
    ("version tags", "Tags mit einer Version"),
    ("version tags, last 183 days", "Versionen in den letzten 183 Tagen"),
)
_ONE: tuple[tuple[str, str, str], ...] = (
    ("CI", "Datei der CI", "file of the CI"),
    ("all files", "Datei insgesamt", "file in all"),
    ("commits", "Commit", "commit"),
    ("commits by people", "Commit von Menschen", "commit by people"),
    ("commits by people, last 183 days", "Commit von Menschen in den letzten 183 Tagen",
     "commit by people, last 183 days"),
    ("commits by people, last 365 days", "Commit von Menschen in den letzten 365 Tagen",
     "commit by people, last 365 days"),
    ("commits that touch documentation", "Commit, der Dokumentation ändert",
     "commit that touches documentation"),
    ("commits, 365 days before", "Commit in den 365 Tagen davor", "commit, 365 days before"),
    ("commits, last 365 days", "Commit in den letzten 365 Tagen", "commit, last 365 days"),
    ("covered files", "geprüfte Datei", "covered file"),
    ("days of release", "Tag mit einer Veröffentlichung", "day of release"),
    ("dependencies", "Abhängigkeit", "dependency"),
    ("files", "Datei", "file"),
    ("files added by it", "damit hinzugekommene Datei", "file added by it"),
    ("files in open formats", "Datei in offenem Format", "file in an open format"),
    ("files today", "Datei heute", "file today"),
    ("files-lacking", "Datei ohne Angabe", "file lacking information"),
    ("licences", "Lizenz", "licence"),
    ("lines", "Zeile", "line"),
    ("lines of code", "Zeile Code", "line of code"),
    ("pages", "Seite", "page"),
    ("people", "Person", "person"),
    ("people, last 365 days", "Person in den letzten 365 Tagen", "person, last 365 days"),
    ("problems", "Fehler", "mistake"),
    ("reviewed-by", "Vermerk „Reviewed-by“", "with a Reviewed-by"),
    ("signed version tags, last 183 days", "signierte Version in den letzten 183 Tagen",
     "signed version tag, last 183 days"),
    ("signed-off-by", "Vermerk „Signed-off-by“", "with a Signed-off-by"),
    ("steps", "Schritt", "step"),
    ("tags", "Tag", "tag"),
    ("texts-missing", "fehlender Lizenztext", "missing licence text"),
    ("texts-unused", "nicht verwendeter Lizenztext", "unused licence text"),
    ("version tags", "Tag mit einer Version", "version tag"),
    ("version tags, last 183 days", "Version in den letzten 183 Tagen",
     "version tag, last 183 days"),
)
"""What exactly one of it is called."""
_QUOTES: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "readme.languages": (
        ("de", "Deutsch", "German"),
        ("en", "Englisch", "English"),
        ("both", "Deutsch und Englisch", "German and English"),
    ),
    "documentation.lag-days": (
        ("documentation", "Dokumentation", "documentation"),
        ("code", "Code", "code"),
    ),
}
"""Quotes of the evidence that are words of the fact, not of the repository."""
_COUNTED_EN: Mapping[str, str] = {
    "CI": "files of the CI",
    "files-lacking": "files lacking information",
    "problems": "mistakes",
    "reviewed-by": "with a Reviewed-by",
    "signed-off-by": "with a Signed-off-by",
    "texts-missing": "missing licence texts",
    "texts-unused": "unused licence texts",
}
# fmt: on

PARTS: Mapping[str, Text] = MappingProxyType(
    {name: {"de": de, "en": en} for name, de, en in _PARTS}
    | {name: {"de": "", "en": ""} for name in _NOT_TOLD}
)
"""Parts of values by name; one with an empty name is left out where a value is told."""
WORDS_OF: Mapping[str, Mapping[str, Text]] = MappingProxyType(
    {key: {name: {"de": de, "en": en} for name, de, en in words} for key, words in _IN_ONE.items()}
)
UNITS: Mapping[str, Mapping[str, str]] = MappingProxyType(_UNITS)
COUNTED: Mapping[str, Text] = MappingProxyType(
    {name: {"de": de, "en": _COUNTED_EN.get(name, name)} for name, de in _COUNTED}
)
"""What a number of the evidence counts, by the quote beside it."""
ONE: Mapping[str, Text] = MappingProxyType({name: {"de": de, "en": en} for name, de, en in _ONE})
QUOTES: Mapping[str, Mapping[str, Text]] = MappingProxyType(
    {key: {name: {"de": de, "en": en} for name, de, en in words} for key, words in _QUOTES.items()}
)


def with_titles(fact: Json) -> dict[str, Any]:
    """A fact's JSON with its `title`, and `words` and `units` of its value and of its evidence.

    A fact that was kept before they were known gets them, too; a key without a title keeps itself.
    """
    key = str(fact["key"])
    title = TITLES.get(key, {"de": key, "en": key})
    words = {name: PARTS[name] for name in _names(fact.get("value")) if name in PARTS}
    if key.startswith("ci.") and "lines" in words:
        name, de, en = _OF_CI
        words[name] = {"de": de, "en": en}
    return {
        **fact,
        "title": dict(title),
        "words": {**words, **WORDS_OF.get(key, {})},
        "units": dict(UNITS.get(key, {})),
        "evidence": [_with_words(key, one) for one in fact.get("evidence") or ()],
    }


def _with_words(key: str, evidence: Json) -> dict[str, Any]:
    """The evidence with `words`, which stand for its quote where the fact chose it."""
    quote, number = evidence.get("quote") or "", evidence.get("number")
    if number is None:
        return {**evidence, "words": QUOTES.get(key, {}).get(quote)}
    return {**evidence, "words": (ONE.get(quote) if number == 1 else None) or COUNTED.get(quote)}


def _names(value: Any) -> Iterator[str]:
    """Names of parts; lists of objects are for programs."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield str(name)
            yield from _names(one)
