# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Collect, compile and check the German texts of the workbench, without the gettext programs.

`python -m allmende.workbench.core.messages extract | compile | check`. It lies here and not in a
folder of tools because an installation needs `compile` too, and so that it is typed and tested
like all else. Why not gettext itself: docs/decisions/0006-messages-without-gettext.md.
"""

import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

WORKBENCH = Path(__file__).resolve().parents[1]
LANGUAGE = "de"
HOME = "core"
"""The app that keeps the texts of folders that are no app."""

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Dates and names in the header would change with every run and tell nothing that git does not.
KEPT_HEADERS = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")

_PLACEHOLDER = re.compile(
    r"%%"  # a per cent sign, which must stay doubled
    r"|%\([^)]+\)[-#0-9 .]*[a-zA-Z]"  # %(name)s
    r"|%[-#0-9.]*[sdifr]"  # %s, but not "50 % der"
    r"|\{[a-z_][a-z0-9_.]*\}"  # {name}
)


@dataclass(frozen=True, slots=True)
class Lack:
    """One text that is not right: in which file, the English text, and what is wrong."""

    file: Path
    text: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}: {self.why}: {self.text!r}"


def apps(root: Path = WORKBENCH) -> list[Path]:
    """The folders of the apps, in order of name."""
    return sorted(path.parent for path in root.glob("*/apps.py"))


def po_file(app: Path) -> Path:
    """Where the German texts of an app lie."""
    return app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def texts(app: Path) -> Catalog:
    """Every translatable text of an app's Python files and templates."""
    found = Catalog(locale=LANGUAGE)
    for path in _sources(app):
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            source = _template_as_python(source, str(path))
        for _line, message, _comments, context in extract_python(
            "python", io.BytesIO(source.encode()), keywords=KEYWORDS
        ):
            found.add(message, context=context)
    return found


def stored(app: Path) -> Catalog:
    """The .po file of an app, empty where there is none yet."""
    path = po_file(app)
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def extract(root: Path = WORKBENCH) -> list[Path]:
    """Bring each .po file in line with the code and return those that changed.

    Translations stay; a text that is gone from the code is gone from the file.
    """
    changed = []
    for app in apps(root):
        found = texts(app)
        path = po_file(app)
        if not len(found) and not path.exists():
            continue
        catalog = stored(app)
        catalog.update(found, no_fuzzy_matching=True)
        written = _as_po(catalog)
        if not path.exists() or path.read_bytes() != written:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written)
            changed.append(path)
    return changed


def compile_all(root: Path = WORKBENCH) -> list[Path]:
    """Write the .mo file beside each .po file that is newer, and return those written."""
    written = []
    for app in apps(root):
        source = po_file(app)
        target = source.with_suffix(".mo")
        if not source.exists():
            continue
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with target.open("wb") as file:
            write_mo(file, stored(app))
        written.append(target)
    return written


def check(root: Path = WORKBENCH) -> list[Lack]:
    """What is not collected, not translated, uncertain, or translated with other placeholders."""
    lacks: list[Lack] = []
    said: dict[tuple[object, str | None], tuple[Path, object]] = {}
    for app in apps(root):
        file = po_file(app)
        found, kept = _by_id(texts(app)), _by_id(stored(app))
        lacks += [Lack(file, _shown(found[key]), "not collected") for key in found.keys() - kept]
        lacks += [Lack(file, _shown(kept[key]), "not in the code") for key in kept.keys() - found]
        for key in found.keys() & kept.keys():
            message = kept[key]
            lacks += [Lack(file, _shown(message), why) for why in _faults(message)]
            # Django reads all apps' files as one, so that only one translation would be shown.
            elsewhere, other = said.setdefault(key, (file, message.string))
            if other != message.string:
                lacks.append(Lack(file, _shown(message), f"translated otherwise in {elsewhere}"))
    return sorted(lacks, key=str)


def _sources(app: Path) -> Iterator[Path]:
    folders = [app]
    if app.name == HOME:
        folders += [
            path
            for path in app.parent.iterdir()
            if path.is_dir() and not (path / "apps.py").exists() and path.name != "__pycache__"
        ]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder).parts
            if "migrations" in inside or "tests" in inside:
                continue
            if path.suffix == ".py" or ("templates" in inside and path.is_file()):
                yield path


def _template_as_python(source: str, origin: str) -> str:
    """Django's own rewriting; what indents the template means nothing and would not parse."""
    return "\n".join(line.strip() for line in templatize(source, origin=origin).splitlines())


def _by_id(catalog: Catalog) -> dict[tuple[object, str | None], Message]:
    return {(message.id, message.context): message for message in catalog if message.id}


def _faults(message: Message) -> Iterator[str]:
    ids = message.id if isinstance(message.id, list | tuple) else (message.id,)
    forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
    strings = [form for form in forms if form]
    if len(strings) < len(forms):
        yield "not translated"
    elif message.fuzzy:
        yield "uncertain (fuzzy)"
    elif not _same_placeholders(ids, strings):
        yield "other placeholders in the translation"


def _same_placeholders(ids: Iterable[str], strings: Iterable[str]) -> bool:
    """The last form must hold what the original holds; a singular may leave the number out."""
    *singular, plural = [set(_PLACEHOLDER.findall(text)) for text in ids]
    *others, last = [set(_PLACEHOLDER.findall(text)) for text in strings]
    allowed = plural.union(*singular)
    return last == plural and all(other <= allowed for other in others)


def _shown(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _as_po(catalog: Catalog) -> bytes:
    buffer = io.BytesIO()
    catalog.header_comment = ""
    catalog.fuzzy = False
    write_po(
        buffer,
        catalog,
        width=100,
        no_location=True,
        sort_output=True,
        ignore_obsolete=True,
    )
    head, _, body = buffer.getvalue().decode().partition("\n\n")
    kept = [
        line
        for line in head.splitlines()
        if not line.startswith(('"', "#")) or line.startswith(tuple(f'"{h}' for h in KEPT_HEADERS))
    ]
    return ("\n".join(kept).strip() + "\n\n" + body.strip() + "\n").encode()


def main(arguments: list[str]) -> int:
    """Run one of the three verbs; 1 where `check` found something, 2 for another word."""
    match arguments:
        case ["extract"]:
            for path in extract():
                sys.stdout.write(f"{path}\n")
            return 0
        case ["compile"]:
            compile_all()
            return 0
        case ["check"]:
            lacks = check()
            sys.stdout.writelines(f"{lack}\n" for lack in lacks)
            return 1 if lacks else 0
    sys.stderr.write("usage: python -m allmende.workbench.core.messages extract|compile|check\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
