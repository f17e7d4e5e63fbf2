# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a person reads of a problem: what is wrong and how to mend it, in German and English.

Placeholders: `name` of the key, `value` as written, `choices`, `limit` and `count` of characters,
`near` the closest known word, and what a code needs beside.
"""

from allmende.publiccode.model import Words

Row = tuple[str, str, str, str]
"""German and English what is wrong, German and English what to do."""

SENTENCES: dict[str, Row] = {
    # The file
    "not-utf-8": (
        "Die Datei ist nicht in UTF-8 gespeichert",
        "The file is not saved as UTF-8",
        "Die Datei im Editor mit der Kodierung UTF-8 speichern",
        "Save the file with the encoding UTF-8",
    ),
    "byte-order-mark": (
        "Vor dem ersten Zeichen steht eine Byte-Reihenfolge-Marke (BOM)",
        "A byte order mark (BOM) stands before the first character",
        "Die Datei als „UTF-8 ohne BOM“ speichern",
        "Save the file as UTF-8 without BOM",
    ),
    "too-large": (
        "Die Datei ist größer als 1 MB",
        "The file is larger than 1 MB",
        "Kürzen: Kataloge nehmen höchstens 100.000 Byte an",
        "Shorten it: catalogues take 100,000 bytes at most",
    ),
    "too-deep": (
        "Listen und Abschnitte sind tiefer als 100-mal ineinander verschachtelt",
        "Lists and sections stand more than 100 times within each other",
        "Die Verschachtelung auflösen; der Standard braucht sechs Ebenen",
        "Undo the nesting; the standard needs six levels",
    ),
    "syntax": (
        "Hier endet, was als YAML lesbar ist: {detail}",
        "This is no YAML from here on: {detail}",
        "Einrückung, Anführungszeichen und Doppelpunkte dieser Stelle prüfen",
        "Check indentation, quotation marks and colons at this place",
    ),
    "character": (
        "Die Datei enthält ein Steuerzeichen, das YAML nicht erlaubt",
        "The file holds a control character that YAML does not allow",
        "Das Zeichen entfernen",
        "Remove the character",
    ),
    "documents": (
        "Die Datei enthält mehrere YAML-Dokumente",
        "The file holds several YAML documents",
        "Alles ab dieser Zeile („---“) entfernen oder in eine eigene Datei verschieben",
        'Remove all from this line ("---") on, or move it to a file of its own',
    ),
    "duplicate": (
        "Der Schlüssel „{detail}“ steht hier ein zweites Mal",
        'The key "{detail}" stands here a second time',
        "Beide Angaben vergleichen und eine entfernen",
        "Compare both and remove one",
    ),
    "no-section": (
        "Die Datei enthält keine Schlüssel",
        "The file holds no keys",
        "Mit publiccodeYmlVersion, name und url beginnen",
        "Begin with publiccodeYmlVersion, name and url",
    ),
    "too-many": (
        "Zu viele Werte; ab hier wurde nicht weiter geprüft",
        "Too many values; nothing was checked from here on",
        "Verweise (*) auf lange Listen auflösen und kürzen",
        "Undo and shorten references (*) to long lists",
    ),
    # Versions
    "version-unknown": (
        "Version „{value}“ des Standards gibt es nicht; geprüft wird nach {latest}",
        'There is no version "{value}" of the standard; checked by {latest}',
        'publiccodeYmlVersion: "{latest}" schreiben',
        'Write publiccodeYmlVersion: "{latest}"',
    ),
    "version-unread": (
        "Version 0.6 änderte nichts am Standard, und Kataloge lesen sie nicht",
        "Version 0.6 changed nothing in the standard, and catalogues do not read it",
        'publiccodeYmlVersion: "{latest}" schreiben',
        'Write publiccodeYmlVersion: "{latest}"',
    ),
    "version-number": (
        "Die Version ist eine Zahl; sie muss ein Text sein",
        "The version is a number; it has to be a text",
        'In Anführungszeichen setzen: "{value}"',
        'Put it in quotation marks: "{value}"',
    ),
    "version-dressed": (
        "An der Version steht ein YAML-Tag (!) oder ein Anker (&), was Kataloge nicht lesen",
        "The version has a YAML tag (!) or an anchor (&), which catalogues do not read",
        'Nur publiccodeYmlVersion: "{latest}" schreiben',
        'Write publiccodeYmlVersion: "{latest}" alone',
    ),
    "version-old": (
        "{value} ist nicht die neueste Version des Standards",
        "{value} is not the latest version of the standard",
        'Auf "{latest}" heben',
        'Raise it to "{latest}"',
    ),
    # Keys
    "missing": (
        "„{name}“ fehlt",
        '"{name}" is missing',
        "Den Schlüssel {name} ergänzen{hint_de}",
        "Add the key {name}{hint_en}",
    ),
    "empty": (
        "„{name}“ ist leer",
        '"{name}" is empty',
        "Einen Wert eintragen{hint_de}",
        "Fill in a value{hint_en}",
    ),
    "empty-optional": (
        "„{name}“ ist leer",
        '"{name}" is empty',
        "Einen Wert eintragen oder den Schlüssel entfernen",
        "Fill in a value, or remove the key",
    ),
    "missing-if": (
        "„{name}“ fehlt; bei type „{type}“ ist es Pflicht",
        '"{name}" is missing; type "{type}" requires it',
        "{name} ergänzen, jeder Eintrag mit name{hint_de}",
        "Add {name}, each entry with a name{hint_en}",
    ),
    "not-here": (
        "„{name}“ darf nur bei type „{choices}“ stehen",
        '"{name}" is allowed with type "{choices}" only',
        "{name} entfernen oder type auf {choices} setzen",
        "Remove {name}, or set type to {choices}",
    ),
    "unknown-key": (
        "Den Schlüssel „{name}“ kennt der Standard nicht",
        'The standard knows no key "{name}"',
        "Entfernen{near_de}; Eigenes als Kommentar schreiben",
        "Remove it{near_en}; write what is your own as a comment",
    ),
    "national-section": (
        "Ein Länderabschnitt „{name}“ steht in keinem Standard, den Kataloge lesen",
        'A country section "{name}" is in no standard that catalogues read',
        "Entfernen; nationale Vorgaben in supports nennen, die Behörde in organisation",
        "Remove it; name national rules in supports, the administration in organisation",
    ),
    "german-section": (
        "Der Abschnitt „{name}“ (LeiKa, OZG) steht nur in der deutschen Fassung der Dokumentation; "
        "Kataloge lehnen Dateien damit ab",
        'The section "{name}" (LeiKa, OZG) is only in the German edition of the documentation; '
        "catalogues refuse files with it",
        "Entfernen oder auskommentieren; Leistungen lassen sich in supports als URN nennen",
        "Remove it or make it a comment; services can be named in supports as URNs",
    ),
    "two-italys": (
        "„IT“ und „it“ stehen beide in der Datei",
        'Both "IT" and "it" are in the file',
        "Den Abschnitt „it“ entfernen",
        'Remove the section "it"',
    ),
    "not-text-key": (
        "Ein Schlüssel muss ein einfacher Text sein",
        "A key has to be a plain text",
        "Den Schlüssel durch einen des Standards ersetzen",
        "Replace the key by one of the standard",
    ),
    # Kinds
    "want-text": (
        "„{name}“ muss ein Text sein",
        '"{name}" has to be a text',
        "Einen einzelnen Wert eintragen, keine Liste und keinen Abschnitt",
        "Write a single value, no list and no section",
    ),
    "want-flag": (
        "„{name}“ muss true oder false sein",
        '"{name}" has to be true or false',
        "true oder false schreiben, ohne Anführungszeichen{near_de}",
        "Write true or false, without quotation marks{near_en}",
    ),
    "want-list": (
        "„{name}“ muss eine Liste sein",
        '"{name}" has to be a list',
        "Jeden Eintrag in eine eigene Zeile mit „- “ davor schreiben",
        'Write each entry on a line of its own with "- " before it',
    ),
    "want-section": (
        "„{name}“ muss ein Abschnitt mit Schlüsseln sein",
        '"{name}" has to be a section with keys',
        "Eingerückt darunter schreiben: {choices}",
        "Write below it, indented: {choices}",
    ),
    "alias": (
        "supports kennt den Kurznamen „{value}“ nicht",
        'supports knows no alias "{value}"',
        "Einen bekannten nehmen ({choices}) oder die Adresse der Vorgabe{near_de}",
        "Take a known one ({choices}) or the address of the rule{near_en}",
    ),
    "undefined": (
        "„{value}“ verweist auf nichts in dieser Datei",
        '"{value}" refers to nothing in this file',
        "In Anführungszeichen setzen, wenn der Stern zum Text gehört",
        "Put it in quotation marks if the asterisk is part of the text",
    ),
    # Values
    "one-of": (
        "„{value}“ ist kein Wert von „{name}“",
        '"{value}" is no value of "{name}"',
        "Einen von diesen wählen: {choices}{near_de}",
        "Choose one of these: {choices}{near_en}",
    ),
    "too-long": (
        "„{name}“ hat {count} Zeichen, erlaubt sind {limit}",
        '"{name}" has {count} characters, {limit} are allowed',
        "Um {off} Zeichen kürzen",
        "Shorten it by {off} characters",
    ),
    "too-short": (
        "„{name}“ hat {count} Zeichen, nötig sind {limit}",
        '"{name}" has {count} characters, {limit} are needed',
        "Um mindestens {off} Zeichen ergänzen",
        "Add at least {off} characters",
    ),
    "url": (
        "„{value}“ ist keine gültige Adresse",
        '"{value}" is not a valid address',
        "Die vollständige Adresse schreiben, etwa https://example.org/name.git",
        "Write the whole address, such as https://example.org/name.git",
    ),
    "web": (
        "„{value}“ ist keine Web-Adresse",
        '"{value}" is no web address',
        "Eine vollständige Adresse schreiben, die mit https:// oder http:// beginnt",
        "Write a whole address that begins with https:// or http://",
    ),
    "uri": (
        "„{value}“ ist weder Adresse noch URN",
        '"{value}" is neither an address nor a URN',
        "Die Webseite der Organisation nennen oder eine URN wie urn:x-example:name",
        "Name the organisation's web page, or a URN such as urn:x-example:name",
    ),
    "support": (
        "„{value}“ ist weder Kurzname noch Adresse noch URN",
        '"{value}" is neither an alias nor an address nor a URN',
        "alias:… ({choices}), eine Adresse oder eine URN schreiben",
        "Write alias:… ({choices}), an address or a URN",
    ),
    "date": (
        "„{value}“ ist kein Datum im Format JJJJ-MM-TT",
        '"{value}" is not a date of the form YYYY-MM-DD',
        "Als JJJJ-MM-TT schreiben, etwa 2026-03-01",
        "Write it as YYYY-MM-DD, such as 2026-03-01",
    ),
    "no-such-day": (
        "Den Tag „{value}“ gibt es nicht",
        'There is no day "{value}"',
        "Ein Datum des Kalenders eintragen",
        "Write a date of the calendar",
    ),
    "email": (
        "„{value}“ ist keine E-Mail-Adresse",
        '"{value}" is no e-mail address',
        "Nur die Adresse schreiben, ohne Namen davor: name@example.org",
        "Write the address alone, without a name before it: name@example.org",
    ),
    "media": (
        "„{value}“ ist kein Medientyp",
        '"{value}" is no media type',
        "Den Schlüssel {section} entfernen, er ist veraltet",
        "Remove the key {section}, it is deprecated",
    ),
    "licence": (
        "„{value}“ ist kein SPDX-Lizenzausdruck",
        '"{value}" is no SPDX licence expression',
        "Kennungen der SPDX-Liste verwenden, etwa EUPL-1.2 oder MIT OR Apache-2.0{near_de}",
        "Use ids of the SPDX list, such as EUPL-1.2 or MIT OR Apache-2.0{near_en}",
    ),
    "licence-operators": (
        "In „{value}“ sind Verknüpfungen klein geschrieben, was Kataloge nicht lesen",
        'Operators in "{value}" are in small letters, which catalogues do not read',
        "AND, OR und WITH groß schreiben",
        "Write AND, OR and WITH in capitals",
    ),
    "licence-case": (
        "„{value}“ ist nicht so geschrieben wie in der SPDX-Liste",
        '"{value}" is not spelt as in the SPDX list',
        "{better} schreiben",
        "Write {better}",
    ),
    "licence-suffix": (
        "SPDX kennt -only und -or-later nur bei GNU-Lizenzen",
        "SPDX has -only and -or-later for GNU licences alone",
        "{better} schreiben",
        "Write {better}",
    ),
    "language-long": (
        "„{value}“ ist nicht das kürzeste Kürzel der Sprache",
        '"{value}" is not the shortest tag of the language',
        "{better} schreiben",
        "Write {better}",
    ),
    "language": (
        "„{value}“ ist kein Sprachkürzel nach BCP 47",
        '"{value}" is no BCP 47 language tag',
        "Das kürzeste Kürzel nehmen: de, en, de-AT{near_de}",
        "Take the shortest tag: de, en, de-AT{near_en}",
    ),
    "country": (
        "„{value}“ ist kein Ländercode nach ISO 3166-1",
        '"{value}" is no ISO 3166-1 country code',
        "Zwei Großbuchstaben schreiben, etwa DE, AT, GB",
        "Write two capital letters, such as DE, AT, GB",
    ),
    "category": (
        "„{value}“ ist keine Kategorie des Standards",
        '"{value}" is no category of the standard',
        "Eine Kategorie der Liste wählen, notfalls other{near_de}",
        "Choose a category of the list, other if none fits{near_en}",
    ),
    "scope": (
        "„{value}“ ist kein Anwendungsbereich des Standards",
        '"{value}" is no scope of the standard',
        "Einen Bereich der Liste wählen oder den Eintrag entfernen{near_de}",
        "Choose a scope of the list, or remove the entry{near_en}",
    ),
    "italian": (
        "„{value}“ steht nicht im Verzeichnis der italienischen Verwaltungen (iPA)",
        '"{value}" is not in the index of Italian administrations (iPA)',
        "Den Code im Verzeichnis nachschlagen oder den Schlüssel entfernen",
        "Look the code up in the index, or remove the key",
    ),
    "italian-uri": (
        "Der Code in „{value}“ steht nicht im Verzeichnis der italienischen Verwaltungen (iPA)",
        'The code in "{value}" is not in the index of Italian administrations (iPA)',
        "Den Code nachschlagen; andere Organisationen nennen ihre Webseite",
        "Look the code up; other organisations name their web page",
    ),
    "absolute-path": (
        "„{value}“ ist ein absoluter Pfad",
        '"{value}" is an absolute path',
        "Den Pfad vom Ordner des Repositorys aus schreiben, ohne / am Anfang",
        "Write the path from the folder of the repository on, without / at the beginning",
    ),
    "file-address": (
        "„{value}“ verweist auf einen Rechner, den andere nicht erreichen",
        '"{value}" points to a machine that others do not reach',
        "Den Pfad im Repository oder eine https-Adresse schreiben",
        "Write the path in the repository or an https address",
    ),
    "logo-format": (
        "„{value}“ ist kein Logo in SVG, SVGZ oder PNG",
        '"{value}" is no logo in SVG, SVGZ or PNG',
        "Das Logo umwandeln, am besten in SVG",
        "Convert the logo, best to SVG",
    ),
    "screenshot-format": (
        "„{value}“ ist kein Bildschirmfoto in PNG oder JPG",
        '"{value}" is no screenshot in PNG or JPG',
        "Das Bild umwandeln; die Endung muss .png oder .jpg sein",
        "Convert the picture; it has to end in .png or .jpg",
    ),
    "video": (
        "Für „{value}“ ist kein Anbieter bekannt, der oEmbed spricht",
        'No provider that speaks oEmbed is known for "{value}"',
        "Die Adresse der Seite des Videos nehmen, etwa bei PeerTube, YouTube oder Vimeo",
        "Take the address of the video's page, such as on PeerTube, YouTube or Vimeo",
    ),
    # Beyond the file
    "no-answer": (
        "Unter „{value}“ antwortet niemand",
        'Nobody answers at "{value}"',
        "Die Adresse im Browser prüfen und berichtigen",
        "Try the address in a browser and correct it",
    ),
    "no-such-file": (
        "Die Datei „{value}“ liegt nicht im Repository",
        'The file "{value}" is not in the repository',
        "Die Datei hinzufügen oder den Pfad berichtigen",
        "Add the file, or correct the path",
    ),
    # Deprecated
    "country-lowercase": (
        "Ländercodes in Kleinbuchstaben sind veraltet",
        "Country codes in small letters are deprecated",
        "{upper} schreiben",
        "Write {upper}",
    ),
    "deprecated-ipa": (
        "„{name}“ ist veraltet",
        '"{name}" is deprecated',
        "Stattdessen organisation mit uri: urn:x-italian-pa:{value} schreiben",
        "Write organisation with uri: urn:x-italian-pa:{value} instead",
    ),
    "deprecated-drop": (
        "„{name}“ ist veraltet",
        '"{name}" is deprecated',
        "Den Schlüssel entfernen, es gibt keinen Nachfolger",
        "Remove the key, nothing takes its place",
    ),
    "deprecated-logo": (
        "„{name}“ ist veraltet",
        '"{name}" is deprecated',
        "Das Bild unter logo nennen und den Schlüssel entfernen",
        "Name the picture under logo and remove the key",
    ),
    "deprecated-organisation": (
        "„{name}“ ist veraltet",
        '"{name}" is deprecated',
        "Die Organisation unter organisation mit uri und name nennen",
        "Name the organisation under organisation with uri and name",
    ),
    "deprecated-capitals": (
        "Der Länderabschnitt „{name}“ in Kleinbuchstaben ist veraltet",
        'The country section "{name}" in small letters is deprecated',
        "In IT umbenennen; besser supports und organisation nehmen",
        "Rename it to IT; better take supports and organisation",
    ),
}

WARNINGS = frozenset(
    {"version-old", "country-lowercase", "licence-suffix", "language-long"}
    | {code for code in SENTENCES if code.startswith("deprecated-")}
)
"""What leaves a file valid; every other code is an error."""

_NO_WORDS = dict.fromkeys(
    ("hint_de", "hint_en", "near_de", "near_en", "detail", "type", "section", "better"), ""
)
HINTS: dict[str, tuple[str, str]] = {
    "publiccodeYmlVersion": (': "{latest}"', ': "{latest}"'),
    "until": (", das Datum des Vertragsendes", ", the day on which the contract ends"),
    "contractors": (" und until", " and until"),
    "features": (
        ", je Sprache eine Liste dessen, was die Software kann",
        ", in each language a list of what the software does",
    ),
    "availableLanguages": (", etwa mit dem Eintrag de", ", such as with the entry de"),
    "localisationReady": (": true oder false", ": true or false"),
    "license": (", etwa EUPL-1.2", ", such as EUPL-1.2"),
    "platforms": (", etwa mit dem Eintrag web", ", such as with the entry web"),
    "description": (", mit einem Abschnitt je Sprache", ", with a section for each language"),
}
"""What a key wants, for the advice on one that is missing."""


def tell(code: str, words: dict[str, str]) -> tuple[Words, Words]:
    """Message and repair of a code, filled with these words; long ones are cut."""
    said = {name: _short(text) for name, text in (_NO_WORDS | words).items()}
    wrong_de, wrong_en, mend_de, mend_en = SENTENCES[code]
    return (
        {"de": wrong_de.format_map(said), "en": wrong_en.format_map(said)},
        {"de": mend_de.format_map(said), "en": mend_en.format_map(said)},
    )


def _short(text: str, most: int = 400) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
