# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is known of hosts: which are forges, and which never hold a repository."""

from __future__ import annotations

OWNER_AND_NAME = frozenset(
    {
        "github.com",
        "codeberg.org",
        "bitbucket.org",
        "gitea.com",
        "gitee.com",
        "gitcode.com",
        "notabug.org",
        "opendev.org",
        "gitorious.org",
        "gist.github.com",
        "src.opensuse.org",
        "code.forgejo.org",
        "git.gay",
        "disroot.org",
        "akkoma.dev",
        "iceshrimp.dev",
    }
)
"""Forges where a repository is always exactly owner/name."""

GROUPS = frozenset(
    {
        "gitlab.com",
        "framagit.org",
        "salsa.debian.org",
        "invent.kde.org",
        "0xacab.org",
        "code.videolan.org",
        "git.drupalcode.org",
        "git.rwth-aachen.de",
        "foss.heptapod.net",
        "code.europa.eu",
        "jugit.fz-juelich.de",
        "git.gfz-potsdam.de",
        "git.ufz.de",
        "git.pleroma.social",
        "git.cloudron.io",
        "git.jami.net",
        "git.fsfe.org",
        "dev.funkwhale.audio",
        "forge.aeif.fr",
        "forge.apps.education.fr",
        "forge.ird.fr",
        "source.puri.sm",
    }
)
"""GitLab and its like where groups nest; every host called gitlab.* counts as well."""

SHARED_SITES = frozenset(
    {
        "play.google.com",
        "docs.google.com",
        "drive.google.com",
        "sites.google.com",
        "apps.apple.com",
        "itunes.apple.com",
        "hub.docker.com",
        "f-droid.org",
        "wikipedia.org",
        "arcgis.com",
        "youtube.com",
        "zenodo.org",
        "doi.org",
        "figshare.com",
        "facebook.com",
        "linkedin.com",
        "twitter.com",
        "x.com",
        "medium.com",
        "github.io",
        "gitlab.io",
        "readthedocs.io",
        "readthedocs.org",
        "cran.r-project.org",
        "marketplace.visualstudio.com",
        "addons.mozilla.org",
        "joinup.ec.europa.eu",
        "interoperable-europe.ec.europa.eu",
    }
)
"""Sites where everybody has pages: no repositories, and the host says nothing of its owner."""

RESERVED_OWNERS = frozenset(
    {
        "about",
        "account",
        "apps",
        "collections",
        "contact",
        "customer-stories",
        "dashboard",
        "enterprise",
        "events",
        "explore",
        "features",
        "groups",
        "help",
        "issues",
        "join",
        "login",
        "marketplace",
        "new",
        "notifications",
        "organizations",
        "orgs",
        "pricing",
        "pulls",
        "readme",
        "search",
        "security",
        "settings",
        "signup",
        "site",
        "snippets",
        "solutions",
        "sponsors",
        "stars",
        "topics",
        "trending",
        "users",
        "-",
    }
)
"""First path segments that are pages of the forge itself, never an owner."""


FLAT = frozenset({"pagure.io"})
"""Forges where a project needs no owner."""


def is_grouped(host: str) -> bool:
    """Whether repositories on the host lie in groups of any depth, as on GitLab."""
    return host in GROUPS or host.startswith("gitlab.") or ".gitlab." in host or "-gitlab." in host


def is_forge(host: str) -> bool:
    """Whether the host is known to hold repositories of many owners."""
    return (
        host in OWNER_AND_NAME | FLAT
        or is_grouped(host)
        or host in {"sourceforge.net", "git.sr.ht"}
    )


def is_shared_site(host: str) -> bool:
    """Whether the host, or the domain above it, lets everybody have pages."""
    labels = host.split(".")
    return any(".".join(labels[start:]) in SHARED_SITES for start in range(len(labels) - 1))
