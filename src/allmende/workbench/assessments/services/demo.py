# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Analyses for the demo office: of Allmende's own checkout, or of a tiny invented repository.

Nothing is invented where the demo runs from a git checkout: that repository is inspected as any
other, at an earlier commit and as it is, so that there is something to compare. Elsewhere a
repository is made whose name says that it is an example.
"""

import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from allmende.repositories.git.calling import safe_environment
from allmende.workbench.accounts import demo as cast
from allmende.workbench.accounts.models import Role, User
from allmende.workbench.accounts.services import demo_person
from allmende.workbench.assessments import words
from allmende.workbench.assessments.models import Assessment, Subject
from allmende.workbench.assessments.services import answering, starting
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core import jobs

SLUG = "allmende"
USABILITY = "usability-analysis"
EARLIER = 12
"""Commits before the present one at which the first analysis looks."""
ANSWERS = {
    "framework": (
        "met",
        "Django in der Fassung mit Langzeitpflege: verbreitet, gut dokumentiert, freie Lizenz.",
    ),
}
"""Criterion to answer and reason, of what a look into the project shows."""
SAMPLE = {
    "README.md": "# Beispielportal\n\nEin erfundenes Repository, damit die Demo etwas zeigt.\n",
    "publiccode.yml": "publiccodeYmlVersion: '0.5'\nname: Beispielportal\n",
    "app/main.py": "def main() -> None:\n    print('Guten Tag')\n",
}


APPLICATION = {
    "README.md": "# Wahlhelfer-App (erfunden)\n\n## Was sie tut\n\nWahlhelfende melden sich an, "
    "sehen ihren Einsatz und bestätigen ihn.\n\n## Für wen\n\nWahlämter von Kommunen.\n",
    "einsatz.py": '"""Wer wann in welchem Wahllokal hilft."""\n\n\n'
    'def bestaetigt(einsatz: dict) -> bool:\n    return bool(einsatz.get("bestaetigt_am"))\n',
    "requirements.txt": "Django==5.2.8\n",
    ".gitignore": "*.sqlite3\n",
}
"""What is to be published in the demo; no licence yet, so that the check finds something."""


def seed() -> None:
    """Make the analyses where the demo has none; a second call changes nothing."""
    if Subject.objects.exists():
        return
    office = _office()
    software = Software.objects.filter(slug=SLUG).first()
    with tempfile.TemporaryDirectory(prefix="allmende-demo-") as folder:
        name, states = _repository(Path(folder))
        for bundle in states:
            last = _analysed(office, USABILITY, software, name, bundle)
        _answer(office, last)
        _analysed(office, words.OWN, software, name, bundle)


def application(folder: Path) -> Path:
    """The bundle of an invented application, in a folder that lasts as long as it is needed."""
    _invent(folder / "application", folder / "application.git", APPLICATION)
    return _bundle(folder / "application.git", folder / "wahlhelfer-app.bundle")


def _office() -> User:
    """Who asks in the demo."""
    figure = next(one for one in cast.CAST if one.role == Role.OFFICE)
    return demo_person(figure.role, figure.first_name, figure.last_name)


def _analysed(
    office: User, criteria: str, software: Software | None, name: str, bundle: Path
) -> Assessment:
    wanted = starting.Wanted(criteria, software, office.unit)
    assessment = starting.of_bundle(office, wanted, name, _chunks(bundle))
    if assessment.job:
        jobs.run(assessment.job.pk)
    return Assessment.objects.select_related("subject", "inspection").get(pk=assessment.pk)


def _answer(office: User, assessment: Assessment) -> None:
    if not assessment.is_done:
        return
    asked = {one["criterion"] for one in assessment.report["answers"]}
    for criterion, (state, reason) in ANSWERS.items():
        if criterion in asked and assessment.subject.name == "Allmende":
            answering.answer(office, assessment, criterion, state, reason)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(1_000_000):
            yield chunk


def _repository(folder: Path) -> tuple[str, list[Path]]:
    """The name, and a bundle for each state to be analysed, the oldest first."""
    copy = folder / "copy.git"
    if not (settings.ROOT / ".git").exists() or not _copied(settings.ROOT, copy):
        _invent(folder / "sample", copy, SAMPLE)
        return "Beispielportal (erfunden)", [_bundle(copy, folder / "now.bundle")]
    now = _git(copy, "rev-parse", "HEAD").strip()
    states = [_bundle(copy, folder / "now.bundle")]
    earlier = _git(copy, "rev-list", f"--skip={EARLIER}", "--max-count=1", now).strip()
    if earlier:
        _git(copy, "update-ref", "HEAD", earlier)
        states.insert(0, _bundle(copy, folder / "earlier.bundle"))
    return "Allmende", states


def _copied(source: Path, copy: Path) -> bool:
    """A bare copy of the branch that is checked out; False where git cannot make one."""
    words = ("clone", "--quiet", "--bare", "--single-branch", "--no-hardlinks", str(source))
    return _run(source.parent, *words, str(copy)).returncode == 0


def _invent(work: Path, copy: Path, files: Mapping[str, str]) -> None:
    for name, content in files.items():
        path = work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    _git(work, "init", "--quiet", "--initial-branch=main")
    _git(work, "add", "--all")
    _git(work, "commit", "--quiet", "--message", "Beginnen")
    _git(work.parent, "clone", "--quiet", "--bare", str(work), str(copy))


def _bundle(repository: Path, file: Path) -> Path:
    _git(repository, "bundle", "create", "--quiet", str(file), "--branches", "HEAD")
    return file


def _git(folder: Path, *words: str) -> str:
    done = _run(folder, *words)
    done.check_returncode()
    return done.stdout


def _run(folder: Path, *words: str) -> Any:
    person = {
        "GIT_AUTHOR_NAME": "Beispiel",
        "GIT_AUTHOR_EMAIL": "beispiel@example.org",
        "GIT_COMMITTER_NAME": "Beispiel",
        "GIT_COMMITTER_EMAIL": "beispiel@example.org",
    }
    environment = safe_environment(folder, "file") | person
    return subprocess.run(
        ["git", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
