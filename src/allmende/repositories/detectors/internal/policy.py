# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`repositories.yaml`: which names, hosts and words are internal, and which are public."""

from hashlib import blake2b
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from allmende.policies import Policy, PolicyFile

FILE = "repositories.yaml"


def _require_regex(text: str) -> str:
    import re2

    options = re2.Options()
    options.log_errors = False
    try:
        compiled = re2.compile(text, options)
    except re2.error as error:
        reason = error.args[0] if error.args else text
        told = reason.decode() if isinstance(reason, bytes) else str(reason)
        raise ValueError(f"no regular expression in the syntax of RE2: {told}") from None
    if compiled.groups:
        raise ValueError("write (?:...) instead of (...): the detector captures by itself")
    if compiled.search(""):
        raise ValueError("this matches nothing at all, and so everywhere")
    return text


def _require_host(text: str) -> str:
    labels = text.removeprefix("*.").split(".")
    if not all(label and label.replace("-", "").replace("_", "").isalnum() for label in labels):
        raise ValueError("write a host name such as wiki.example.org or *.example.org")
    return text.lower()


Regex = Annotated[str, AfterValidator(_require_regex)]
"""A regular expression in the syntax of RE2, without capture groups."""

Host = Annotated[str, AfterValidator(_require_host)]
"""A host name, or `*.` and a domain for all hosts below it."""


Pattern = Annotated[str, Field(min_length=1, pattern=r"^[@\w*?./-]+$")]
"""A name, in which * stands for any characters and ? for one."""


class InternalNames(PolicyFile):
    """What the office does not want to publish, and what looks like it and is public."""

    domains: tuple[Host, ...] = ()
    """Domains of which every host is internal."""
    mixed_domains: tuple[Host, ...] = ()
    """Domains with public and internal hosts: what is not under `public_hosts` is a hint."""
    public_hosts: tuple[Host, ...] = ()
    """Hosts that everybody may know; `*.domain` for all below."""
    hosts: tuple[Regex, ...] = ()
    """How the office names its machines, as regular expressions over the whole host name."""
    words: tuple[str, ...] = ()
    """Code names, internal products and units: found as whole words in any case."""
    user_ids: tuple[Regex, ...] = ()
    """How accounts of the office's directory look."""
    account_domains: tuple[str, ...] = ()
    """Windows domains in front of account names."""
    ticket_keys: tuple[str, ...] = ()
    """Keys of internal ticket projects: ABC for ABC-123."""
    own_mail_domains: tuple[Host, ...] = ()
    """Mail domains of the office's people."""
    mailboxes: tuple[str, ...] = ()
    """Mailboxes of the office (before the @) that belong to nobody in particular."""

    def is_public(self, host: str) -> bool:
        """Whether everybody may know this host."""
        return any(_is_host(host, one) for one in self.public_hosts)

    def is_internal(self, host: str) -> bool:
        """Whether the host is below a domain of which every host is internal."""
        return any(_is_below(host, one) for one in self.domains)

    def is_mixed(self, host: str) -> bool:
        """Whether the host is below a domain that has public hosts, too."""
        return any(_is_below(host, one) for one in self.mixed_domains)

    @property
    def version(self) -> int:
        """A number of 32 bits that stands for the content, for the version of detectors."""
        content = self.model_dump_json().encode()
        return int.from_bytes(blake2b(content, digest_size=4).digest(), "big")

    def as_json(self) -> dict[str, Any]:
        """The lists by their names."""
        return self.model_dump(mode="json")


class PublishedNames(PolicyFile):
    """Under which names the office publishes packages; patterns as `de.muenchen*`.

    An empty list says nothing about what is right.
    """

    maven_groups: tuple[Pattern, ...] = ()
    """groupIds of Maven and Gradle."""
    npm_scopes: tuple[Pattern, ...] = ()
    """Scopes of npm packages, with their @."""
    composer_vendors: tuple[Pattern, ...] = ()
    """Vendors of Composer packages: what stands before the "/"."""

    def as_json(self) -> dict[str, Any]:
        """The lists by their names."""
        return self.model_dump(mode="json")


class RepositoriesFile(PolicyFile):
    """`repositories.yaml` of a profile."""

    internal_names: InternalNames = InternalNames()
    published_names: PublishedNames = PublishedNames()


def read_internal_names(policy: Policy) -> InternalNames:
    """The internal names of a profile. Raises PolicyError with file and line."""
    return policy.read(FILE, RepositoriesFile).internal_names


def read_published_names(policy: Policy) -> PublishedNames:
    """The names a profile publishes under. Raises PolicyError with file and line."""
    return policy.read(FILE, RepositoriesFile).published_names


def _is_below(host: str, domain: str) -> bool:
    return host.lower().endswith("." + domain.removeprefix("*."))


def _is_host(host: str, public: str) -> bool:
    return _is_below(host, public) if public.startswith("*.") else host.lower() == public
