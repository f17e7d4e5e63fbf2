# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Duties about source code, networks, patents and restrictions, and those of data and fonts."""

from collections.abc import Mapping

from allmende.licences.obligations.duties import CHANGES, NOTICES, Duty, Kind, Use

_ALWAYS = tuple(Use)
_USE = (Use.USE,)
_PASS = (Use.PASS_ON,)
_MODIFY = (Use.MODIFY,)
_NETWORK = (Use.NETWORK,)
_OUTSIDE = (Use.PASS_ON, Use.NETWORK)


def _duty(kind: Kind, uses: tuple[Use, ...], de: str, en: str) -> Duty:
    return Duty(kind, uses, {"de": de, "en": en})


SOURCES: Mapping[str, Duty] = {
    "source-three-years": _duty(
        "duty",
        _PASS,
        "Zu kompilierten Fassungen den vollständigen zugehörigen Quelltext liefern: beiliegend, von"
        " derselben Stelle abrufbar oder durch ein schriftliches, mindestens drei Jahre gültiges"
        " Angebot an jede Person, höchstens zu den Kosten der Übermittlung.",
        "With compiled forms provide the complete corresponding source code: enclosed, from the"
        " same place, or by a written offer to anyone, valid for at least three years, at no more"
        " than the cost of delivery.",
    ),
    "source-three-years-and-support": _duty(
        "duty",
        _PASS,
        "Zu kompilierten Fassungen den vollständigen zugehörigen Quelltext liefern: beiliegend,"
        " über denselben Weg abrufbar, solange die Fassung angeboten wird, oder bei einem Gerät"
        " durch ein schriftliches Angebot an alle, die die Fassung besitzen, für mindestens drei"
        " Jahre und solange es Ersatzteile oder Betreuung gibt.",
        "With compiled forms provide the complete corresponding source code: enclosed, from the"
        " same place for as long as the form is offered, or for a physical product by a written"
        " offer to everyone who holds the form, for at least three years and as long as spare parts"
        " or support are offered.",
    ),
    "source-access-three-years": _duty(
        "duty",
        _PASS,
        "Zu kompilierten Fassungen mindestens drei Jahre lang Zugang zum vollständigen Quelltext"
        " geben, höchstens zu den Kosten der Übermittlung.",
        "With compiled forms give access to the complete source code for at least three years, at"
        " no more than the cost of delivery.",
    ),
    "source-of-library": _duty(
        "duty",
        _PASS,
        "Den vollständigen Quelltext der Bibliothek in der genutzten Fassung liefern, beiliegend"
        " oder von derselben Stelle abrufbar.",
        "Provide the complete source code of the library in the version used, enclosed or from the"
        " same place.",
    ),
    "source-of-covered-files": _duty(
        "duty",
        _PASS,
        "Zu kompilierten Fassungen den Quelltext der Dateien dieser Lizenz bereithalten und"
        " Empfängerinnen und Empfängern sagen, wie sie ihn zeitnah und höchstens zu den Kosten der"
        " Übermittlung erhalten.",
        "With compiled forms keep the source code of the files under this licence available, and"
        " tell recipients how to get it in a timely manner at no more than the cost of delivery.",
    ),
    "source-of-program": _duty(
        "duty",
        _PASS,
        "Zu kompilierten Fassungen den Quelltext bereithalten und angeben, dass und wie er auf"
        " übliche Weise zu erhalten ist.",
        "With compiled forms keep the source code available and say that and how it can be had in a"
        " customary way.",
    ),
    "source-twelve-months": _duty(
        "duty",
        _PASS,
        "Den Quelltext der eigenen Änderungen auf demselben Datenträger oder elektronisch anbieten:"
        " mindestens zwölf Monate, nach einer neueren Fassung mindestens sechs.",
        "Offer the source code of one's own changes on the same medium or electronically: for at"
        " least twelve months, and six after a later version.",
    ),
    "source-while-offered": _duty(
        "duty",
        _PASS,
        "Den Quelltext mitgeben oder einen frei zugänglichen Ort nennen, solange das Werk"
        " weitergegeben oder bereitgestellt wird.",
        "Give the source code along, or name a freely accessible place for it, as long as the work"
        " is distributed or provided.",
    ),
    "source-of-everything": _duty(
        "duty",
        _PASS,
        "Angeben, wie der vollständige Quelltext des Teils und der Software, die ihn nutzt, zu"
        " erhalten ist; er muss frei weitergegeben werden dürfen.",
        "Say how to get the complete source code of the part and of the software that uses it; it"
        " must be freely redistributable.",
    ),
    "installation-information": _duty(
        "duty",
        _PASS,
        "Bei Geräten für Verbraucherinnen und Verbraucher auch die Angaben liefern, mit denen sich"
        " eine geänderte Fassung installieren und betreiben lässt.",
        "For consumer devices also provide what is needed to install and run a changed version.",
    ),
    "no-further-restrictions": _duty(
        "prohibition",
        _PASS,
        "Den Empfängerinnen und Empfängern keine weiteren Beschränkungen auferlegen.",
        "Impose no further restrictions on recipients.",
    ),
    "allow-replacement": _duty(
        "duty",
        _PASS,
        "Das eigene Programm so weitergeben, dass eine geänderte Fassung der Bibliothek an ihre"
        " Stelle treten kann: dynamisch gebunden oder mit den Dateien zum erneuten Binden.",
        "Pass one's own program on so that a changed version of the library can take its place:"
        " dynamically linked, or with the files for relinking.",
    ),
    "allow-reverse-engineering": _duty(
        "duty",
        _PASS,
        "Die Bedingungen des eigenen Programms erlauben Änderungen für den eigenen Gebrauch und"
        " Rückentwicklung zur Fehlersuche an solchen Änderungen.",
        "The terms of one's own program permit changes for own use and reverse engineering for"
        " debugging such changes.",
    ),
    "name-library": _duty(
        "duty",
        _PASS,
        "In jeder Kopie des Programms deutlich angeben, dass die Bibliothek genutzt wird und unter"
        " welcher Lizenz, und deren Text beilegen.",
        "Say prominently with each copy of the program that the library is used and under which"
        " licence, and give that licence's text.",
    ),
    "source-to-network-users": _duty(
        "duty",
        _NETWORK,
        "Ist das Programm geändert, allen, die es über ein Netz nutzen, deutlich und kostenlos den"
        " vollständigen Quelltext der laufenden Fassung anbieten.",
        "Where the program is changed, prominently offer everyone who uses it over a network the"
        " complete source code of the running version, at no charge.",
    ),
    "network-is-distribution": _duty(
        "duty",
        _NETWORK,
        "Die Bereitstellung über ein Netz gilt als Weitergabe: dieselben Pflichten wie bei der"
        " Weitergabe erfüllen, auch zum Quelltext.",
        "Providing it over a network counts as distribution: meet the same duties as when passing"
        " it on, source code included.",
    ),
    "service-source": _duty(
        "duty",
        _NETWORK,
        "Wer die Funktionen des Programms anderen als Dienst anbietet, veröffentlicht den Quelltext"
        " des gesamten Dienstes (auch Verwaltung, Überwachung, Sicherung) unter dieser Lizenz.",
        "Who offers the program's functions to others as a service publishes the source code of the"
        " whole service (management, monitoring, backup included) under this licence.",
    ),
    "no-hosted-service": _duty(
        "prohibition",
        _NETWORK,
        "Die Software Dritten nicht als gehosteten oder verwalteten Dienst anbieten, der ihnen"
        " einen wesentlichen Teil der Funktionen zugänglich macht.",
        "Do not offer the software to third parties as a hosted or managed service that gives them"
        " a substantial set of its functions.",
    ),
    "no-key-circumvention": _duty(
        "prohibition",
        _ALWAYS,
        "Lizenzschlüssel und durch sie geschützte Funktionen weder verändern noch umgehen.",
        "Neither change nor circumvent licence keys and the functions they protect.",
    ),
    "no-production-use": _duty(
        "prohibition",
        (Use.USE, Use.NETWORK),
        "Kein Betrieb im Echteinsatz, soweit die zusätzliche Nutzungserlaubnis im Lizenztext ihn"
        " nicht deckt; sonst ist ein Vertrag nötig.",
        "No production use beyond the additional use grant in the licence text; otherwise a"
        " contract is needed.",
    ),
    "becomes-open-later": _duty(
        "information",
        _ALWAYS,
        "Jede Fassung geht am genannten Datum, spätestens vier Jahre nach ihrer Veröffentlichung,"
        " in die im Lizenztext genannte offene Lizenz über.",
        "Each version passes into the open licence named in the text on the date given there, four"
        " years after its publication at the latest.",
    ),
    "good-not-evil": _duty(
        "prohibition",
        _ALWAYS,
        "Die Lizenz verlangt eine Nutzung „für Gutes, nicht für Böses“; das ist unbestimmt und gilt"
        " nicht als offene Lizenz.",
        "The licence asks for use “for Good, not Evil”; that is indefinite and does not count as an"
        " open licence.",
    ),
    "patent-peace": _duty(
        "information",
        _ALWAYS,
        "Wer wegen des Teils eine Patentklage erhebt, verliert Rechte aus der Lizenz.",
        "Who brings a patent claim over the part loses rights under the licence.",
    ),
    "patents-not-granted": _duty(
        "information",
        _ALWAYS,
        "Patente und Marken sind von der Freigabe nicht erfasst.",
        "Patents and trademarks are not covered by the dedication.",
    ),
    "obtain-assent": _duty(
        "duty",
        _PASS,
        "Bei der Weitergabe angemessen dafür sorgen, dass Empfängerinnen und Empfänger der Lizenz"
        " ausdrücklich zustimmen.",
        "When passing it on, make a reasonable effort to obtain the recipients' express assent to"
        " the licence.",
    ),
}

