# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Helm: charts that a chart depends on, in Chart.yaml, requirements.yaml and Chart.lock."""

from collections.abc import Iterator

from allmende.repositories.facts.documents import Source
from allmende.repositories.facts.manifests.dependency import (
    Dependency,
    Named,
    Package,
    Reader,
    Scope,
    exact,
    mapping,
    text,
)
from allmende.repositories.facts.yaml_lines import Mapping, Sequence, yaml_of


def chart(file: Source) -> Iterator[Named]:
    document = yaml_of(file)
    if not isinstance(document, Mapping):
        return
    if file.name.lower().startswith("chart.") and (name := text(document.get("name"))):
        version = text(document.get("version"))
        yield Package("helm", name, file.path, document.line_of("name"), None, version)
    locked = file.name.lower().endswith(".lock")
    wanted = document.get("dependencies")
    for line, one in wanted.numbered() if isinstance(wanted, Sequence) else ():
        name, range = text(mapping(one).get("name")), text(mapping(one).get("version"))
        if name:
            scope: Scope = "optional" if mapping(one).get("condition") else "runtime"
            direct = None if locked else True
            yield Dependency(
                "helm", name, file.path, line, scope, exact(range), range, direct=direct
            )


READERS = (
    Reader("helm", "manifest", ("chart.yaml", "chart.yml", "*/charts/*/requirements.yaml"), chart),
    Reader("helm", "lock", ("chart.lock",), chart),
)
