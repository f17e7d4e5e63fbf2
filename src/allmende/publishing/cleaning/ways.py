# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The two ways out, each as a script to read and run on one's own machine, and what it costs.

Neither script pushes anywhere or touches the repository it is given: both work on clones.
"""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from allmende.publishing.cleaning import naming
from allmende.publishing.cleaning import origin as notes
from allmende.publishing.cleaning.offences import Offence, OffendingPlace
from allmende.publishing.cleaning.origin import Origin

Text = Mapping[str, str]
LANGUAGES = ("de", "en")
EXPRESSIONS = "expressions.txt"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to publish without what must not go out.

    `script` is for `sh`, with comments in that language. `ready`: nothing has to be taken out of
    the current state before; else `open` names those offences by id. `loses` is its price.
    """

    id: Literal["rewrite", "fresh"]
    title: Text
    about: Text
    script: Text
    loses: tuple[Text, ...]
    open: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        return not self.open

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": dict(self.title),
            "about": dict(self.about),
            "ready": self.ready,
            "open": list(self.open),
            "script": dict(self.script),
            "loses": [dict(one) for one in self.loses],
        }


REWRITE: Text = {"de": "Historie umschreiben", "en": "Rewrite the history"}
FRESH: Text = {"de": "Neu beginnen mit Herkunftsvermerk", "en": "Begin anew with a note of origin"}
ABOUT_REWRITE: Text = {
    "de": "git-filter-repo nimmt Dateien und Werte aus allen Commits; wer wann was "
    "beigetragen hat, bleibt erhalten. Wo ein Wert nicht als Text dasteht, gehen die Fassungen der "
    "Datei, die ihn enthalten, als Ganzes.",
    "en": "git-filter-repo takes files and values out of every commit; who contributed what and "
    "when is kept. Where a value does not stand as text, the versions of the file that hold it "
    "go as a whole.",
}
ABOUT_FRESH: Text = {
    "de": "Ein einziger erster Commit mit den Dateien von heute und einem Vermerk, woher sie "
    "stammen; die bisherige Historie bleibt intern.",
    "en": "One first commit with the files of today and a note where they come from; the history "
    "so far stays inside.",
}
LOST_BY_REWRITING: tuple[Text, ...] = (
    {
        "de": "Vom ersten geänderten Commit an ändern sich alle Kennungen: Verweise in Tickets, "
        "Dokumenten und Meldungen führen ins Leere.",
        "en": "From the first changed commit on all ids change: references in issues, documents "
        "and messages lead nowhere.",
    },
    {
        "de": "Signaturen von Commits und Tags entfallen, ebenso Notizen (git notes), Stash und "
        "Pull-Request-Refs.",
        "en": "Signatures of commits and tags go, and so do notes (git notes), stash and refs of "
        "pull requests.",
    },
    {
        "de": "Wo ein Wert im Code stand, steht ***REMOVED***: Ältere Stände lassen sich womöglich "
        "nicht mehr bauen.",
        "en": "Where a value stood in code there is ***REMOVED***: older states may not build any "
        "more.",
    },
    {
        "de": "Forks, Klone und Zwischenspeicher einer Plattform halten die alten Objekte weiter. "
        "In ein neues, leeres Repository pushen, nie in das alte; alle klonen neu.",
        "en": "Forks, clones and caches on a forge still hold the old objects. Push into a new, "
        "empty repository, never into the old one; everybody clones anew.",
    },
)
LOST_BY_BEGINNING: tuple[Text, ...] = (
    {
        "de": "Wer welche Zeile wann und warum geschrieben hat, ist öffentlich nicht mehr zu "
        "sehen.",
        "en": "Who wrote which line when and why can no longer be seen in public.",
    },
    {
        "de": "Beitragende erscheinen nicht mehr als solche. Wer genannt werden möchte, gehört in "
        "eine AUTHORS-Datei.",
        "en": "Contributors no longer appear as such. Whoever wants to be named belongs into an "
        "AUTHORS file.",
    },
    {
        "de": "Die interne Historie muss aufbewahrt werden: Sie belegt die Rechte am Code.",
        "en": "The internal history has to be kept: it is the evidence of the rights in the code.",
    },
    {
        "de": "Interne und öffentliche Historie haben keinen gemeinsamen Ursprung; "
        "weiterentwickelt wird am besten nur noch öffentlich.",
        "en": "Internal and public history share no origin; development best goes on in public "
        "only.",
    },
)

