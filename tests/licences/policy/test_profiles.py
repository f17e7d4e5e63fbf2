# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The decision table of both shipped profiles: licence and context in, level out."""

import pytest

from allmende.licences.policy import LicencePolicy, load_policy

CONTEXTS = ("use", "contribute", "embed", "build-only", "publish", "distinct-component")
LEVELS = {"P": "preferred", "A": "allowed", "V": "avoid", "B": "blocked", "R": "review"}

# One letter for each context, in the order of CONTEXTS: preferred, allowed, aVoid, blocked, review.
MUNICH = {
    "MIT": "AAPAPA",
    "Apache-2.0": "AAPARA",
    "BSD-2-Clause": "AAPARA",
    "BSD-3-Clause": "AAPARA",
    "PostgreSQL": "AAPARA",
    "PHP-3.01": "AAPARA",
    "ISC": "AAPARA",
    "Unlicense": "AAPARA",
    "EPL-2.0": "AAAARA",
    "LGPL-2.1-only": "AAAARA",
    "LGPL-3.0-or-later": "AAAARA",
    "MPL-2.0": "AAAARA",
    "CDDL-1.0": "AAAARA",
    "GPL-2.0-only": "AAVARA",
    "GPL-3.0-or-later": "AAVARA",
    "AGPL-3.0-only": "AAVARA",
    "EUPL-1.1": "AAVARA",
    "EUPL-1.2": "AAVARA",
    "OSL-3.0": "AAVARA",
    "GPL-1.0-only": "RRVRRR",
    "CC0-1.0": "RRRRRR",
    "BSD-4-Clause": "RRRRRR",
    "SSPL-1.0": "RRRRRR",
    "BUSL-1.1": "RRRRRR",
    "CC-BY-NC-4.0": "RRRRRR",
    "BSD-3-Clause-No-Nuclear-License": "RRRRRR",
    "LicenseRef-foo": "RRRRRR",
    "NOASSERTION": "RRRRRR",
    "NONE": "RRRRRR",
    "GPL-2.0-only WITH Classpath-exception-2.0": "AAAARA",
    "GPL-2.0-with-classpath-exception": "AAAARA",
    "GPL-2.0-or-later WITH Font-exception-2.0": "AAVARA",
    "GPL-2.0-only WITH LLVM-exception": "AAVARA",
    "Apache-2.0 WITH LLVM-exception": "AAPARA",
    "GPL-3.0-only AND MIT": "AAVARA",
    "LGPL-2.1-only AND MIT": "AAAARA",
    "BSD-3-Clause OR GPL-2.0-only": "AAPARA",
    "GPL-2.0-only OR LicenseRef-foo": "AAVARA",
    "GPL-2.0-only AND LicenseRef-foo": "RRRRRR",
    "(MIT OR GPL-2.0-only) AND EPL-2.0": "AAAARA",
}
PLAIN = {
    "MIT": "AAPAPA",
    "Apache-2.0": "AAPAAA",
    "EUPL-1.2": "AAVAPA",
    "CC0-1.0": "AAAARA",
    "CC-BY-4.0": "AAPARA",
    "BSD-4-Clause": "AAPARA",
    "MPL-2.0": "AAAAAA",
    "LGPL-3.0-only": "AAAAAA",
    "GPL-2.0-or-later": "AAVAAA",
    "AGPL-3.0-only": "AAVAAA",
    "GPL-2.0-only WITH Classpath-exception-2.0": "AAAAAA",
    "SSPL-1.0": "BBBRBB",
    "BUSL-1.1": "BBBRBB",
    "CC-BY-NC-4.0": "BBBRBB",
    "Elastic-2.0": "BBBRBB",
    "LicenseRef-foo": "RRRRRR",
    "NOASSERTION": "RRRRRR",
    "MIT OR SSPL-1.0": "AAPAPA",
    "MIT AND SSPL-1.0": "BBBRBB",
    "SSPL-1.0 AND LicenseRef-foo": "BBBRBB",
}


def rows(table: dict[str, str]) -> list[tuple[str, str, str]]:
    return [
        (written, context, LEVELS[letter])
        for written, letters in table.items()
        for context, letter in zip(CONTEXTS, letters, strict=True)
    ]


@pytest.mark.parametrize(("written", "context", "level"), rows(MUNICH))
def test_munich_answers_as_its_published_practice_does(
    written: str, context: str, level: str
) -> None:
    assert load_policy("munich").verdict(written, context).level.value == level


@pytest.mark.parametrize(("written", "context", "level"), rows(PLAIN))
def test_plain_is_a_sensible_default(written: str, context: str, level: str) -> None:
    assert load_policy("plain").verdict(written, context).level.value == level


@pytest.fixture(params=["munich", "plain"])
def policy(request: pytest.FixtureRequest) -> LicencePolicy:
    return load_policy(request.param)


def test_every_sentence_stands_in_both_languages(policy: LicencePolicy) -> None:
    for context in policy.contexts.values():
        texts = [context.title, context.help]
        texts += [text for rule in context.rules for text in (rule.text, rule.remedy) if text]
        assert all(text["de"].strip() and text["en"].strip() for text in texts)


def test_what_is_not_allowed_comes_with_a_remedy(policy: LicencePolicy) -> None:
    for context in policy.contexts.values():
        strict = [one for one in context.rules if one.level.value in ("avoid", "blocked", "review")]
        assert [one.id for one in strict if one.remedy is None] == []


def test_every_context_ends_with_a_rule_for_all_that_is_left(policy: LicencePolicy) -> None:
    assert set(policy.contexts) == set(CONTEXTS)
    assert {context.rules[-1].level.value for context in policy.contexts.values()} == {"review"}


def test_the_office_publishes_under_its_own_preferred_licence(policy: LicencePolicy) -> None:
    assert policy.verdict(policy.outbound, "publish").level.value == "preferred"
