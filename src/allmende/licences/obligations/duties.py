# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What licences ask for, each duty once and in our own words; which licence asks which of them
stands in the tables beside this file."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Kind = Literal["duty", "prohibition", "information"]


class Use(StrEnum):
    """What one does with a part; each asks only for what it adds, so a product that changes a
    part and passes it on asks for `PASS_ON` and `MODIFY`."""

    USE = "use"
    """Running it for one's own purposes, unchanged, inside the administration."""
    PASS_ON = "pass-on"  # noqa: S105 no password
    """Giving copies to anyone outside, as source or in compiled form."""
    MODIFY = "modify"
    """Changing it and passing the changed version on."""
    NETWORK = "network"
    """Letting others use it over a network without giving them a copy."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing a licence asks for: its kind, with which uses it begins, and the sentence."""

    kind: Kind
    uses: tuple[Use, ...]
    text: dict[str, str]


def _duty(kind: Kind, uses: tuple[Use, ...], de: str, en: str) -> Duty:
    return Duty(kind, uses, {"de": de, "en": en})


_ALWAYS = tuple(Use)
_USE = (Use.USE,)
_PASS = (Use.PASS_ON,)
_MODIFY = (Use.MODIFY,)
_NETWORK = (Use.NETWORK,)
_OUTSIDE = (Use.PASS_ON, Use.NETWORK)

