# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The words of publications: events, answers of a verification."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allmende.workbench.cases.words import day
from allmende.workbench.publications.models import Publication, Verification

EVENTS: Mapping[str, str | Promise] = {
    "publications.address-named": _("named the public address of {subject}"),
    "publications.verifying": _("had the public repository of {subject} verified"),
    "publications.verified": _(
        "looked at the public repository of {subject}: reachable {is_reachable}, "
        "licence {has_licence}, content: {has_content}"
    ),
    "publications.preparing": _("had the publication of {subject} prepared"),
    "publications.prepared": _("prepared the publication of {subject}: {files} files"),
    "publications.published": _("recorded that {subject} is published"),
    "publications.released": _("recorded a release of {subject} within the approval"),
    "publications.ended": _("ended {subject}: {ended_as}"),
    "publications.shown": _("put {subject} on the public list"),
    "publications.hidden": _("took {subject} off the public list"),
    "publications.successor-named": _("named who carries {subject} on"),
    "publications.not-published": _(
        "noted that {subject} is not published, to be reviewed on {review_day}"
    ),
    "publications.not-published-changed": _("changed why {subject} is not published"),
    "publications.not-published-ended": _("noted that {subject} is no longer held back"),
}
CONTENT_TAGS: Mapping[str, str] = {
    "same": "good",
    "same-files": "good",
    "more": "warn",
    "later": "warn",
    "other": "bad",
    "unknown": "",
}
KNOWN_TAGS: Mapping[str, str] = {"yes": "good", "no": "bad", "unknown": ""}
RESULTS: Mapping[str, str | Promise] = {
    "holds": _("verified"),
    "later": _("a later state"),
    "fails": _("a problem was found"),
    "unknown": _("not known"),
    "never": _("not verified yet"),
}
"""What all three answers together come to."""
STATES: Mapping[str, str | Promise] = {
    "prepared": _("approved, not published yet"),
    "published": _("published"),
    "ended": _("ended"),
}
RESULT_TAGS: Mapping[str, str] = {
    "holds": "good",
    "later": "info",
    "fails": "bad",
    "unknown": "",
    "never": "",
}
HOW: Mapping[str, str | Promise] = {
    "path": _("the whole file"),
    "text": _("the value, replaced"),
    "version": _("the versions that hold it"),
    "message": _("the value, in the message"),
    "ref": _("the tag or ref that leads to it"),
}
"""How a place in a history is left behind when it is rewritten."""
WHERE: Mapping[str, str | Promise] = {
    "commit message": _("commit message"),
    "tag message": _("tag message"),
    "object": _("an object without a path"),
}


def known(key: str) -> str:
    return str(dict(Verification.Known.choices).get(key, key))


def content(key: str) -> str:
    return str(dict(Verification.Content.choices).get(key, key))


def end(key: str) -> str:
    return str(dict(Publication.End.choices).get(key, key))


VALUES = {
    "is_reachable": known,
    "has_licence": known,
    "has_content": content,
    "ended_as": end,
    "review_day": day,
}
"""How the values of events read on screen."""

PIECES: Mapping[str, str | Promise] = {
    "created": _("new"),
    "completed": _("completed"),
    "kept": _("already there"),
    "open": _("waits for an answer"),
}
PIECE_TAGS: Mapping[str, str] = {"created": "good", "completed": "good", "kept": "", "open": "warn"}
# The values of publiccode.yml (publiccode.yml standard 0.7), as people read them.
STATUS: Mapping[str, str | Promise] = {
    "concept": _("a concept"),
    "development": _("in development"),
    "beta": _("in trial (beta)"),
    "stable": _("stable"),
    "obsolete": _("no longer developed"),
}
TYPES: Mapping[str, str | Promise] = {
    "standalone/web": _("application in the browser"),
    "standalone/backend": _("service in the background"),
    "standalone/desktop": _("program on the desktop"),
    "standalone/mobile": _("app for mobile devices"),
    "standalone/other": _("another program of its own"),
    "addon": _("extension of another software"),
    "library": _("library for other programs"),
    "configurationFiles": _("configuration, templates or data"),
}
PLATFORMS: Mapping[str, str | Promise] = {
    "web": _("the web"),
    "linux": "Linux",
    "windows": "Windows",
    "mac": "macOS",
    "android": "Android",
    "ios": "iOS",
}
