# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A repository with something that must not go out in every place where a history can hold it."""

import gzip
import io
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.repositories.making import Made, make

from allmende.repositories.detectors.secrets.keys import pem_text

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def token(number: int) -> str:
    """A key id of a cloud that nobody was ever given."""
    return "AKIA" + "".join(Random(number).choices(_ALPHABET, k=16))


@dataclass(slots=True)
class Seeded:
    """The repository, and each value by the place in which it was put."""

    made: Made
    values: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.made.folder

    def value(self, place: str) -> str:
        return self.values.setdefault(place, token(len(self.values)))

    def line(self, place: str) -> str:
        return f"AWS_ACCESS_KEY_ID={self.value(place)}\n"


def seed(folder: Path) -> Seeded:
    """Secrets today, in the past, on a branch, behind a tag, in a merge, in messages, in notes, in
    other encodings, packed, and under names that a command line would trip over."""
    one = Seeded(make(folder))
    made = one.made
    made.commit({"README.md": "# Example\n", "src/app.py": "print('hello')\n"}, "Begin")
    made.commit({"config.env": "PORT=8000\n" + one.line("past") + "NAME=app\n"}, "Configure")
    made.commit({"config.env": "PORT=8000\nNAME=app\n"}, "Tidy up")
    made.commit({"settings.ini": "[cloud]\n" + one.line("today")}, "Settings")
    made.commit({"deploy/server.key": key()}, "Deploy")
    made.commit({"deploy/server.key": None, "keys/inline.py": f'KEY = """{key(2)}"""\n'}, "Move")
    made.commit({"wide.ini": ("Schlüssel\n" + one.line("utf-16")).encode("utf-16")}, "Wide")
    made.commit({"packed.log.gz": gzip.compress(one.line("gzip").encode(), mtime=0)}, "Pack")
    made.commit({"all.zip": _zip(one.line("zip"))}, "Zip")
    made.commit({"all.zip": None, "wide.ini": None, "packed.log.gz": None}, "Unpack")
    made.commit({"message.txt": "x\n"}, f"Try {one.line('message')}")
    _odd_names(one)
    made.switch("side", new=True)
    made.commit({"side.ini": one.line("side")}, "Aside")
    made.switch("main")
    made.commit({"main.txt": "y\n"}, "Go on")
    made.merge("side", {"merged.ini": one.line("merge")})
    made.commit({"merged.ini": None, "side.ini": None}, "After the merge")
    _tags(one)
    made.note(one.line("note"))
    return one


ODD = (
    "with space/.netrc",
    "quote'and\"double/.netrc",
    "new\nline/.netrc",
    "glob*[a]?/.netrc",
    "arrow==>here/.netrc",
    "-dash/.netrc",
    "$HOME `id`/.netrc",
    "ümlaut/.netrc",
)
"""Folders of files that go as a whole because of their name."""


def _odd_names(one: Seeded) -> None:
    files = {name: f"machine a.invalid login b password {one.value(name)}\n" for name in ODD}
    one.made.commit(files, "Odd names")  # type: ignore[arg-type]
    place = Path(os.fsdecode(os.fsencode(one.folder) + b"/latin-\xfc"))
    place.mkdir()
    (place / ".netrc").write_text(f"machine a.invalid login b password {one.value('latin')}\n")
    one.made.commit(message="Another odd name")
    for name in ODD:
        (one.folder / name).unlink()
    shutil.rmtree(place)
    one.made.commit(message="Remove them")


def _tags(one: Seeded) -> None:
    """One that alone leads to a commit, one whose message tells, one that leads to a file."""
    made = one.made
    made.switch("release", new=True)
    made.commit({"release.ini": one.line("tag")}, "Release")
    made.tag("v1")
    made.switch("main")
    made.git("branch", "--delete", "--force", "release")
    made.tag("v2", f"Second\n\n{one.line('tag message')}")
    made.git("tag", "file", made.blob(one.line("object").encode()))


def key(number: int = 1) -> str:
    return pem_text("RSA ", b"\x30\x82\x09\x28" + Random(number).randbytes(2_300))


def _zip(content: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("inner/app.env"), content)
    return stream.getvalue()


def run(script: str, source: Path, work: Path, store: Path) -> subprocess.CompletedProcess[str]:
    """Runs a prepared script as a developer would, with the real programs."""
    file = work.with_suffix(".sh")
    file.write_text(script, encoding="utf-8")
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(work.parent),
        "LC_ALL": "C.UTF-8",
        "ALLMENDE_STORE": str(store),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Anna Beispiel",
        "GIT_AUTHOR_EMAIL": "anna@example.org",
        "GIT_COMMITTER_NAME": "Anna Beispiel",
        "GIT_COMMITTER_EMAIL": "anna@example.org",
    }
    words = ["sh", str(file), str(source), str(work)]
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=False)


def reachable(folder: Path) -> bytes:
    """All objects that refs lead to, in one piece."""
    listed = subprocess.run(
        ["git", "-C", str(folder), "rev-list", "--objects", "--all", "--no-object-names"],
        capture_output=True,
        check=True,
    ).stdout
    words = ["git", "-C", str(folder), "cat-file", "--batch"]
    return subprocess.run(words, input=listed, capture_output=True, check=True).stdout
