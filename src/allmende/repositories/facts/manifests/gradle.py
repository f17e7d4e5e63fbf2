# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Java and Kotlin: Gradle's build files (as text, never run), lock files, version catalogs."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from allmende.repositories.facts.documents import Source, text_or_none, toml_of, too_large
from allmende.repositories.facts.look import Look
from allmende.repositories.facts.manifests.dependency import (
    Dependency,
    KeyLines,
    Named,
    Reader,
    Scope,
    mapping,
    text,
)
from allmende.repositories.facts.manifests.maven import exact_version

LARGEST = 300_000
CONFIGURATION = (
    r"\b((?:\w*[iI]mplementation|\w*[aA]pi|\w*[cC]ompile(?:Only)?|\w*[rR]untime(?:Only)?|"
    r"developmentOnly|k?apt|ksp|annotationProcessor|testAnnotationProcessor|classpath))"
)
WRAPPED = r"\s{,20}\(?\s{,20}(?:(?:enforcedP|p)latform\s{,20}\(\s{,20})?"
COORDINATES = re.compile(
    CONFIGURATION + WRAPPED + r"""["']([\w.-]+):([\w.-]+)(?::([^"'@:\s]+))?[^"']*["']"""
)
NAMED = re.compile(
    CONFIGURATION
    + WRAPPED
    + r"""group\s{,20}[:=]\s{,20}["']([\w.-]+)["']\s{,20},"""
    + r"""\s{,20}name\s{,20}[:=]\s{,20}["']([\w.-]+)["']"""
    + r"""(?:\s{,20},\s{,20}version\s{,20}[:=]\s{,20}["']([^"']+)["'])?"""
)
PLUGIN = re.compile(
    r"""\bid\s{,20}\(?\s{,20}["']([\w.-]+)["']\s{,20}\)?"""
    r"""(?:\s{,20}\.?version\s{,20}\(?\s{,20}["']([^"']+)["'])?"""
)
KOTLIN_PLUGIN = re.compile(
    r"""\bkotlin\s{,20}\(\s{,20}["']([\w.-]+)["']\s{,20}\)\s{,20}"""
    r"""version\s{,20}["']([^"']+)["']"""
)
CATALOG_USE = re.compile(CONFIGURATION + WRAPPED + r"libs\.([\w.]+)")
VARIABLE = re.compile(
    r"""(?<![\w.])(?:(?:val|var|def|String)[ \t]{1,3}|(?:ext|project)\.|set\([ \t]?["']|"""
    r"""extra\[[ \t]?["'])?(\w[\w.]{0,60})["']?[ \t]?[\],]?[ \t]{,3}[=,][ \t]{,3}"""
    r"""["']([\w.+-]{1,60})["']"""
)
REFERENCE = re.compile(r"\$\{?([\w.]{1,60})\}?")
SET = re.compile(r"^[ \t]*([\w.-]+)[ \t]*[=:][ \t]*([\w.+-]+)[ \t]*$", re.MULTILINE)
LOCKED = re.compile(r"^([\w.-]+):([\w.-]+):([\w.+-]+)=(.*)$")


def scope_of(configuration: str) -> Scope:
    lower = configuration.lower()
    if "test" in lower:
        return "test"
    if lower in ("kapt", "ksp", "annotationprocessor", "classpath") or "compileonly" in lower:
        return "build"
    return "development" if lower == "developmentonly" else "runtime"


def build_file(file: Source) -> Iterator[Named]:
    if len(file.text) > LARGEST:
        raise file.refused(too_large(len(file.text), LARGEST))
    file = Source(file.path, file.cut, file.look)
    variables = {**properties(file.look), **dict(VARIABLE.findall(file.text))}
    for pattern in (COORDINATES, NAMED):
        for found in pattern.finditer(file.text):
            wanted = filled(found[4], variables)
            yield Dependency(
                "maven",
                found[3],
                file.path,
                file.line_at(found.start()),
                scope_of(found[1]),
                version_of(wanted),
                wanted,
                found[2],
            )
    for found in PLUGIN.finditer(file.text):
        if "." in found[1]:
            yield plugin(file, found[1], filled(found[2], variables), found.start())
    for found in KOTLIN_PLUGIN.finditer(file.text):
        name = f"org.jetbrains.kotlin.{found[1]}"
        yield plugin(file, name, filled(found[2], variables), found.start())