NOTICES: Mapping[str, Duty] = {
    "give-licence-text": _duty(
        "duty",
        _PASS,
        "Jeder Kopie den vollständigen Lizenztext beilegen.",
        "Give the complete licence text with every copy.",
    ),
    "give-licence-text-with-source": _duty(
        "duty",
        _PASS,
        "Jeder Kopie des Quelltextes den vollständigen Lizenztext beilegen.",
        "Give the complete licence text with every copy of the source code.",
    ),
    "tell-licence-of-source": _duty(
        "duty",
        _PASS,
        "Empfängerinnen und Empfängern mitteilen, dass der Quelltext unter dieser Lizenz steht und"
        " wo sie den Lizenztext finden.",
        "Tell recipients that the source code is under this licence and where its text is found.",
    ),
    "give-licence-or-link": _duty(
        "duty",
        _PASS,
        "Jeder Kopie den Lizenztext oder einen Verweis auf ihn beilegen.",
        "Give the licence text, or a reference to it, with every copy.",
    ),
    "keep-notice": _duty(
        "duty",
        _PASS,
        "Den Copyright-Vermerk und den Lizenzhinweis in jeder Kopie und in jedem wesentlichen Teil"
        " erhalten.",
        "Keep the copyright notice and the permission notice in every copy and substantial part.",
    ),
    "keep-notice-in-source": _duty(
        "duty",
        _PASS,
        "Im Quelltext Copyright-Vermerk, Bedingungen und Haftungsausschluss erhalten.",
        "Keep copyright notice, conditions and disclaimer in the source code.",
    ),
    "notice-with-binary": _duty(
        "duty",
        _PASS,
        "Bei kompilierten Fassungen Copyright-Vermerk, Bedingungen und Haftungsausschluss in der"
        " Dokumentation oder in beiliegenden Unterlagen wiedergeben.",
        "With compiled forms, reproduce copyright notice, conditions and disclaimer in the"
        " documentation or other accompanying material.",
    ),
    "notice-in-documentation": _duty(
        "duty",
        _PASS,
        "Copyright-Vermerk und Lizenzhinweis auch in die begleitende Dokumentation aufnehmen.",
        "Put the copyright notice and the permission notice into the accompanying documentation,"
        " too.",
    ),
    "notice-in-copies-or-documentation": _duty(
        "duty",
        _PASS,
        "Copyright-Vermerk und Lizenzhinweis entweder jeder Kopie beigeben oder in die"
        " Dokumentation aufnehmen.",
        "Put the copyright notice and the permission notice either with every copy or into the"
        " documentation.",
    ),
    "keep-copyright": _duty(
        "duty",
        _PASS,
        "Alle Copyright-Vermerke unverändert lassen.",
        "Leave all copyright notices as they are.",
    ),
    "keep-all-notices": _duty(
        "duty",
        _PASS,
        "Alle Vermerke zu Copyright, Patenten, Marken, Lizenz und Gewährleistung unverändert"
        " lassen.",
        "Leave all notices on copyright, patents, trademarks, licence and warranty as they are.",
    ),
    "copyright-and-disclaimer": _duty(
        "duty",
        _PASS,
        "Auf jeder Kopie sichtbar einen Copyright-Vermerk und den Haftungsausschluss anbringen und"
        " alle Hinweise auf die Lizenz erhalten.",
        "Put a copyright notice and the warranty disclaimer visibly on every copy, and keep all"
        " notices that refer to the licence.",
    ),
    "source-notices-unchanged": _duty(
        "duty",
        _PASS,
        "Den Vermerk in weitergegebenen Quelltexten weder entfernen noch ändern.",
        "Neither remove nor alter the notice in source code that is passed on.",
    ),
    "pass-on-notice-file": _duty(
        "duty",
        _PASS,
        "Enthält der Teil eine Datei NOTICE, ihren Inhalt mit dem abgeleiteten Werk weitergeben:"
        " als Datei, im Quelltext, in der Dokumentation oder in einer Anzeige des Programms.",
        "Where the part brings a NOTICE file, pass its content on with the derivative work: as a"
        " file, in the source, in the documentation or in a display of the program.",
    ),
    "acknowledge-in-documentation": _duty(
        "duty",
        _PASS,
        "Die vorgeschriebene Danksagung in die Dokumentation für Nutzende aufnehmen; sie darf auch"
        " im Programm stehen, wo solche Hinweise üblich sind.",
        "Put the prescribed acknowledgement into the end-user documentation; it may also stand in"
        " the software where such acknowledgements usually appear.",
    ),
    "acknowledge-on-redistribution": _duty(
        "duty",
        _PASS,
        "Bei jeder Weitergabe die vorgeschriebene Danksagung mitgeben.",
        "Give the prescribed acknowledgement with every redistribution.",
    ),
    "advertising-clause": _duty(
        "duty",
        _PASS,
        "In Werbung, die Eigenschaften oder Nutzung des Teils erwähnt, die vorgeschriebene"
        " Danksagung anzeigen.",
        "Show the prescribed acknowledgement in advertising that mentions features or use of the"
        " part.",
    ),
    "attribute-author-in-product": _duty(
        "duty",
        _PASS,
        "Im Produkt die Urheberin oder den Urheber der genutzten Teile nennen, beim Start des"
        " Programms oder in der Dokumentation.",
        "Name the author of the parts used, at the start of the program or in its documentation.",
    ),
    "name-origin-in-documentation": _duty(
        "duty",
        _PASS,
        "Bei kompilierten Fassungen in der Dokumentation angeben, dass das Programm auf diesem"
        " Projekt beruht.",
        "With compiled forms, say in the documentation that the program is based on this project.",
    ),
    "name-origin-in-material": _duty(
        "duty",
        _PASS,
        "In allem Material, das den Teil erwähnt, ihn mit der vorgeschriebenen Bezeichnung nennen.",
        "Name the part as the licence prescribes in all material that mentions it.",
    ),
    "tell-where-original-is": _duty(
        "duty",
        _PASS,
        "Angeben, wo der ursprüngliche Quelltext erhältlich ist.",
        "Say where the original source code can be had.",
    ),
    "no-misrepresentation": _duty(
        "prohibition",
        _PASS,
        "Die Herkunft nicht falsch darstellen und sich nicht als Urheberin oder Urheber ausgeben.",
        "Do not misrepresent the origin and do not claim to have written the original.",
    ),
    "no-endorsement": _duty(
        "prohibition",
        _PASS,
        "Mit den Namen der Urheberinnen, Urheber und Beitragenden nicht ohne deren schriftliche"
        " Zustimmung werben.",
        "Do not advertise with the names of authors and contributors without their written"
        " permission.",
    ),
    "no-name-in-product": _duty(
        "prohibition",
        _PASS,
        "Abgeleitete Produkte nicht nach dem geschützten Projektnamen benennen, es sei denn mit"
        " schriftlicher Zustimmung.",
        "Do not name derived products after the protected project name without written permission.",
    ),
    "no-trademark": _duty(
        "information",
        _PASS,
        "Die Lizenz gibt kein Recht an Marken und Namen; üblich bleibt, die Herkunft zu nennen.",
        "The licence grants no right in trademarks and names; naming the origin stays customary.",
    ),
}

