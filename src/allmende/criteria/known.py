# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is known of a repository when its criteria are answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from allmende.criteria.checks import canonical
from allmende.licences.policy import LicencePolicy

Text = dict[str, str]
Json = Mapping[str, Any]

CONTENT_GAPS: Mapping[str, Text] = MappingProxyType(
    {
        "missing": {"de": "Objekte fehlen", "en": "objects are missing"},
        "broken": {"de": "Objekte sind nicht lesbar", "en": "objects cannot be read"},
        "too_large": {"de": "Dateien waren zu groß", "en": "files were too large"},
        "skipped": {"de": "Dateien wurden ausgelassen", "en": "files were skipped"},
        "paths_left_out": {"de": "Pfade wurden ausgelassen", "en": "paths were left out"},
        "limits_hit": {"de": "eine Grenze wurde erreicht", "en": "a limit was reached"},
    }
)
HISTORY_GAPS: Mapping[str, Text] = MappingProxyType(
    {
        "shallow": {"de": "die Kopie ist flach", "en": "the clone is shallow"},
        "cut_at": {"de": "die Historie bricht ab", "en": "the history is cut off"},
        "broken_refs": {"de": "Verweise sind defekt", "en": "refs are broken"},
        "refs_left_out": {"de": "Verweise wurden ausgelassen", "en": "refs were left out"},
    }
)
NOT_STATED: Text = {
    "de": "dass alles angesehen wurde, ist nicht gesagt",
    "en": "nothing says that everything was looked at",
}


@dataclass(frozen=True, slots=True)
class Known:
    """Facts by key, findings, coverage and licence policy, in the shapes their owners write.

    `findings` None: nothing was scanned. `coverage` None: nobody said what was looked at. A fact
    that is not there was not looked at; `titles` say what it would be called.
    """

    facts: Mapping[str, Json] = field(default_factory=dict)
    findings: tuple[Json, ...] | None = None
    coverage: Json | None = None
    licences: LicencePolicy | None = None
    titles: Mapping[str, Text] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        facts: Iterable[Any],
        findings: Iterable[Any] | None = None,
        coverage: Any = None,
        licences: LicencePolicy | None = None,
        titles: Mapping[str, Text] = MappingProxyType({}),
    ) -> "Known":
        """From facts, findings and coverage, each with `as_json()` or as that JSON.

        `titles` are by the keys of facts.
        """
        read = [{**one, "key": canonical(str(one["key"]))} for one in map(_json, facts)]
        return cls(
            MappingProxyType({one["key"]: one for one in read}),
            None if findings is None else tuple(_json(one) for one in findings),
            None if coverage is None else _json(coverage),
            licences,
            MappingProxyType({canonical(key): title for key, title in titles.items()}),
        )

    def title(self, key: str) -> Text:
        """What a fact is called that is not there; its key where nobody says."""
        return self.titles.get(key) or {"de": key, "en": key}

    def gaps(self, kind: str, where: str) -> tuple[Text, ...]:
        """Why "nothing found" cannot be said of this kind in `head` or `history`; empty: it can."""
        if self.coverage is None or self.findings is None:
            return ({"de": "es wurde nichts durchsucht", "en": "nothing was scanned"},)
        if _not_looked_for(self.coverage, kind):
            return ({"de": "danach wurde nicht gesucht", "en": "this was not looked for"},)
        if where == "head":
            if self.coverage.get("head_complete") is True:
                return ()
            found = _gaps(self.coverage, CONTENT_GAPS)
            stated = "complete" in self.coverage or "head_complete" in self.coverage
            only_history = stated and bool(_gaps(self.coverage, HISTORY_GAPS))
            sure = self.coverage.get("complete") is True or only_history
        else:
            found = _gaps(self.coverage, {**HISTORY_GAPS, **CONTENT_GAPS})
            sure = self.coverage.get("complete") is True
        return found or (() if sure else (NOT_STATED,))


def _gaps(coverage: Json, names: Mapping[str, Text]) -> tuple[Text, ...]:
    return tuple(
        _counted(coverage[name], text) for name, text in names.items() if coverage.get(name)
    )


def _counted(gap: Any, text: Text) -> Text:
    if isinstance(gap, bool):
        return text
    number = gap if isinstance(gap, int) else len(gap) if hasattr(gap, "__len__") else None
    return text if number is None else {code: f"{one} ({number})" for code, one in text.items()}


def _not_looked_for(coverage: Json, kind: str) -> bool:
    kinds = coverage.get("kinds")
    return kinds is not None and kind not in kinds


def _json(thing: Any) -> Json:
    read = thing if isinstance(thing, Mapping) else thing.as_json()
    if not isinstance(read, Mapping):
        raise TypeError(f"{type(thing).__name__} is no JSON object")
    return read
