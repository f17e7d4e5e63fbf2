# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Where a forge shows a file or a commit of a repository."""

from urllib.parse import quote, urlsplit

from allmende.repositories.git.addresses import without_credentials

GITHUB = frozenset({"github.com"})
GITEA = frozenset({"codeberg.org"})
GITLAB = ("gitlab.", "gitlab-")
GITLAB_HOSTS = frozenset({"gitlab.com", "salsa.debian.org", "invent.kde.org"})


def file(address: str, commit: str, path: str, line: int | None = None) -> str:
    """The page of a file at a commit; empty where the forge is none that we know."""
    base, kind = _base(address)
    # What stands in an archive, a message or an object has no page.
    if not kind or not commit or not path or "!" in path:
        return ""
    where = quote(path)
    mark = f"#L{line}" if line else ""
    match kind:
        case "github":
            return f"{base}/blob/{commit}/{where}{mark}"
        case "gitlab":
            return f"{base}/-/blob/{commit}/{where}{mark}"
    return f"{base}/src/commit/{commit}/{where}{mark}"


def commit(address: str, id: str) -> str:
    """The page of a commit; empty where the forge is none that we know."""
    base, kind = _base(address)
    if not kind or not id:
        return ""
    return f"{base}/-/commit/{id}" if kind == "gitlab" else f"{base}/commit/{id}"


def _base(address: str) -> tuple[str, str]:
    """The address of the repository's page, and the kind of forge."""
    address = without_credentials(address)
    if not address.startswith("https://"):
        return "", ""
    host = (urlsplit(address).hostname or "").lower()
    base = address.rstrip("/").removesuffix(".git")
    if host in GITHUB:
        return base, "github"
    if host in GITLAB_HOSTS or host.startswith(GITLAB) or host.endswith(".opencode.de"):
        return base, "gitlab"
    return (base, "gitea") if host in GITEA else ("", "")
