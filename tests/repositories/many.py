# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Many small repositories at once: one pack that all share, and a branch of it for each."""

import os
import shutil
from pathlib import Path

from tests.repositories.making import ANNA, NOON, make

EVERY = 5
"""Every so manieth repository holds a secret."""


def token(number: int) -> str:
    """An access key of the right form, another for each number."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    mixed = (number * 7_919 + 104_729) ** 7
    return "AK" + "IA" + "".join(letters[(mixed >> 5 * place) % 32] for place in range(16))


def make_many(folder: Path, count: int) -> list[Path]:
    """Bare repositories of two commits each, different in name, text and, some, in a secret."""
    made = make(folder / "template")
    made.git("fast-import", "--quiet", feed=b"".join(_commits(one) for one in range(count)))
    made.pack()
    tips = made.git("for-each-ref", "--format=%(objectname) %(refname:lstrip=2)").splitlines()
    by_name = {name: tip for tip, name in (line.split() for line in tips)}
    return [
        _one(folder / f"{number:03}.git", made.objects / "pack", by_name[f"n{number}"])
        for number in range(count)
    ]


def _one(folder: Path, packs: Path, tip: str) -> Path:
    (folder / "refs/heads").mkdir(parents=True)
    (folder / "refs/heads/main").write_text(f"{tip}\n")
    (folder / "HEAD").write_text("ref: refs/heads/main\n")
    (folder / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = true\n")
    shutil.copytree(packs, folder / "objects/pack", copy_function=os.link)
    return folder


def _commits(number: int) -> bytes:
    secret = f"AWS_ACCESS_KEY_ID={token(number)}\n" if number % EVERY == 0 else "none\n"
    first = {"README.md": f"# Project {number}\n\nIt shows {number}.\n", "deploy.env": secret}
    second = {"deploy.env": "taken out\n", "src/main.py": f"print({number})\n"}
    return _commit(number, 1, first) + _commit(number, 2, second)


def _commit(number: int, turn: int, files: dict[str, str]) -> bytes:
    who = f"{ANNA[0]} <{ANNA[1]}> {NOON + 60 * turn} +0000"
    lines = [f"commit refs/heads/n{number}", f"committer {who}", "data 6", "Change"]
    for path, text in files.items():
        lines += [f"M 100644 inline {path}", f"data {len(text)}", text]
    return "\n".join(lines).encode() + b"\n\n"
