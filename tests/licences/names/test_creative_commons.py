# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest

from allmende.licences.names import normalise


@pytest.mark.parametrize("kind", ["BY", "BY-SA", "BY-NC", "BY-ND", "BY-NC-SA", "BY-NC-ND"])
@pytest.mark.parametrize("version", ["1.0", "2.0", "2.5", "3.0", "4.0"])
def test_elements_and_version_make_the_licence(kind: str, version: str) -> None:
    spdx_id = f"CC-{kind}-{version}"

    assert normalise(f"CC {kind} {version}").expression == spdx_id
    assert normalise(f"Creative Commons {kind.replace('-', ' ')} v{version}").expression == spdx_id
    address = f"https://creativecommons.org/licenses/{kind.lower()}/{version}/"
    assert normalise(address).expression == spdx_id


@pytest.mark.parametrize("name", ["CC SA ND 4.0", "CC NC 4.0", "CC BY 3.5", "Attribution"])
def test_what_creative_commons_never_published_is_unknown(name: str) -> None:
    assert normalise(name).status == "unknown"


def test_german_elements_before_version_4_may_mean_the_german_text() -> None:
    open_name = normalise("Creative Commons Namensnennung 3.0")

    assert open_name.candidates == ("CC-BY-3.0", "CC-BY-3.0-DE", "CC-BY-3.0-AT")
    assert normalise("Namensnennung 3.0 Deutschland").expression == "CC-BY-3.0-DE"
    assert normalise("Creative Commons Namensnennung 4.0").expression == "CC-BY-4.0"
