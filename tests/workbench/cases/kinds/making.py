# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A small kind of case as a file, profiles of a folder's own, and the names apps registered."""

from collections.abc import Callable
from pathlib import Path

from allmende.workbench.cases.kinds import (
    Kind,
    KindErrors,
    Problem,
    Registry,
    check_kind,
    criteria_of,
)

KIND = """\
version: 1
prefix: TST
title: {de: Leihgabe, en: Loan}
help: {de: Ein Gerät leihen., en: Borrow a device.}
guide:
  what: {de: Wozu, en: What for}
  how_long: {de: Zwei Tage, en: Two days}
subject: device
retention: opinion
visibility:
  roles: {office: read, employee: own}
  confidential_to: [office]
panels: [stock]
groups:
  - id: wish
    title: {de: Wunsch, en: Wish}
    fields:
      - id: device
        type: text
        label: {de: Gerät, en: Device}
      - id: place
        type: choice
        label: {de: Ort, en: Place}
        required: always
        options:
          - {id: home, label: {de: Zuhause, en: At home}}
          - {id: office, label: {de: Büro, en: Office}}
          - {id: unknown, label: {de: Unklar, en: Not known}}
      - id: value
        type: money
        label: {de: Wert, en: Value}
        required_when: {field: place, is: home}
      - id: insured
        type: boolean
        unsure: yes
        label: {de: Versichert, en: Insured}
        shown_when: {field: place, is: home}
tiers:
  - {id: cheap, label: {de: Günstig, en: Cheap}, help: {de: Bis 100, en: Up to 100}}
  - {id: dear, label: {de: Teuer, en: Dear}, help: {de: Über 100, en: Over 100}}
states:
  - {id: draft, phase: open, figure: draft, label: {de: Entwurf, en: Draft}}
  - {id: review, phase: open, figure: working, lanes: yes, label: {de: Prüfung, en: Review}}
  - {id: lent, phase: decided, figure: granted, label: {de: Verliehen, en: Lent}}
  - {id: back, phase: closed, figure: done, label: {de: Zurück, en: Back}}
transitions:
  - id: ask
    label: {de: Bitten, en: Ask}
    from: draft
    to: review
    who: [requester]
    asks_tier: yes
    computations: [count-stock]
  - id: lend
    label: {de: Verleihen, en: Lend}
    from: [review]
    to: lent
    who: [office]
    four_eyes: yes
    guards: [in-stock, lanes-answered]
  - id: return
    label: {de: Zurückgeben, en: Return}
    from: [draft, review, lent]
    to: back
    who: [requester, office]
lanes:
  - id: device
    label: {de: Gerät, en: Device}
    role: office
    items:
      - {id: readme, criterion: {set: check, id: readme}}
      - id: works
        question: {de: Geht es?, en: Does it work?}
        skipped_when: {tier: cheap}
  - id: insurance
    label: {de: Versicherung, en: Insurance}
    role: legal
    after: [device]
    skipped_when: {field: place, is: office}
documents:
  - {id: slip, title: {de: Leihschein, en: Slip}, made_by: slip, states: [lent]}
notifications:
  - id: lent
    states: [lent]
    to: [requester]
    subject: {de: "{number}: {title}", en: "{number}: {title}"}
    text: {de: "Bis {due}: {link}", en: "By {due}: {link}"}
"""
REGISTRY = Registry(
    guards=frozenset({"in-stock"}),
    computations=frozenset({"count-stock"}),
    panels=frozenset({"stock"}),
    documents=frozenset({"slip"}),
    criteria={"check": frozenset({"readme"})},
)
OFFICE = "name: {de: Amt, en: Office}\noffice: {de: OSPO, en: OSPO}\n"

Write = Callable[..., Path]


def shipped(profile: str) -> Registry:
    """What the apps have to register for the kinds that are shipped."""
    return Registry(
        guards=frozenset(
            {
                "publication-check-done",
                "publication-verified",
                "review-date-reached",
                "usability-analysis-done",
                "within-approval",
            }
        ),
        computations=frozenset(
            {
                "note-unpublished",
                "plan-review",
                "end-precedent",
                "record-precedent",
                "record-end",
                "record-publication",
                "record-stance",
                "run-publication-check",
                "run-usability-analysis",
            }
        ),
        panels=frozenset(
            {
                "licence-answer",
                "public-repository",
                "prepare-publication",
                "clean-history",
                "publication-check",
                "usability-analysis",
            }
        ),
        documents=frozenset({"decision-sheet", "usability-report"}),
        criteria=criteria_of(profile),
    )


def written(folder: Path, **files: str) -> Path:
    """A profile in that folder with these kinds; `_` in a name stands for `-`."""
    (folder / "cases").mkdir(parents=True, exist_ok=True)
    (folder / "office.yaml").write_text(OFFICE, encoding="utf-8")
    for name, content in files.items():
        path = folder / "cases" / f"{name.replace('_', '-')}.yaml"
        path.write_text(content, encoding="utf-8")
    return folder


def loan(folder: Path, content: str = KIND) -> Kind:
    kind, problems = check_kind("loan", str(written(folder, loan=content)), REGISTRY)
    if kind is None:
        raise KindErrors(problems)
    return kind


def problems_of(folder: Path, content: str) -> tuple[Problem, ...]:
    return check_kind("loan", str(written(folder, loan=content)), REGISTRY)[1]