_SAYS: Mapping[str, Text] = {
    "usage": {
        "de": "Aufruf: sh {file} [REPOSITORY [ORDNER]]. Arbeitet nur in ORDNER, den es neu anlegt.",
        "en": "Usage: sh {file} [REPOSITORY [FOLDER]]. Works in FOLDER only, which it makes.",
    },
    "needs-rewrite": {
        "de": "Braucht git, git-filter-repo (pip install git-filter-repo) und allmende.",
        "en": "Needs git, git-filter-repo (pip install git-filter-repo) and allmende.",
    },
    "needs-fresh": {"de": "Braucht git und allmende.", "en": "Needs git and allmende."},
    "published": {
        "de": "Veröffentlicht werden nur Branches und Tags; was zu keinem Commit führt, geht auch.",
        "en": "Only branches and tags are published; what leads to no commit goes as well.",
    },
    "paths": {
        "de": "Dateien, die ganz gehen, in allen Commits.",
        "en": "Files that go as a whole, in every commit.",
    },
    "values": {
        "de": "Die Werte selbst, gelesen aus dem Klon auf diesem Rechner. Nicht weitergeben.",
        "en": "The values themselves, read from the clone on this machine. Do not pass them on.",
    },
    "people": {
        "de": "Sollen Adressen von Beitragenden gehen: --mailmap DATEI anhängen (gitmailmap(5)).",
        "en": "If addresses of contributors are to go: append --mailmap FILE (gitmailmap(5)).",
    },
    "forget": {
        "de": "Die Datei mit den Werten wird nicht mehr gebraucht.",
        "en": "The file with the values is no longer needed.",
    },
    "verify": {
        "de": "Ist alles weg, und ist sonst nichts anders? Der Beendigungsstatus sagt es auch.",
        "en": "Is all of it gone, and nothing else another? The exit status says so, too.",
    },
    "note": {"de": "Der Herkunftsvermerk.", "en": "The note of provenance."},
    "commit": {
        "de": "Ein erster Commit mit den Dateien von heute; nur er gelangt in das neue Repository.",
        "en": "A first commit with the files of today; it alone gets into the new repository.",
    },
}


def rewrite(offences: Sequence[Offence], source: str, policy: str) -> Way:
    """With git-filter-repo: files by path, values by text, what no text reaches by its version."""
    every = [place for one in offences for place in one.places]
    return Way(
        "rewrite",
        REWRITE,
        ABOUT_REWRITE,
        {language: _rewrite_script(every, source, policy, language) for language in LANGUAGES},
        LOST_BY_REWRITING,
    )


def fresh(offences: Sequence[Offence], source: str, policy: str, origin: Origin) -> Way:
    """With one commit made of the tree of today; what stands in that has to go before."""
    return Way(
        "fresh",
        FRESH,
        ABOUT_FRESH,
        {language: _fresh_script(source, policy, origin, language) for language in LANGUAGES},
        LOST_BY_BEGINNING,
        tuple(one.id for one in offences if in_tree(one)),
    )


def in_tree(one: Offence) -> bool:
    """Whether it stands in the files of today; a message behind HEAD is none of these."""
    return any(place.in_head and place.where == "file" for place in one.places)


def whole_files(places: Sequence[OffendingPlace]) -> tuple[str, ...]:
    """Paths of the files that go as a whole."""
    return tuple(dict.fromkeys(one.path for one in places if one.how == "path"))


