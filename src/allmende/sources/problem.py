# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors

"""What could not be read, as a value; `explain` turns it into a sentence for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from allmende.fetching import SENTENCES as NOT_FETCHED
from allmende.sources.entry import SHAPE, Json, NotOfThisShape

Level: TypeAlias = Literal["error", "warning"]

SHOWN: Final = 160
"""Characters of a foreign value that a Problem carries."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a source that was not read as written.

    error: the line, page or file did not go in. warning: it did, without the named value.
    """

    file: str
    """The file as it was given; for a site the page, relative to the site."""
    line: int | None
    """Counted from 1; None = the file as a whole."""
    code: str
    """One of the keys of SENTENCES, or what was not fetched: "Answered.limited", "TooLarge"."""
    detail: str = ""
    """The value, limit or place meant, shortened to SHOWN characters, always printable."""
    level: Level = "error"
    key: str | None = None
    """The key of the record, where one is meant."""

    def to_json(self) -> dict[str, Json]:
        """The problem as JSON values, with "shape" and every field."""
        return {
            "shape": SHAPE,
            "file": self.file,
            "line": self.line,
            "code": self.code,
            "detail": self.detail,
            "level": self.level,
            "key": self.key,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Problem:
        """Read what `to_json` wrote. Raises NotOfThisShape; unknown keys are passed over."""
        match data:
            case {
                "shape": 1,
                "file": str(file),
                "line": int() | None as line,
                "code": str(code),
                "detail": str(detail),
                "level": "error" | "warning" as level,
                "key": str() | None as key,
            }:
                return cls(file, line, code, detail, level, key)
        raise NotOfThisShape("problem", "shape 1 with file, line, code, detail, level, key")


def shown(value: object) -> str:
    """A foreign value as one printable line of at most SHOWN characters."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(c if c.isprintable() else "\ufffd" for c in text[: SHOWN + 1])
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def explain(problem: Problem, language: str) -> str:
    """One or two sentences: where, what, and what to do. German for "de…", else English."""
    german = language.lower().startswith("de")
    pair = SENTENCES.get((problem.code, problem.detail)) or SENTENCES.get((problem.code, ""))
    if pair is None:
        code, _, reason = problem.code.partition(".")
        pair = NOT_FETCHED.get((code, reason)) or NOT_FETCHED.get((code, ""))
    if pair is None:
        pair = (
            "Nicht gelesen: {code} {detail}",
            "Not read: {code} {detail}",
        )
    where = problem.file
    if problem.line is not None:
        where += f", Zeile {problem.line}" if german else f", line {problem.line}"
    sentence = pair[0 if german else 1].format(
        key=problem.key or "", detail=problem.detail, code=problem.code
    )
    return f"{where}: {sentence}"


