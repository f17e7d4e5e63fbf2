# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The sentences of an answer, German and English."""

from collections.abc import Mapping

from allmende.licences.compatibility.eupl import NOT_FOR_SOFTWARE, appendix_of
from allmende.licences.compatibility.matrix import Matrix, Value
from allmende.licences.compatibility.voices import Pair
from allmende.licences.policy import LEVEL_WORDS, Level, Reason

Text = dict[str, str]

VALUE_WORDS: Mapping[Value, Text] = {
    "yes": {"de": "ja", "en": "yes"},
    "no": {"de": "nein", "en": "no"},
    "unknown": {"de": "ungeklärt", "en": "unknown"},
    "check": {"de": "vom Einzelfall abhängig", "en": "depends on the case"},
    "same": {"de": "dieselbe Lizenz", "en": "the same licence"},
    "not listed": {"de": "nicht aufgeführt", "en": "not listed"},
}
_EUPL_TEXT = "https://eur-lex.europa.eu/eli/dec_impl/2017/863/oj"


def of_matrix(pair: Pair, matrix: Matrix) -> Reason:
    """What the matrix says of a pair, with its date."""
    word = VALUE_WORDS[pair.value]
    text = {
        "de": f"OSADL-Matrix vom {matrix.date:%d.%m.%Y}: {pair.inbound} in ein Werk unter"
        f" {pair.outbound}: {word['de']}.",
        "en": f"OSADL matrix of {matrix.date.isoformat()}: {pair.inbound} into a work under"
        f" {pair.outbound}: {word['en']}.",
    }
    if pair.without:
        text = {
            "de": f"{text['de']} Die Matrix kennt die Angabe ohne „{pair.without}“; ihre Antwort"
            " gilt für die Lizenz ohne diesen Zusatz.",
            "en": f"{text['en']} The matrix knows it without “{pair.without}”; its answer is for"
            " the licence without that addition.",
        }
    return Reason("matrix", None, pair.inbound, text, None, matrix.address)


def of_appendix(pair: Pair) -> Reason | None:
    """What the EUPL's own appendix says, where the inbound licence is the EUPL."""
    if not appendix_of(pair.inbound) or pair.identical:
        return None
    if pair.own_text:
        text = {
            "de": f"{pair.inbound} Artikel 5 und Anhang: Ein Werk, das auf EUPL-Code und auf einem"
            f" Werk unter {pair.outbound} beruht, darf unter {pair.outbound} weitergegeben werden.",
            "en": f"{pair.inbound} Article 5 and Appendix: a work based on EUPL code and on a work"
            f" under {pair.outbound} may be passed on under {pair.outbound}.",
        }
    elif pair.outbound in NOT_FOR_SOFTWARE:
        text = {
            "de": f"Der Anhang der {pair.inbound} nennt {pair.outbound} nur für Werke, die keine"
            " Software sind.",
            "en": f"The appendix of {pair.inbound} names {pair.outbound} only for works other than"
            " software.",
        }
    else:
        text = {
            "de": f"Der Anhang der {pair.inbound} nennt {pair.outbound} nicht.",
            "en": f"The appendix of {pair.inbound} does not name {pair.outbound}.",
        }
    return Reason("eupl-appendix", None, pair.inbound, text, None, _EUPL_TEXT)


def last_word(rule: str, level: Level, subject: str, judged: Text, why: Text) -> Reason:
    """The line of the decision table that spoke, with what it makes of the office's rule."""
    word = LEVEL_WORDS[level]
    return Reason(
        rule,
        level,
        subject,
        {
            "de": f"{why['de'].format(**judged)} Damit: {word['de']}.",
            "en": f"{why['en'].format(**judged)} Hence: {word['en']}.",
        },
    )


def of_choice(chosen: str, level: Level, others: int) -> Reason:
    word = LEVEL_WORDS[level]
    return Reason(
        "one-of",
        level,
        chosen,
        {
            "de": f"Zur Wahl stehen {others + 1} Lizenzen; am besten passt {chosen}"
            f" ({word['de']}).",
            "en": f"There are {others + 1} choices; {chosen} fits best ({word['en']}).",
        },
    )


def of_limit(inbound: str, seen: int) -> Reason:
    """That an expression has more choices than were looked at."""
    text = {
        "de": f"Die Angabe lässt sehr viele Wahlmöglichkeiten; angesehen wurden die ersten {seen}.",
        "en": f"The expression leaves very many choices; the first {seen} were looked at.",
    }
    return Reason("too-many-choices", None, inbound, text)


