# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Small real git repositories in temporary folders, harmless and hostile ones.

>>> made = make(tmp_path / "example")  # doctest: +SKIP
>>> first = made.commit({"README.md": "Hello"}, "Begin")  # doctest: +SKIP
"""

import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

Content = str | bytes | None
ANNA = ("Anna Beispiel", "anna@example.org")
NOON = 1_700_000_000  # the time of the first commit; each further one is a minute later


@dataclass(slots=True)
class Made:
    """A repository with a work tree in `folder`; `.git` inside is what is inspected."""

    folder: Path
    clock: int = NOON

    @property
    def inner(self) -> Path:
        return self.folder / ".git"

    @property
    def objects(self) -> Path:
        return self.inner / "objects"

    def git(
        self, *words: str, feed: bytes | None = None, more: Mapping[str, str] | None = None
    ) -> str:
        """Runs git in the work tree and returns what it prints."""
        return self.raw_git(*words, feed=feed, more=more).decode("utf-8", "replace").strip()

    def raw_git(
        self, *words: str, feed: bytes | None = None, more: Mapping[str, str] | None = None
    ) -> bytes:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": ANNA[0],
            "GIT_AUTHOR_EMAIL": ANNA[1],
            "GIT_COMMITTER_NAME": ANNA[0],
            "GIT_COMMITTER_EMAIL": ANNA[1],
            "GIT_AUTHOR_DATE": f"@{self.clock} +0000",
            "GIT_COMMITTER_DATE": f"@{self.clock} +0000",
        } | dict(more or {})
        done = subprocess.run(
            ["git", *words], cwd=self.folder, env=environment, input=feed, capture_output=True
        )
        if done.returncode:
            raise AssertionError(f"git {' '.join(words)}: {done.stderr.decode()}")
        return done.stdout

    def write(self, files: Mapping[str, Content]) -> None:
        """Writes files into the work tree; None removes one."""
        for name, content in files.items():
            path = self.folder / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit(
        self,
        files: Mapping[str, Content] | None = None,
        message: str = "Change",
        author: str = ANNA[0],
        mail: str = ANNA[1],
        date: int | None = None,
    ) -> str:
        """Commits the files on the current branch; `date` is in seconds since 1970 (from 1970)."""
        self.clock = self.clock + 60 if date is None else date
        self.write(files or {})
        self.git("add", "--all", "--force")
        person = {"GIT_AUTHOR_NAME": author, "GIT_AUTHOR_EMAIL": mail}
        self.git("commit", "--quiet", "--allow-empty", "--message", message, more=person)
        return self.git("rev-parse", "HEAD")

    def switch(self, branch: str, new: bool = False) -> None:
        self.git("switch", "--quiet", *(["--create"] if new else []), branch)

    def merge(self, branch: str, files: Mapping[str, Content] | None = None) -> str:
        """Merges the branch; `files` are changed in the merge commit itself."""
        self.clock += 60
        self.git("merge", "--quiet", "--no-ff", "--no-commit", branch)
        self.write(files or {})
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--message", f"Merge {branch}")
        return self.git("rev-parse", "HEAD")

    def tag(self, name: str, message: str | None = None, at: str = "HEAD") -> str:
        """A tag, annotated where there is a message; returns its id."""
        words = ["--annotate", "--message", message] if message is not None else []
        self.git("tag", *words, name, at)
        return self.git("rev-parse", name)

    def note(self, text: str, at: str = "HEAD") -> None:
        self.git("notes", "add", "--message", text, at)

    def pack(self) -> Path:
        """Moves all objects into one pack; returns its path."""
        self.git("repack", "-a", "-d", "--quiet")
        self.git("prune-packed", "--quiet")
        return next((self.objects / "pack").glob("*.pack"))

    def object(self, kind: str, data: bytes) -> str:
        """Stores any bytes as an object of that kind, well formed or not; returns its id."""
        words = ("hash-object", "-t", kind, "-w", "--literally", "--stdin")
        return self.git(*words, feed=data)

    def blob(self, data: bytes) -> str:
        return self.object("blob", data)

    def tree(self, entries: Iterable[tuple[str, bytes, str]]) -> str:
        """A tree of (mode, name, id); names may be anything but NUL, in any order."""
        data = b"".join(
            mode.encode() + b" " + name + b"\0" + bytes.fromhex(id) for mode, name, id in entries
        )
        return self.object("tree", data)

    def commit_object(
        self,
        tree: str,
        parents: Iterable[str] = (),
        author: bytes = b"Anna Beispiel <anna@example.org> 1700000000 +0000",
        committer: bytes | None = None,
        message: bytes = b"Change\n",
        headers: bytes = b"",
    ) -> str:
        """A commit from its bytes, with any dates and names; no ref leads to it yet."""
        lines = [b"tree " + tree.encode(), *(b"parent " + each.encode() for each in parents)]
        lines += [b"author " + author, b"committer " + (committer or author)]
        head = b"\n".join(lines) + b"\n" + headers
        return self.object("commit", head + b"\n" + message)

    def ref(self, name: str, id: str) -> None:
        """Points a ref at an id without asking git, so that the id may be wrong."""
        path = self.inner / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{id}\n")

    def configure(self, text: str) -> None:
        """Adds lines to the repository's configuration."""
        with (self.inner / "config").open("a") as file:
            file.write(text)

    def loose(self, id: str) -> Path:
        return self.objects / id[:2] / id[2:]

    def spoil(self, id: str, data: bytes = b"spoilt") -> None:
        """Overwrites a loose object with other bytes."""
        path = self.loose(id)
        path.chmod(0o644)
        path.write_bytes(data)

    def remove(self, id: str) -> None:
        """Removes a loose object."""
        self.loose(id).unlink()

    def import_commits(self, count: int, path: str = "file.txt", branch: str = "main") -> None:
        """Adds many commits at once, each with other content of one file."""
        parts = []
        for number in range(1, count + 1):
            text = f"content {number}\n"
            parts.append(
                f"commit refs/heads/{branch}\nmark :{number}\n"
                f"committer {ANNA[0]} <{ANNA[1]}> {NOON + number} +0000\n"
                f"data 6\nChange\n"
                + (f"from :{number - 1}\n" if number > 1 else "")
                + f"M 100644 inline {path}\ndata {len(text)}\n{text}\n"
            )
        self.git("fast-import", "--quiet", "--force", feed="".join(parts).encode())

    def bundle(self, path: Path, *what: str) -> Path:
        self.git("bundle", "create", "--quiet", str(path), *(what or ("--all",)))
        return path

    def clone(self, folder: Path, *words: str) -> "Made":
        """A clone with a work tree; `words` are options, as "--depth=1"."""
        self.git("clone", "--quiet", *words, f"file://{self.folder}", str(folder))
        return Made(folder, self.clock)


def make(folder: Path, object_format: str = "sha1") -> Made:
    """An empty repository with the branch main."""
    folder.mkdir(parents=True)
    made = Made(folder)
    made.git("init", "--quiet", "--initial-branch=main", f"--object-format={object_format}")
    return made
