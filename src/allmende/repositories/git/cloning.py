# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Clones of remote repositories in a folder of ours, made once and updated from then on."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from subprocess import TimeoutExpired

from allmende.repositories.git.addresses import Address
from allmende.repositories.git.calling import Call, Git
from allmende.repositories.git.errors import NotARepository
from allmende.repositories.git.limits import Limits
from allmende.repositories.git.objects import is_id
from allmende.repositories.git.view import make_bare

# What a network behind a proxy and a running ssh agent need; nothing of it is git's own.
PASSED_ON = (
    "SSH_AUTH_SOCK",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "HTTPS_PROXY",
    "NO_PROXY",
)
FETCH = (
    "--quiet",
    "--force",
    "--prune",
    "--no-tags",
    "--no-write-fetch-head",
    "--no-auto-maintenance",
    "--no-recurse-submodules",
    "--no-show-forced-updates",
)
SSH = "ssh -o BatchMode=yes -o ClearAllForwardings=yes -o PermitLocalCommand=no"


def clone(address: Address, cache: Path, limits: Limits) -> Path:
    """The folder of a bare clone with all refs, as the remote has them now.

    A clone that breaks off leaves nothing. Two processes that want the same one wait for each
    other. Raises `NotARepository` where the remote cannot be reached.
    """
    cache.mkdir(parents=True, exist_ok=True)
    name = blake2b(address.url.encode(), digest_size=20).hexdigest()
    target = cache / f"{name}.git"
    with _locked(cache / f"{name}.lock"):
        for left_over in cache.glob(f"{name}.part-*"):
            shutil.rmtree(left_over)
        if target.is_dir():
            _fetch(target, address, limits)
            return target
        part = Path(tempfile.mkdtemp(prefix=f"{name}.part-", dir=cache))
        try:
            _fetch(part, address, limits)
            part.rename(target)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    return target


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _fetch(folder: Path, address: Address, limits: Limits) -> None:
    """Brings the folder to the state of the remote; an empty one becomes a repository first."""
    make_bare(folder, "sha1")
    head = ask_for_head(folder, address, limits)
    last = head.rpartition("\n")[2].partition("\t")[0]
    if len(last) == 64:
        make_bare(folder, "sha256")
    words = ("fetch", *FETCH, "--", address.url, "+refs/*:refs/*")
    with _remote(Git(folder), address, limits, *words) as call:
        _wait(call, folder, address, limits)
    named, _, _ = head.partition("\t")
    text = named if named.startswith("ref: refs/") or is_id(named) else "ref: refs/heads/none"
    (folder / "HEAD").write_text(text + "\n")


def ask_for_head(folder: Path, address: Address, limits: Limits) -> str:
    """The lines "ref: refs/heads/main<tab>HEAD" and "<id><tab>HEAD", as far as the remote says."""
    words = ("ls-remote", "--quiet", "--symref", "--", address.url, "HEAD")
    with _remote(Git(folder), address, limits, *words) as call:
        answer = call.out.read(10_000)
        _wait(call, folder, address, limits)
    return answer.decode("utf-8", "replace").strip()


def _remote(git: Git, address: Address, limits: Limits, *words: str) -> Call:
    extra = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    extra["GIT_SSH_COMMAND"] = SSH
    if address.authorization:
        host = "/".join(address.url.split("/")[:3])
        extra["GIT_CONFIG_COUNT"] = "1"
        extra["GIT_CONFIG_KEY_0"] = f"http.{host}/.extraHeader"
        extra["GIT_CONFIG_VALUE_0"] = address.authorization
    return git.call(*words, seconds=limits.clone_seconds, protocols=address.kind, extra=extra)


def _wait(call: Call, folder: Path, address: Address, limits: Limits) -> None:
    """Waits for the end, which comes early where the clone grows beyond its bound."""
    while call.process.poll() is None:
        try:
            call.process.wait(1)
        except TimeoutExpired:
            if _size(folder) > limits.clone_bytes:
                call.kill()
                raise NotARepository(address.url, _too_large(limits)) from None
    if call.timed_out:
        raise NotARepository(address.url, _too_slow(limits))
    if call.finish():
        raise NotARepository(address.url, _not_fetched(call.complaint))


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.lstat().st_size
        except FileNotFoundError:
            continue
    return total


def _too_large(limits: Limits) -> dict[str, str]:
    most = limits.clone_bytes // 1_000_000
    return {
        "de": f"Das Repository ist größer als {most} MB",
        "en": f"The repository is larger than {most} MB",
    }


def _too_slow(limits: Limits) -> dict[str, str]:
    most = int(limits.clone_seconds)
    return {
        "de": f"Das Repository war nach {most} Sekunden noch nicht geholt",
        "en": f"The repository was not fetched within {most} seconds",
    }


def _not_fetched(complaint: str) -> dict[str, str]:
    return {
        "de": f"Das Repository ließ sich nicht holen: {complaint}",
        "en": f"The repository could not be fetched: {complaint}",
    }