SENTENCES: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    # The file or the folder as a whole.
    ("NotACatalogue", ""): (
        "Das ist kein Katalog, die Datei sieht nach {detail} aus. "
        "Bitte Text in UTF-8 mit einem JSON-Objekt je Zeile angeben.",
        "This is not a catalogue, the file looks like {detail}. "
        "Please give text in UTF-8 with one JSON object a line.",
    ),
    ("NotACatalogue", "empty"): (
        "Die Datei ist leer. Bitte prüfen, ob sie vollständig übertragen wurde.",
        "The file is empty. Please check that it was transferred completely.",
    ),
    ("NotACatalogue", "directory"): (
        "Das ist ein Ordner. Bitte die einzelne Datei angeben.",
        "This is a folder. Please give the single file.",
    ),
    ("NotACatalogue", "special"): (
        "Das ist keine gewöhnliche Datei. Bitte eine Datei mit JSON-Zeilen angeben.",
        "This is not a regular file. Please give a file with JSON lines.",
    ),
    ("NotACatalogue", "utf-16"): (
        "Die Datei ist in UTF-16 oder UTF-32 gespeichert. Bitte als UTF-8 speichern.",
        "The file is stored as UTF-16 or UTF-32. Please save it as UTF-8.",
    ),
    ("NotACatalogue", "text"): (
        "Keine Zeile beginnt mit einem JSON-Objekt. "
        "Bitte ein JSON-Objekt je Zeile oder eine Liste von Objekten angeben.",
        "No line begins with a JSON object. "
        "Please give one JSON object a line or a list of objects.",
    ),
    ("NotACatalogue", "array-of-others"): (
        "Die JSON-Liste enthält keine Objekte. Bitte eine Liste von Einträgen angeben.",
        "The JSON list does not hold objects. Please give a list of entries.",
    ),
    ("NotACatalogue", "array-too-large"): (
        "Die JSON-Liste ist zu groß, um sie im Ganzen zu lesen. "
        "Bitte als ein JSON-Objekt je Zeile speichern.",
        "The JSON list is too large to be read as a whole. "
        "Please save it as one JSON object a line.",
    ),
    ("NotReadable", ""): (
        "Die Datei lässt sich nicht lesen ({detail}). Bitte Pfad und Rechte prüfen.",
        "The file cannot be read ({detail}). Please check path and permissions.",
    ),
    ("BrokenArray", ""): (
        "Ab hier ist die JSON-Liste fehlerhaft ({detail}); der Rest wurde nicht gelesen. "
        "Bitte die Stelle berichtigen und erneut einlesen.",
        "From here the JSON list is broken ({detail}); the rest was not read. "
        "Please correct this place and read the file again.",
    ),
    # One line of a catalogue.
    ("LineTooLong", ""): (
        "Die Zeile ist länger als {detail} Bytes und wurde übersprungen. "
        "Bitte prüfen, ob Zeilenumbrüche fehlen.",
        "The line is longer than {detail} bytes and was skipped. "
        "Please check whether line breaks are missing.",
    ),
    ("NotUtf8", ""): (
        "Der Text ist nicht in UTF-8 ({detail}). Bitte die Datei als UTF-8 speichern.",
        "The text is not UTF-8 ({detail}). Please save the file as UTF-8.",
    ),
    ("NulCharacter", ""): (
        "Die Zeile enthält ein Null-Byte. Bitte die Datei neu ausgeben lassen.",
        "The line holds a NUL byte. Please have the file written anew.",
    ),
    ("NotJson", ""): (
        "Die Zeile ist kein gültiges JSON ({detail}). Bitte diese Zeile berichtigen.",
        "The line is not valid JSON ({detail}). Please correct this line.",
    ),
    ("TooDeep", ""): (
        "Der Eintrag ist tiefer als {detail} Ebenen verschachtelt. Bitte vereinfachen.",
        "The record is nested deeper than {detail} levels. Please simplify it.",
    ),
    ("NumberOutOfRange", ""): (
        "Die Zahl {detail} ist zu groß oder keine Zahl. Bitte berichtigen.",
        "The number {detail} is too large or not a number. Please correct it.",
    ),
    ("NotAnObject", ""): (
        "Hier steht {detail} statt eines JSON-Objekts. Bitte ein Objekt je Zeile angeben.",
        "There is {detail} instead of a JSON object. Please give one object a line.",
    ),
    ("MissingKey", ""): (
        "„{key}“ fehlt, ist leer, zu lang oder kein Text. "
        "Bitte ergänzen: ohne „{key}“ ist der Eintrag nicht zuzuordnen.",
        "“{key}” is missing, empty, too long or not text. "
        "Please add it: without “{key}” the record cannot be placed.",
    ),
    # One value of a record; the record went in without it.
    ("RepeatedId", ""): (
        "Die Kennung kommt mit anderem Inhalt schon vor; der Eintrag heißt jetzt „{detail}“. "
        "Bitte prüfen, ob es dieselbe Software ist.",
        "The id already occurs with other content; this record is now called “{detail}”. "
        "Please check whether it is the same software.",
    ),
    ("RepeatedKey", ""): (
        "„{detail}“ steht mehrmals im selben Eintrag; nur eine Angabe gilt. "
        "Bitte die überzählige streichen.",
        "“{detail}” stands more than once in the same record; only one counts. "
        "Please remove the other.",
    ),
    ("WrongType", ""): (
        "„{key}“ hat eine unerwartete Form ({detail}) und wurde weggelassen. "
        "Bitte bei der Quelle berichtigen.",
        "“{key}” is not of the expected form ({detail}) and was left out. "
        "Please correct it at the source.",
    ),
    ("NotAnAddress", ""): (
        "„{key}“ ist keine http- oder https-Adresse ({detail}) und wurde weggelassen. "
        "Bitte bei der Quelle berichtigen.",
        "“{key}” is not an http or https address ({detail}) and was left out. "
        "Please correct it at the source.",
    ),
    ("TextTooLong", ""): (
        "„{key}“ ist länger als {detail} Zeichen und wurde weggelassen. Bitte kürzen.",
        "“{key}” is longer than {detail} characters and was left out. Please shorten it.",
    ),
    ("UnknownLanguage", ""): (
        "„{key}“ nennt die unbekannte Sprache „{detail}“; der Text wurde weggelassen. "
        "Bitte ein Kürzel wie „de“ oder „en“ verwenden.",
        "“{key}” names the unknown language “{detail}”; the text was left out. "
        "Please use a code such as “de” or “en”.",
    ),
    ("LanguageTwice", ""): (
        "„{key}“ hat mehrere Texte für „{detail}“; der erste gilt. "
        "Bitte den überzähligen streichen.",
        "“{key}” has several texts for “{detail}”; the first counts. Please remove the others.",
    ),
    ("BrokenCharacters", ""): (
        "Einzelne Zeichen sind beschädigt und wurden durch „\ufffd“ ersetzt. "
        "Bitte bei der Quelle berichtigen.",
        "Some characters are damaged and were replaced by “\ufffd”. "
        "Please correct them at the source.",
    ),
    # What is harvested.
    ("RecordTooLarge", ""): (
        "Der Eintrag ist größer als {detail} Zeichen und wurde übersprungen. "
        "Bitte bei der Quelle nachsehen.",
        "The record is larger than {detail} characters and was skipped. "
        "Please look at it at the source.",
    ),
    ("FileTooLarge", ""): (
        "Die Datei ist größer als {detail} Zeichen und wurde übersprungen. Bitte kürzen.",
        "The file is larger than {detail} characters and was skipped. Please shorten it.",
    ),
    ("BrokenPubliccode", ""): (
        "Die publiccode.yml lässt sich nicht lesen ({detail}). "
        "Bitte mit „allmende publiccode check“ prüfen und berichtigen.",
        "The publiccode.yml cannot be read ({detail}). "
        "Please check it with “allmende publiccode check” and correct it.",
    ),
    ("NoPubliccode", ""): (
        "Das Repository hat keine publiccode.yml. Bitte eine anlegen.",
        "The repository has no publiccode.yml. Please add one.",
    ),
    ("BrokenYaml", ""): (
        "Die Datei ist kein gültiges YAML ({detail}). Bitte bei der Quelle berichtigen.",
        "The file is not valid YAML ({detail}). Please correct it at the source.",
    ),
    ("NotARepository", ""): (
        "Das Repository lässt sich nicht lesen ({detail}). Bitte die Adresse prüfen.",
        "The repository cannot be read ({detail}). Please check the address.",
    ),
    ("TooFewEntries", ""): (
        "Die Quelle nennt plötzlich nur noch einen kleinen Teil ihrer Einträge ({detail}). "
        "Nichts wurde als verschwunden vermerkt; bitte bei der Quelle nachsehen.",
        "The source suddenly lists only a small part of its entries ({detail}). "
        "Nothing was marked as vanished; please look at the source.",
    ),
    # A site of Markdown pages.
    ("NotASite", ""): (
        "Hier liegen keine Seiten unter „software“ ({detail}). "
        "Bitte den Ordner der Website angeben, in dem „software“ liegt.",
        "There are no pages under “software” here ({detail}). "
        "Please give the folder of the website in which “software” lies.",
    ),
    ("RootLanguageUnknown", ""): (
        "Die Sprache der Seiten in der obersten Ebene ist nicht zu erkennen. "
        "Bitte beim Einlesen angeben.",
        "The language of the pages at the root cannot be told. "
        "Please state it when reading the site.",
    ),
    ("NoDates", ""): (
        "Die Änderungsdaten der Seiten waren nicht zu ermitteln ({detail}). "
        "Die Texte wurden ohne Datum gelesen; bitte prüfen, ob die git-Historie lesbar ist.",
        "The dates of the pages could not be found ({detail}). "
        "The texts were read without a date; please check that the git history is readable.",
    ),
    ("NoFrontMatter", ""): (
        "Der Seite fehlt der Kopf zwischen zwei Zeilen „---“. Bitte ergänzen.",
        "The page lacks the front matter between two lines “---”. Please add it.",
    ),
    ("BrokenFrontMatter", ""): (
        "Der Kopf der Seite ist kein gültiges YAML ({detail}). Bitte die Stelle berichtigen.",
        "The front matter is not valid YAML ({detail}). Please correct this place.",
    ),
    ("FrontMatterTooLarge", ""): (
        "Der Kopf der Seite ist zu groß oder zu verschachtelt ({detail}). Bitte vereinfachen.",
        "The front matter is too large or too nested ({detail}). Please simplify it.",
    ),
    ("MissingTitle", ""): (
        "Der Seite fehlt „title“, der Name der Software. Bitte im Kopf der Seite ergänzen.",
        "The page lacks “title”, the name of the software. Please add it to the front matter.",
    ),
    ("LeavesDirectory", ""): (
        "Die Verknüpfung führt aus der Website heraus und wurde nicht verfolgt. "
        "Bitte durch die Seite selbst ersetzen.",
        "The link leads out of the website and was not followed. "
        "Please replace it by the page itself.",
    ),
    ("PageTooLarge", ""): (
        "Die Seite ist größer als {detail} Bytes und wurde übersprungen. Bitte teilen.",
        "The page is larger than {detail} bytes and was skipped. Please split it.",
    ),
    ("NotAPage", ""): (
        "Das ist keine gewöhnliche Datei und wurde übersprungen. Bitte entfernen.",
        "This is not a regular file and was skipped. Please remove it.",
    ),
}
"""(code, detail or "") -> the sentence in German and English."""
