# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Java: pom.xml with properties, parents and managed versions, as far as the tree has them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import join, normpath
from typing import Any

from allmende.repositories.facts.documents import Source, Unreadable, source, xml_of
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.manifests.dependency import (
    Dependency,
    Named,
    Package,
    Reader,
    Scope,
    exact,
)

SCOPES: dict[str, Scope] = {
    "compile": "runtime",
    "runtime": "runtime",
    "provided": "build",
    "system": "build",
    "import": "build",
    "test": "test",
}
PROPERTY = re.compile(r"\$\{([^${}]{1,100})\}")
MOST_PARENTS = 10
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Pom:
    """One project file with the parents that lie in the same tree, nearest first."""

    path: str
    root: Any
    parents: tuple["Pom", ...] = ()

    @property
    def family(self) -> tuple["Pom", ...]:
        return (self, *self.parents)

    def text(self, element: Any, name: str) -> str | None:
        """The text of a child with its properties filled in; None for an empty one."""
        child = first(element, name)
        written = (child.text or "").strip()[:LONGEST] if child is not None else ""
        return self.filled(written) or None

    def filled(self, written: str) -> str:
        """Properties replaced by their values; what is not known stays as it is written."""
        for _ in range(5):
            replaced = PROPERTY.sub(lambda name: self.property(name[1]) or name[0], written)
            if replaced == written or len(replaced) > LONGEST:
                break
            written = replaced
        return written[:LONGEST]

    def property(self, name: str) -> str | None:
        if name.startswith(("project.parent.", "parent.")):
            return own_text(first(self.root, "parent"), name.rpartition(".")[2])
        if name.startswith(("project.", "pom.")):
            return self.own(name.partition(".")[2])
        for pom in self.family:
            if (found := own_text(first(pom.root, "properties"), name)) is not None:
                return found
        return None

    def own(self, name: str) -> str | None:
        """groupId, artifactId or version, which a child inherits where it has none."""
        return own_text(self.root, name) or own_text(first(self.root, "parent"), name)

    def managed(self, group: str, artifact: str) -> str | None:
        for pom in self.family:
            for one in every(first(pom.root, "dependencyManagement"), "dependencies", "dependency"):
                if self.text(one, "groupId") == group and self.text(one, "artifactId") == artifact:
                    return self.text(one, "version")
        return None


def pom_xml(file: Source) -> Iterator[Named]:
    pom = read_pom(file)
    if local(pom.root) != "project":
        return
    yield from own_package(pom)
    if (parent := first(pom.root, "parent")) is not None:
        yield from dependency(pom, parent, "build")
    for holder in (pom.root, *every(pom.root, "profiles", "profile")):
        managed = first(holder, "dependencyManagement")
        for one in every(managed, "dependencies", "dependency"):
            if own_text(one, "scope") == "import":
                yield from dependency(pom, one, "build")
        for one in every(holder, "dependencies", "dependency"):
            yield from dependency(pom, one, None)
        for one in every(first(holder, "build"), "plugins", "plugin"):
            yield from dependency(pom, one, "build")


def own_package(pom: Pom) -> Iterator[Package]:
    artifact = own_text(pom.root, "artifactId")
    if artifact:
        licence = next(every(pom.root, "licenses", "license"), None)
        version = pom.filled(pom.own("version") or "")
        yield Package(
            "maven",
            artifact,
            pom.path,
            line_of(pom.root, "artifactId"),
            pom.filled(pom.own("groupId") or "") or None,
            version if version and "${" not in version else None,
            own_text(licence, "name"),
        )


def dependency(pom: Pom, one: Any, scope: Scope | None) -> Iterator[Dependency]:
    artifact = pom.text(one, "artifactId")
    group = pom.text(one, "groupId")
    if not group and local(one) == "plugin":
        group = "org.apache.maven.plugins"
    if not artifact or not group or "${" in artifact + group:
        return
    written = pom.text(one, "version") or pom.managed(group, artifact)
    if scope is None:
        optional = own_text(one, "optional") == "true"
        scope = "optional" if optional else SCOPES.get(pom.text(one, "scope") or "", "runtime")
    yield Dependency(
        "maven",
        artifact,
        pom.path,
        one.sourceline,
        scope,
        exact_version(written),
        written,
        group,
    )


def exact_version(written: str | None) -> str | None:
    """In Maven a bare version is the one taken; brackets and commas make a range."""
    if not written or "${" in written or re.search(r"[\[\](),\s]", written):
        return None
    return written if re.fullmatch(r"[\w.+-]+", written) else exact(written)


def read_pom(file: Source) -> Pom:
    poms: dict[str, Any] = file.look.once("maven.roots", lambda _: {})
    if file.path not in poms:
        poms[file.path] = xml_of(file)
    return Pom(file.path, poms[file.path], tuple(parents(file.look, file.path, poms)))


def parents(look: Look, path: str, roots: dict[str, Any]) -> Iterator[Pom]:
    """The parents in the same tree; one whose name does not agree is somewhere else."""
    seen = {path}
    for _ in range(MOST_PARENTS):
        wanted = first(roots[path], "parent")
        path = (
            relative(path, own_text(wanted, "relativePath", "../pom.xml"))
            if wanted is not None
            else ""
        )
        if path not in look.tree.entries or path in seen:
            return
        seen.add(path)
        try:
            if path not in roots:
                roots[path] = xml_of(source(look, path))
        except Unreadable:
            return
        if own_text(roots[path], "artifactId") != own_text(wanted, "artifactId"):
            return
        yield Pom(path, roots[path])


def relative(path: str, to: str | None) -> str:
    target = normpath(join(path.rpartition("/")[0], to or "../pom.xml"))
    return target if target.endswith(".xml") else f"{target}/pom.xml"


def outside_parents(look: Look) -> Iterator[tuple[str, int, str]]:
    """Path, line and name of parents that are not in the tree and may bring anything."""
    for path in look.named("pom.xml"):
        try:
            pom = read_pom(source(look, path))
        except Unreadable:
            continue
        wanted = first(pom.root, "parent")
        if wanted is not None and not pom.parents:
            name = f"{own_text(wanted, 'groupId')}:{own_text(wanted, 'artifactId')}"
            yield path, wanted.sourceline, name


def local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def first(element: Any, name: str) -> Any:
    if element is None:
        return None
    return next((child for child in element if local(child) == name), None)


def every(element: Any, holder: str, name: str) -> Iterator[Any]:
    inner = first(element, holder)
    return iter([child for child in inner if local(child) == name] if inner is not None else ())


def own_text(element: Any, name: str, default: str | None = None) -> str | None:
    child = first(element, name)
    written = (child.text or "").strip()[:LONGEST] if child is not None else ""
    return written or default


def line_of(element: Any, name: str) -> int | None:
    child = first(element, name)
    return None if child is None else int(child.sourceline)


READERS = (Reader("maven", "manifest", ("pom.xml", "*.pom"), pom_xml),)
