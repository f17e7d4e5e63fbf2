# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
""".NET: project files, Directory.Packages.props, packages.config, packages.lock.json."""

from collections.abc import Iterator
from typing import Any

from allmende.repositories.facts.documents import Source, Unreadable, json_of, source, xml_of
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.manifests.dependency import (
    Dependency,
    KeyLines,
    Named,
    Package,
    Reader,
    Scope,
    exact,
    mapping,
    text,
)
from allmende.repositories.facts.manifests.maven import local


def project(file: Source) -> Iterator[Named]:
    root = xml_of(file)
    settings = {local(one): (one.text or "").strip() for one in root.iter() if not len(one)}
    if name := settings.get("PackageId"):
        licence = settings.get("PackageLicenseExpression")
        line = file.line_of("<PackageId>")
        yield Package("nuget", name, file.path, line, licence=licence)
    central = file.look.once("nuget.central", central_versions)
    for one in root.iter():
        name = (one.get("Include") or "") if local(one) == "PackageReference" else ""
        if not name or "$(" in name:
            continue
        wanted = child_or_attribute(one, "Version") or central.get(name.lower())
        private = child_or_attribute(one, "PrivateAssets") or ""
        scope: Scope = "build" if private.lower() == "all" else "runtime"
        if "test" in file.name.lower():
            scope = "test"
        yield Dependency(
            "nuget", name, file.path, one.sourceline, scope, exact_version(wanted), wanted
        )


def central_file(file: Source) -> Iterator[Named]:
    for one in xml_of(file).iter():
        name = one.get("Include") or ""
        if local(one) in ("PackageVersion", "GlobalPackageReference") and name:
            wanted = child_or_attribute(one, "Version")
            version = exact_version(wanted)
            yield Dependency("nuget", name, file.path, one.sourceline, "runtime", version, wanted)


def central_versions(look: Look) -> dict[str, str]:
    """Versions that a Directory.Packages.props of the tree sets for all projects."""
    versions: dict[str, str] = {}
    for path in look.named("directory.packages.props"):
        try:
            for one in xml_of(source(look, path)).iter():
                wanted = child_or_attribute(one, "Version")
                if local(one) == "PackageVersion" and one.get("Include") and wanted:
                    versions.setdefault(one.get("Include").lower(), wanted)
        except Unreadable:
            continue
    return versions


def packages_config(file: Source) -> Iterator[Named]:
    for one in xml_of(file).iter():
        if local(one) == "package" and one.get("id"):
            development = one.get("developmentDependency") == "true"
            scope: Scope = "development" if development else "runtime"
            version = one.get("version")
            yield Dependency(
                "nuget", one.get("id"), file.path, one.sourceline, scope, version, version
            )


def packages_lock(file: Source) -> Iterator[Named]:
    document = mapping(json_of(file))
    lines = KeyLines(file)
    for framework in mapping(document.get("dependencies")).values():
        for name, one in mapping(framework).items():
            details = mapping(one)
            kind = details.get("type")
            version = text(details.get("resolved"))
            if kind != "Project":
                yield Dependency(
                    "nuget",
                    name,
                    file.path,
                    lines.of(name),
                    "runtime",
                    version,
                    direct=kind == "Direct",
                )


def child_or_attribute(element: Any, name: str) -> str | None:
    written = element.get(name)
    for child in element:
        if not written and local(child) == name:
            written = (child.text or "").strip()
    return text(written)


def exact_version(wanted: str | None) -> str | None:
    """A bare version is the lowest allowed and the one taken; "[1.2.3]" allows no other."""
    if wanted and wanted.startswith("[") and wanted.endswith("]") and "," not in wanted:
        return wanted[1:-1].strip()
    return exact(wanted)


READERS = (
    Reader("nuget", "manifest", ("*.csproj", "*.fsproj", "*.vbproj"), project),
    Reader("nuget", "manifest", ("directory.build.props", "directory.build.targets"), project),
    Reader("nuget", "manifest", ("directory.packages.props",), central_file),
    Reader("nuget", "manifest", ("packages.config",), packages_config),
    Reader("nuget", "lock", ("packages.lock.json",), packages_lock),
)