def plugin(file: Source, name: str, wanted: str | None, position: int) -> Dependency:
    """Gradle publishes a plugin as a package with a name made of its id."""
    return Dependency(
        "maven",
        f"{name}.gradle.plugin",
        file.path,
        file.line_at(position),
        "build",
        version_of(wanted),
        wanted,
        name,
    )


def filled(written: str | None, variables: Mapping[str, str]) -> str | None:
    return written and REFERENCE.sub(lambda name: variables.get(name[1]) or name[0], written)


def version_of(written: str | None) -> str | None:
    return None if not written or "+" in written or "$" in written else exact_version(written)


def properties(look: Look) -> dict[str, str]:
    """What stands in the gradle.properties of the root."""

    def read(look: Look) -> dict[str, str]:
        file = text_or_none(look, "gradle.properties", 200_000)
        return dict(SET.findall(file.text)) if file else {}

    return look.once("gradle.properties", read)


def lock_file(file: Source) -> Iterator[Named]:
    for number, line in file.lines():
        if found := LOCKED.match(line):
            tests = all("test" in one.lower() for one in found[4].split(","))
            scope: Scope = "test" if tests else "runtime"
            yield Dependency(
                "maven", found[2], file.path, number, scope, found[3], None, found[1], None
            )


def catalog(file: Source) -> Iterator[Named]:
    """One entry per library; what it is for, the build files of the tree say."""
    document = toml_of(file)
    versions = mapping(document.get("versions"))
    scopes = file.look.once("gradle.catalog", uses)
    for section, is_plugin in (("libraries", False), ("plugins", True)):
        entries = mapping(document.get(section))
        lines = KeyLines(file, f"[{section}]") if entries else None
        for alias, one in entries.items():
            group, name, wanted = coordinates(one, versions, is_plugin)
            if name:
                scope = "build" if is_plugin else scopes.get(dotted(alias), "runtime")
                line = lines.of(alias) if lines else None
                exactly = version_of(wanted)
                yield Dependency("maven", name, file.path, line, scope, exactly, wanted, group)


def coordinates(
    one: Any, versions: Mapping[str, Any], is_plugin: bool
) -> tuple[str | None, str | None, str | None]:
    """Group, name and version, which the format lets one write in four ways."""
    details = mapping(one)
    module = text(one) or text(details.get("module")) or text(details.get("id")) or ""
    parts = module.split(":")
    if is_plugin:
        group: str | None = parts[0] or None
        name = f"{parts[0]}.gradle.plugin" if parts[0] else None
    else:
        group = parts[0] or text(details.get("group"))
        name = parts[1] if len(parts) > 1 else text(details.get("name"))
    version = details.get("version")
    if isinstance(version, dict) and "ref" in version:
        version = versions.get(str(version["ref"]))
    if isinstance(version, dict):
        version = version.get("strictly") or version.get("require") or version.get("prefer")
    return (
        group,
        name,
        text(version) or (parts[-1] if len(parts) > (1 if is_plugin else 2) else None),
    )


def dotted(alias: str) -> str:
    return re.sub(r"[-_]", ".", alias)


def uses(look: Look) -> dict[str, Scope]:
    """For each alias of a catalog the widest scope in which a build file of the tree uses it."""
    order: tuple[Scope, ...] = ("runtime", "build", "development", "test")
    scopes: dict[str, Scope] = {}
    for path in look.ending(".gradle", ".gradle.kts"):
        file = text_or_none(look, path, LARGEST)
        for found in CATALOG_USE.finditer(file.cut if file else ""):
            scope, alias = scope_of(found[1]), found[2]
            if alias not in scopes or order.index(scope) < order.index(scopes[alias]):
                scopes[alias] = scope
    return scopes


READERS = (
    Reader("maven", "manifest", ("*.gradle", "*.gradle.kts"), build_file),
    Reader("maven", "manifest", ("*.versions.toml",), catalog),
    Reader("maven", "lock", ("gradle.lockfile", "buildscript-gradle.lockfile"), lock_file),
)