def of_outbound(outbound: str, own: str, level: Level) -> Reason:
    """That the work would not be published as the office publishes."""
    word = LEVEL_WORDS[level]
    return Reason(
        "outbound",
        level,
        outbound,
        {
            "de": f"Eigene Software erscheint sonst unter {own}; eine Veröffentlichung unter"
            f" {outbound} ist nach der Regel dafür {word['de']}.",
            "en": f"Own software is otherwise published under {own}; the rule for publishing under"
            f" {outbound} says {word['en']}.",
        },
    )


WAIVED: Text = {
    "de": "Für diesen Fall ist eine Ausnahme erteilt; sie gilt vor Matrix und Regel.",
    "en": "A waiver was granted for this case; it goes before matrix and rule.",
}

TABLE: Mapping[str, Text] = {
    "apart": {
        "de": "In diesem Kontext geht {inbound} nicht in das Werk ein; die Lizenz des Werks spielt"
        " keine Rolle, und die Regel des Hauses entscheidet.",
        "en": "In this context {inbound} does not become part of the work; the work's licence plays"
        " no role, and the office's rule decides.",
    },
    "rule": {
        "de": "Für Werke unter {outbound} entscheidet die Regel des Hauses über {inbound}.",
        "en": "For works under {outbound} the office's rule on {inbound} decides.",
    },
    "kept-apart": {
        "de": "Die Matrix betrachtet Code, der in dasselbe Werk übernommen wird. Hier wird"
        " {inbound} als Teil eingebunden, der seine Lizenz behält (etwa als Bibliothek); Änderungen"
        " an ihm bleiben unter {inbound}. Dafür entscheidet die Regel des Hauses.",
        "en": "The matrix looks at code taken into the same work. Here {inbound} is embedded as a"
        " part that keeps its licence (a library, say); changes to it stay under {inbound}. For"
        " that the office's rule decides.",
    },
    "flows": {
        "de": "Das Werk steht bereits unter {outbound}, wohin {inbound} einfließen darf; der Grund,"
        " {inbound} in eigenen Werken zu vermeiden, entfällt hier.",
        "en": "The work is under {outbound} already, into which {inbound} may flow; the reason to"
        " avoid {inbound} in own works does not hold here.",
    },
    "link-only": {
        "de": "{inbound} darf mit einem Werk unter {outbound} verbunden, aber nicht in dessen Code"
        " übernommen werden; der Teil bleibt unter {inbound}.",
        "en": "{inbound} may be linked or combined with a work under {outbound}, but not taken into"
        " its code; the part stays under {inbound}.",
    },
    "not-known": {
        "de": "Ob {inbound} in ein Werk unter {outbound} einfließen darf, ist nicht bekannt, und"
        " die Regel des Hauses wurde für Werke unter {own} geschrieben.",
        "en": "Whether {inbound} may flow into a work under {outbound} is not known, and the"
        " office's rule was written for works under {own}.",
    },
    "refused": {
        "de": "Die Bedingungen von {inbound} und {outbound} lassen sich in einem Werk nicht"
        " zugleich erfüllen. Die Regel des Hauses für {inbound} wurde für Werke unter {own}"
        " geschrieben.",
        "en": "The conditions of {inbound} and {outbound} cannot be met in one work at the same"
        " time. The office's rule on {inbound} was written for works under {own}.",
    },
    "becomes-part": {
        "de": "{inbound} wird Teil des Werks und darf unter {outbound} weitergegeben werden; über"
        " {outbound} entscheidet die Regel des Hauses.",
        "en": "{inbound} becomes part of the work and may be passed on under {outbound}; the"
        " office's rule on {outbound} decides.",
    },
    "becomes-part-linked": {
        "de": "{inbound} darf mit einem Werk unter {outbound} verbunden, aber nicht in dessen Code"
        " übernommen werden; hier wird es Teil des Werks.",
        "en": "{inbound} may be linked or combined with a work under {outbound}, but not taken into"
        " its code; here it becomes part of the work.",
    },
    "becomes-part-unknown": {
        "de": "{inbound} wird Teil des Werks; ob das unter {outbound} zulässig ist, ist nicht"
        " bekannt.",
        "en": "{inbound} becomes part of the work; whether that is permitted under {outbound} is"
        " not known.",
    },
    "becomes-part-refused": {
        "de": "{inbound} würde Teil des Werks und darf nicht unter {outbound} weitergegeben werden,"
        " es sei denn, die Rechteinhabenden stimmen zu.",
        "en": "{inbound} would become part of the work and may not be passed on under {outbound}"
        " unless the rights holders agree.",
    },
}