DATA_AND_FONTS: Mapping[str, Duty] = {
    "attribute": _duty(
        "duty",
        _OUTSIDE,
        "Beim Teilen nennen: Urheberin oder Urheber in der gewünschten Form, Copyright-Vermerk,"
        " Lizenz mit Text oder Link, Haftungsausschluss und, soweit möglich, einen Link zum Werk.",
        "When sharing, name: the creator in the form asked for, the copyright notice, the licence"
        " with text or link, the disclaimer and, where practicable, a link to the work.",
    ),
    "attribute-changes": _duty(
        "duty",
        _MODIFY,
        "Angeben, dass und welche Änderungen vorgenommen wurden.",
        "Say that changes were made, and keep what is said of earlier ones.",
    ),
    "no-technical-measures": _duty(
        "prohibition",
        _OUTSIDE,
        "Keine Bedingungen und keine technischen Schutzmaßnahmen hinzufügen, die die eingeräumten"
        " Rechte beschränken.",
        "Add no terms and no technical measures that restrict the rights granted.",
    ),
    "share-alike": _duty(
        "duty",
        _MODIFY,
        "Bearbeitungen nur unter derselben Lizenz, einer späteren Fassung oder einer als vereinbar"
        " anerkannten Lizenz teilen.",
        "Share adaptations only under the same licence, a later version or one recognised as"
        " compatible.",
    ),
    "no-commercial-use": _duty(
        "prohibition",
        _ALWAYS,
        "Keine Nutzung, die vorrangig auf einen geschäftlichen Vorteil oder eine Vergütung zielt.",
        "No use primarily intended for commercial advantage or monetary compensation.",
    ),
    "no-adaptations": _duty(
        "prohibition",
        _MODIFY,
        "Bearbeitungen nicht mit anderen teilen.",
        "Do not share adaptations with others.",
    ),
    "source-note": _duty(
        "duty",
        _ALWAYS,
        "Im Quellenvermerk angeben: bereitstellende Stelle, Name der Lizenz mit Verweis auf ihren"
        " Text und Verweis auf den Datensatz.",
        "Give in the source note: the provider, the licence's name with a reference to its text,"
        " and a reference to the data set.",
    ),
    "source-note-changes": _duty(
        "duty",
        _MODIFY,
        "Im Quellenvermerk angeben, dass die Daten geändert wurden.",
        "Say in the source note that the data were changed.",
    ),
    "database-notice": _duty(
        "duty",
        _OUTSIDE,
        "Mit der Datenbank den Lizenztext oder seine Adresse geben und Vermerke zu Urheber- und"
        " Datenbankrecht erhalten.",
        "Give the licence text or its address with the database, and keep notices on copyright and"
        " database right.",
    ),
    "produced-work-notice": _duty(
        "duty",
        _OUTSIDE,
        "An Karten, Bildern und anderen Erzeugnissen angeben, aus welcher Datenbank sie stammen und"
        " unter welcher Lizenz diese steht.",
        "Say on maps, pictures and other produced works from which database they come and under"
        " which licence that is.",
    ),
    "database-share-alike": _duty(
        "duty",
        (Use.MODIFY, Use.NETWORK),
        "Öffentlich genutzte abgeleitete Datenbanken unter dieser oder einer als vereinbar"
        " anerkannten Lizenz stellen.",
        "Put publicly used derivative databases under this licence or one recognised as"
        " compatible.",
    ),
    "database-access": _duty(
        "duty",
        (Use.MODIFY, Use.NETWORK),
        "Die abgeleitete Datenbank oder eine Datei mit allen Änderungen maschinenlesbar anbieten.",
        "Offer the derivative database, or a file with all alterations, in machine-readable form.",
    ),
    "font-not-sold-alone": _duty(
        "prohibition",
        _PASS,
        "Die Schrift nicht für sich allein verkaufen.",
        "Do not sell the font by itself.",
    ),
    "font-same-licence": _duty(
        "duty",
        _PASS,
        "Die Schrift, geändert oder nicht, nur unter dieser Lizenz weitergeben; Dokumente, die sie"
        " nutzen, bleiben frei.",
        "Pass the font on, changed or not, under this licence only; documents that use it stay"
        " free.",
    ),
    "document-many-copies": _duty(
        "duty",
        _PASS,
        "Bei mehr als 100 gedruckten Kopien vorgeschriebene Umschlagtexte abdrucken und eine"
        " bearbeitbare Fassung mitgeben oder im Netz bereithalten.",
        "For more than 100 printed copies, print the required cover texts and give an editable copy"
        " or keep one on the network.",
    ),
    "changed-document": _duty(
        "duty",
        _MODIFY,
        "Geänderte Dokumente unter derselben Lizenz veröffentlichen, mit anderem Titel, Namen der"
        " Bearbeitenden und fortgeschriebenem Abschnitt zur Geschichte.",
        "Publish changed documents under the same licence, with another title, the editors' names"
        " and a continued history section.",
    ),
}

ALL: Mapping[str, Duty] = {**NOTICES, **CHANGES, **SOURCES, **DATA_AND_FONTS}
