# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""SPDX 2 in YAML: every scalar as the text it is written with, no tags, no merging."""

from typing import Any

from allmende.components.bill import NotABill
from allmende.components.decoding import Written, too_large
from allmende.components.limits import Limits


def parsed_yaml(source: Written, limits: Limits) -> Any:
    """The document with all scalars as text, so that a version "1.10" stays one.

    The events are looked through before anything is built: YAML can say a lot in few bytes.
    """
    import yaml

    if len(source.text) > limits.yaml:
        raise source.refused(too_large(len(source.text), Limits(bytes=limits.yaml)))
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        _look_through(source, yaml, loader, limits)
        # The base loader makes texts, lists and dictionaries, and knows no tag.
        return yaml.load(source.text, Loader=loader)  # noqa: S506
    except NotABill:
        raise
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else None
        raise source.refused(not_yaml(error.problem or "?"), line) from None
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise source.refused(not_yaml(str(error))) from None


def _look_through(source: Written, yaml: Any, loader: Any, limits: Limits) -> None:
    """Counts what every alias stands for, written out; an alias of what it lies in has no end."""
    sizes: dict[str, int] = {}
    open_nodes: list[tuple[str | None, int]] = []
    count = 0
    for event in yaml.parse(source.text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            open_nodes.append((event.anchor, count))
            count += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = open_nodes.pop()
            if anchor:
                sizes[anchor] = count - before
        elif isinstance(event, yaml.AliasEvent):
            count += sizes.get(event.anchor, limits.nodes)
        else:
            count += 1
            if isinstance(event, yaml.ScalarEvent) and event.anchor:
                sizes[event.anchor] = 1
        if count > limits.nodes or len(open_nodes) > limits.depth:
            raise source.refused(TOO_TANGLED, event.start_mark.line + 1)


TOO_TANGLED = {
    "de": "Die YAML-Datei ist zu tief verschachtelt oder vervielfacht sich durch Verweise",
    "en": "The YAML file is nested too deeply or multiplies itself by references",
}


def not_yaml(reason: str) -> dict[str, str]:
    return {
        "de": f"Kein gültiges YAML ({reason[:160]})",
        "en": f"Not valid YAML ({reason[:160]})",
    }