def _rewrite_script(
    places: Sequence[OffendingPlace], source: str, policy: str, language: str
) -> str:
    paths = naming.rules(whole_files(places))
    values = any(one.how != "path" for one in places)
    lines = _opening("clean-history.sh", "needs-rewrite", source, "clean-history", language)
    lines += ['git clone --quiet --mirror --no-local "$work/before.git" "$work/cleaned.git"']
    lines += ['cd "$work"', ""]
    words = ["git filter-repo --force"]
    if paths:
        lines += [_comment("paths", language), "cat >paths.txt <<'END'", *paths, "END", ""]
        words.append("--invert-paths --paths-from-file ../paths.txt")
    if values:
        lines += [
            _comment("values", language),
            f"allmende repository clean before.git{_policy(policy)} \\",
            f"  --expressions {EXPRESSIONS} >report.txt || [ $? -eq 1 ]",
            "",
        ]
        words.append(f"--replace-text ../{EXPRESSIONS} --replace-message ../{EXPRESSIONS}")
        words.append(f"--strip-blobs-with-ids ../{EXPRESSIONS}.versions")
    lines += ["cd cleaned.git", _comment("published", language), *_ONLY_PUBLISHED, ""]
    lines += [_comment("people", language), " \\\n  ".join(words), "cd ..", ""]
    if values:
        lines += [_comment("forget", language), f"rm -f {EXPRESSIONS} {EXPRESSIONS}.versions", ""]
    return "\n".join([*lines, *_closing("cleaned.git", policy, language)])


def _fresh_script(source: str, policy: str, origin: Origin, language: str) -> str:
    lines = _opening("fresh-history.sh", "needs-fresh", source, "fresh-history", language)
    lines += [
        'git init --quiet --bare --initial-branch=main "$work/fresh.git"',
        'cd "$work"',
        "",
        _comment("note", language),
        "commit=$(git -C before.git rev-parse HEAD)",
        f"sed \"s/{notes.COMMIT}/$commit/\" >{notes.FILE} <<'END'",
        *notes.provenance(origin).splitlines(),
        "END",
        f"sed \"s/{notes.COMMIT}/$commit/\" >message.txt <<'END'",
        *notes.message(origin).splitlines(),
        "END",
        "",
        _comment("commit", language),
        "cd before.git",
        "GIT_INDEX_FILE=../index",
        "export GIT_INDEX_FILE",
        "git read-tree HEAD",
        f"note=$(git hash-object -w --stdin <../{notes.FILE})",
        f'git update-index --add --cacheinfo "100644,$note,{notes.FILE}"',
        'first=$(git commit-tree -F ../message.txt "$(git write-tree)")',
        "unset GIT_INDEX_FILE",
        'git push --quiet ../fresh.git "$first:refs/heads/main"',
        "cd ..",
        "rm -f index",
        "",
    ]
    return "\n".join([*lines, *_closing("fresh.git", policy, language)])


_ONLY_PUBLISHED = (
    "git for-each-ref --format='%(refname)' | while read -r ref; do",
    "  case $ref in",
    "    refs/heads/* | refs/tags/*)",
    '      git rev-parse --quiet --verify "$ref^{commit}" >/dev/null 2>&1 && continue ;;',
    "  esac",
    '  git update-ref -d "$ref"',
    "done",
)


def _opening(file: str, needs: str, source: str, work: str, language: str) -> list[str]:
    return [
        "#!/bin/sh",
        _comment("usage", language, file=file),
        _comment(needs, language),
        "set -eu",
        "umask 077",
        f"source={shlex.quote(source or '.')}",
        "if [ $# -gt 0 ]; then source=$1; fi",
        f"work=${{2:-{work}}}",
        'mkdir "$work"',
        'git clone --quiet --mirror --no-local -- "$source" "$work/before.git"',
    ]


def _closing(result: str, policy: str, language: str) -> list[str]:
    return [
        _comment("verify", language),
        f"allmende repository verify-clean before.git {result}{_policy(policy)}",
        "",
    ]


def _policy(name: str) -> str:
    return f" --policy {shlex.quote(name)}" if name else ""


def _comment(key: str, language: str, **words: str) -> str:
    return "# " + _SAYS[key][language].format(**words)