CHANGES: Mapping[str, Duty] = {
    "state-changes": _duty(
        "duty",
        _MODIFY,
        "In geänderten Dateien deutlich vermerken, dass sie geändert wurden.",
        "Say prominently in changed files that they were changed.",
    ),
    "state-changes-dated": _duty(
        "duty",
        _MODIFY,
        "In geänderten Dateien deutlich vermerken, dass und wann sie geändert wurden.",
        "Say prominently in changed files that and when they were changed.",
    ),
    "state-changes-of-work": _duty(
        "duty",
        _MODIFY,
        "Am geänderten Werk deutlich vermerken, dass es geändert wurde, mit Datum.",
        "Say prominently on the changed work that it was changed, with the date.",
    ),
    "mark-as-changed": _duty(
        "duty",
        _MODIFY,
        "Geänderte Fassungen deutlich als solche kennzeichnen und nicht als das Original ausgeben.",
        "Mark changed versions plainly as such and do not present them as the original.",
    ),
    "document-changes": _duty(
        "duty",
        _MODIFY,
        "Änderungen in der begleitenden Dokumentation deutlich angeben.",
        "State changes clearly in the accompanying documentation.",
    ),
    "summarise-changes": _duty(
        "duty",
        _MODIFY,
        "Dem abgeleiteten Werk eine kurze Zusammenfassung der Änderungen beilegen.",
        "Include a brief summary of the changes in the derivative work.",
    ),
    "changes-file": _duty(
        "duty",
        _MODIFY,
        "Eine Datei mitgeben, die die Änderungen und ihr Datum beschreibt, und nennen, von wem das"
        " Original stammt.",
        "Include a file that describes the changes and their dates, and name whom the original"
        " comes from.",
    ),
    "changes-name-and-reason": _duty(
        "duty",
        _MODIFY,
        "Name, Datum und Grund der Änderung vermerken.",
        "Note the name, the date and the reason of the change.",
    ),
    "identify-contributor": _duty(
        "duty",
        _MODIFY,
        "Sich als Urheberin oder Urheber der eigenen Änderungen zu erkennen geben.",
        "Identify oneself as the originator of one's own changes.",
    ),
    "rename-changed": _duty(
        "duty",
        _MODIFY,
        "Geänderten Fassungen einen anderen Namen geben, wenn sie die vorbehaltenen Namen nicht"
        " führen dürfen.",
        "Give changed versions another name where the reserved names may not be used.",
    ),
    "make-changes-available-or-rename": _duty(
        "duty",
        _MODIFY,
        "Änderungen frei verfügbar machen oder dem Projekt überlassen, oder die geänderte Fassung"
        " umbenennen und die Unterschiede dokumentieren (eines davon genügt).",
        "Make changes freely available or offer them to the project, or rename the changed version"
        " and document how it differs (one of these is enough).",
    ),
    "source-or-pointer": _duty(
        "duty",
        _PASS,
        "Kompilierte Fassungen nur mit Quelltext oder mit einer Anleitung weitergeben, wo die"
        " Standardfassung erhältlich ist.",
        "Pass compiled forms on only with source code or with instructions where the standard"
        " version can be had.",
    ),
    "same-licence-work": _duty(
        "duty",
        _MODIFY,
        "Das gesamte Werk, das den Teil enthält oder auf ihm beruht, unter derselben Lizenz und"
        " ohne Lizenzgebühr weitergeben.",
        "Pass on the whole work that contains the part or is based on it under the same licence,"
        " without a licence fee.",
    ),
    "same-licence-linked-work": _duty(
        "duty",
        _PASS,
        "Wer den Teil mit eigenem Code zu einem Programm verbindet und es weitergibt, stellt das"
        " ganze Programm unter diese Lizenz; das gilt auch ohne Änderung am Teil.",
        "Who joins the part with own code into one program and passes it on puts the whole program"
        " under this licence, even where the part itself is unchanged.",
    ),
    "same-licence-derivative": _duty(
        "duty",
        _MODIFY,
        "Abgeleitete Werke unter derselben Lizenz weitergeben.",
        "Pass derivative works on under the same licence.",
    ),
    "same-licence-eupl": _duty(
        "duty",
        _MODIFY,
        "Abgeleitete Werke unter der EUPL weitergeben; zusammen mit einem Werk unter einer Lizenz"
        " aus ihrem Anhang ist auch diese Lizenz zulässig.",
        "Pass derivative works on under the EUPL; together with a work under a licence of its"
        " appendix, that licence is possible as well.",
    ),
    "same-licence-files": _duty(
        "duty",
        _MODIFY,
        "Geänderte und aus dem Teil übernommene Dateien unter derselben Lizenz lassen; eigene"
        " Dateien daneben dürfen unter anderer Lizenz stehen.",
        "Keep changed files, and files with code taken from the part, under the same licence; own"
        " files beside them may be under another.",
    ),
    "same-licence-library": _duty(
        "duty",
        _MODIFY,
        "Die geänderte Bibliothek als Bibliothek unter derselben Lizenz (oder der GPL)"
        " weitergeben.",
        "Pass the changed library on, as a library, under the same licence (or the GPL).",
    ),
    "same-licence-source": _duty(
        "duty",
        _PASS,
        "Den Quelltext nur unter dieser Lizenz weitergeben.",
        "Pass the source code on under this licence only.",
    ),
    "other-licence-for-binary": _duty(
        "duty",
        _PASS,
        "Kompilierte Fassungen unter eigener Lizenz nur, wenn diese die Rechte am Quelltext nicht"
        " einschränkt.",
        "Put compiled forms under another licence only where that does not restrict the rights in"
        " the source code.",
    ),
    "other-licence-disclaims": _duty(
        "duty",
        _PASS,
        "Eine eigene Lizenz für die kompilierte Fassung muss Gewährleistung und Haftung für alle"
        " Beitragenden ausschließen.",
        "Another licence for the compiled form must exclude warranty and liability for all"
        " contributors.",
    ),
    "commercial-indemnity": _duty(
        "information",
        _PASS,
        "Wer den Teil in einem kommerziellen Angebot weitergibt, stellt die anderen Beitragenden"
        " von Ansprüchen daraus frei.",
        "Who passes the part on in a commercial offering indemnifies the other contributors against"
        " claims from it.",
    ),
    "interactive-notices": _duty(
        "duty",
        _MODIFY,
        "Interaktive Oberflächen zeigen Copyright-Vermerk, fehlende Gewährleistung und Weg zum"
        " Lizenztext an, wenn das Original es tut.",
        "Interactive interfaces show copyright, the absence of warranty and the way to the licence"
        " text, where the original does.",
    ),
    "contributions-under-licence": _duty(
        "information",
        _MODIFY,
        "Beiträge, die an das Projekt gegeben werden, stehen ohne andere Erklärung unter derselben"
        " Lizenz.",
        "Contributions given to the project are under the same licence unless stated otherwise.",
    ),
    "legal-file": _duty(
        "duty",
        _MODIFY,
        "Bekannte Rechte Dritter an den eigenen Änderungen in einer Datei LEGAL beschreiben.",
        "Describe known third-party rights in one's own changes in a file LEGAL.",
    ),
}
