# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Runs zizmor, offline, on copies of workflow files under names of our own.

The program sees neither the inspected repository nor its settings, nor our environment.
"""

import json
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from allmende.repositories.facts.fact import Text
from allmende.repositories.facts.workflow_words import TITLES, title_of

SECONDS = 60
MOST_OUTPUT = 50_000_000
MOST_FINDINGS = 2_000


@dataclass(frozen=True, slots=True)
class Workflow:
    """A file to be checked; what is no workflow is a composite action."""

    path: str
    text: str
    is_workflow: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One weakness: `severity` and `confidence` are the program's, the sentence is ours.

    `suppressed` where a comment in the line asks the program to be silent about it.
    """

    id: str
    title: Text
    severity: str
    confidence: str
    path: str
    line: int
    suppressed: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "severity": self.severity,
            "confidence": self.confidence,
            "path": self.path,
            "line": self.line,
            "suppressed": self.suppressed,
        }


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer of one run; `skipped` are files that the program did not take for workflows."""

    program: str
    findings: tuple[Finding, ...]
    skipped: tuple[str, ...]


class WorkflowsNotChecked(Exception):
    """The program is missing, failed or took too long."""

    def __init__(self, why: Text) -> None:
        super().__init__(why["en"])
        self.why = why


def check(workflows: Iterable[Workflow], program: str | None = None) -> Checked:
    """The findings of zizmor; raises `WorkflowsNotChecked`."""
    program = program or located()
    if program is None:
        raise WorkflowsNotChecked(MISSING)
    with TemporaryDirectory(prefix="workflows-") as folder:
        named = dict(copied(workflows, Path(folder)))
        if not named:
            return Checked("zizmor", (), ())
        output, messages = run(program, folder)
    sayings = [line for line in messages.splitlines() if "WARN" in line or "failed" in line]
    skipped = [one.path for name, one in named.items() if any(name in line for line in sayings)]
    version = re.search(r"zizmor v([\d.]+)", messages)
    title = f"zizmor {version[1]}" if version else "zizmor"
    findings = sorted(findings_in(output, named), key=lambda one: (one.path, one.line, one.id))
    return Checked(title, tuple(findings), tuple(skipped))


def located() -> str | None:
    """Beside the Python that runs us, or else on the path."""
    beside = Path(sysconfig.get_path("scripts")) / "zizmor"
    return str(beside) if beside.is_file() else shutil.which("zizmor")


def copied(workflows: Iterable[Workflow], folder: Path) -> Iterator[tuple[str, Workflow]]:
    """The copies by their names: what an inspected repository calls its files is its own affair."""
    inside = folder / ".github" / "workflows"
    inside.mkdir(parents=True)
    for number, one in enumerate(workflows):
        if one.is_workflow:
            name = f"w{number:05}.yml"
            place = inside / name
        else:
            name = f"a{number:05}/action.yml"
            place = folder / name
            place.parent.mkdir()
        place.write_text(one.text, encoding="utf-8", errors="replace")
        yield name, one


def run(program: str, folder: str) -> tuple[bytes, str]:
    """What it says on both streams, as much as is read; runs in the folder with nothing else."""
    command = [
        program, "--offline", "--no-config", "--no-ignores", "--no-progress", "--no-exit-codes",
        "--color", "never", "--persona", "regular", "--format", "json",
        ".", "--collect=all",
    ]  # fmt: skip
    environment = {"PATH": "/usr/bin:/bin", "HOME": folder, "TMPDIR": folder, "LC_ALL": "C.UTF-8"}
    with TemporaryFile() as output, TemporaryFile() as messages:
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=messages,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise WorkflowsNotChecked(TOO_SLOW) from None
        except OSError:
            raise WorkflowsNotChecked(MISSING) from None
        output.seek(0)
        messages.seek(0)
        said = messages.read(1_000_000).decode("utf-8", "replace")
        if done.returncode == NO_INPUTS and "no inputs collected" in said:
            return b"[]", said
        if done.returncode:
            raise WorkflowsNotChecked(failed(done.returncode))
        return output.read(MOST_OUTPUT + 1), said


NO_INPUTS = 3


def findings_in(output: bytes, named: dict[str, Workflow]) -> Iterator[Finding]:
    try:
        listed = json.loads(output) if len(output) <= MOST_OUTPUT else None
    except (ValueError, RecursionError):
        listed = None
    if not isinstance(listed, list):
        raise WorkflowsNotChecked(NOT_UNDERSTOOD)
    lines = {name: one.text.split("\n") for name, one in named.items()}
    for one in listed[:MOST_FINDINGS]:
        try:
            name, row = place_of(one, named)
            text = lines[name][row] if row < len(lines[name]) else ""
            yield Finding(
                str(one["ident"]),
                title_of(str(one["ident"])),
                str(one["determinations"]["severity"]).lower(),
                str(one["determinations"]["confidence"]).lower(),
                named[name].path,
                row + 1,
                "zizmor: ignore" in text,
            )
        except (KeyError, TypeError, StopIteration, IndexError, ValueError):
            raise WorkflowsNotChecked(NOT_UNDERSTOOD) from None


def place_of(one: Any, named: dict[str, Workflow]) -> tuple[str, int]:
    """Our name of the file, and the row (from 0) of the place the finding is about."""
    locations = one["locations"]
    primary = [each for each in locations if each["symbolic"]["kind"] == "Primary"]
    location = (primary or locations)[0]
    written = str(location["symbolic"]["key"]["Local"]["verbatim_path"])
    name = next(name for name in named if written.endswith(name))
    return name, int(location["concrete"]["location"]["start_point"]["row"])


MISSING: Text = {
    "de": "Das Prüfprogramm zizmor ist nicht installiert",
    "en": "The checking program zizmor is not installed",
}
TOO_SLOW: Text = {
    "de": f"Das Prüfprogramm zizmor war nach {SECONDS} Sekunden nicht fertig",
    "en": f"The checking program zizmor did not finish within {SECONDS} seconds",
}
NOT_UNDERSTOOD: Text = {
    "de": "Die Antwort des Prüfprogramms zizmor war nicht zu verstehen",
    "en": "The answer of the checking program zizmor could not be understood",
}


def failed(status: int) -> Text:
    return {
        "de": f"Das Prüfprogramm zizmor ist gescheitert (Rückgabewert {status})",
        "en": f"The checking program zizmor failed (exit status {status})",
    }


__all__ = ["TITLES", "Checked", "Finding", "Workflow", "WorkflowsNotChecked", "check", "located"]
