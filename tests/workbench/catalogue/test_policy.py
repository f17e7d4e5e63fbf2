# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The catalogue's policy files: the areas of the quadrant, and what is refused at the start."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allmende import policies
from allmende.policies import PolicyError
from allmende.workbench.catalogue.policy import CataloguePolicy, Quadrant, quadrant

SHIPPED = Path(policies.__file__).parent
THIRD, TWO_THIRDS = 0.3333, 0.6667


@pytest.mark.parametrize(
    ("x", "y", "area"),
    [
        # inside
        (0.1, 0.1, "it-market"),
        (0.1, 0.9, "it-market"),
        (0.5, 0.9, "industry-or-own"),
        (0.5, 0.1, "industry"),
        (0.8, 0.9, "own-development"),
        (0.8, 0.1, "industry"),
        (0.8, 0.3, "own-development"),
        # a shared border belongs to the area named first
        (THIRD, 0.5, "industry-or-own"),
        (THIRD, 0.1, "industry"),
        (TWO_THIRDS, 0.5, "own-development"),
        (0.5, THIRD, "industry-or-own"),
        (TWO_THIRDS, THIRD, "own-development"),
        (THIRD, THIRD, "industry-or-own"),
        (0.83335, 0.16665, "own-development"),
        # just beside a border
        (THIRD - 0.001, 0.5, "it-market"),
        (0.5, THIRD - 0.001, "industry"),
        (0.83, 0.16, "industry"),
        # corners and edges of the square
        (0, 0, "it-market"),
        (0, 1, "it-market"),
        (1, 0, "own-development"),
        (1, 1, "own-development"),
        (0.5, 1, "industry-or-own"),
        (0.9, 0, "industry"),
        (1, 0.5, "own-development"),
    ],
)
def test_a_point_lies_in_the_area_that_the_published_model_draws(
    x: float, y: float, area: str
) -> None:
    assert quadrant().area_of(x, y).key == area


share = st.floats(0, 1)


@given(share, share)
def test_every_point_of_the_square_has_an_area(x: float, y: float) -> None:
    assert quadrant().area_of(x, y).strategy["de"]


@given(st.floats(0, 1), st.floats(-1e-12, 1e-12))
def test_no_point_falls_through_the_slanted_border(along: float, off: float) -> None:
    x, y = TWO_THIRDS + along * (1 - TWO_THIRDS), THIRD * (1 - along) + off
    assert quadrant().area_of(min(x, 1), min(max(y, 0), 1))


def test_an_area_is_found_by_its_key() -> None:
    found = quadrant().area("industry")
    assert found is not None
    assert found.title["de"] == "Branchenlösung"
    assert quadrant().area("no-such-area") is None


@pytest.mark.parametrize("profile", ["plain", "munich"])
def test_the_profiles_that_come_along_can_be_used(profile: str) -> None:
    policy = policies.load(profile)
    assert policy.read("quadrant.yaml", Quadrant).areas
    assert policy.read("catalogue.yaml", CataloguePolicy).stances


# --- what is refused -----------------------------------------------------------------------------


def profile(folder: Path, file: str, old: str, new: str) -> policies.Policy:
    """The plain profile with one change in one file."""
    made = folder / "office"
    shutil.copytree(SHIPPED / "plain", made)
    text = (made / file).read_text(encoding="utf-8")
    assert old in text
    (made / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return policies.load(str(made))


def refusal(policy: policies.Policy, file: str) -> PolicyError:
    with pytest.raises(PolicyError) as caught:
        policy.read(file, Quadrant if file == "quadrant.yaml" else CataloguePolicy)
    return caught.value


def line_of(policy: policies.Policy, file: str, text: str) -> int:
    lines = (policy.directory / file).read_text(encoding="utf-8").splitlines(keepends=True)
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.mark.parametrize(
    ("corners", "instead"),
    [
        ("[[0, 0], [0.3333, 0], [0.3333, 1], [0, 1]]", "[[0, 0], [0.3, 0], [0.3333, 1], [0, 1]]"),
        # too thin for any grid of points
        ("[[0, 0], [0.3333, 0], [0.3333, 1], [0, 1]]", "[[0, 0], [0.333, 0], [0.333, 1], [0, 1]]"),
        # two neighbours that cross leave a hole on either side
        (
            "[[0, 0], [0.3333, 0], [0.3333, 1], [0, 1]]",
            "[[0, 0], [0.3334, 0], [0.3332, 1], [0, 1]]",
        ),
    ],
)
def test_a_hole_between_the_areas_is_refused_however_thin(
    tmp_path: Path, corners: str, instead: str
) -> None:
    policy = profile(tmp_path, "quadrant.yaml", corners, instead)
    error = refusal(policy, "quadrant.yaml")
    assert "no area holds the point (0.3" in error.why
    assert error.line == line_of(policy, "quadrant.yaml", "areas:")


def test_a_hole_that_opens_only_where_two_borders_cross_is_refused() -> None:
    """Below 0.5, and above a line that sinks from 0.52: a wedge at the left belongs to nobody."""
    words = {"de": "x", "en": "x"}
    low = [(0, 0), (1, 0), (1, 0.5), (0, 0.5)]
    high = [(0, 1), (0, 0.52), (1, 0.3), (1, 1)]
    areas = [
        {"key": key, "title": words, "strategy": words, "corners": corners}
        for key, corners in (("low", low), ("high", high))
    ]
    with pytest.raises(ValueError, match="no area holds the point"):
        Quadrant.model_validate({"x": words, "y": words, "areas": areas})


@pytest.mark.parametrize(
    ("file", "old", "new", "word", "at"),
    [
        (
            "quadrant.yaml",
            "    title: {de: Branchenlösung,",
            "    tilte: {de: Branchenlösung,",
            "areas.2.title: Field required",
            "key: industry\n",
        ),
        ("quadrant.yaml", "en: Industry solution}", "fr: Industrie}", "en", "fr: Industrie"),
        ("quadrant.yaml", "[[0, 0],", "[[0, 1.5],", "less than or equal to 1", "[[0, 1.5]"),
        ("catalogue.yaml", "drift_days:", "drift_day:", "drift_day", "drift_day:"),
        ("catalogue.yaml", "{stance: retired}", "{stance: gone}", "retired", "stance: gone"),
        ("catalogue.yaml", "{kind: desktop}", "{knid: desktop}", "knid", "knid"),
        ("catalogue.yaml", "drift: 0.6", "drift: -1", "greater than 0", "drift: -1"),
    ],
)
def test_a_mistake_is_refused_with_its_line(
    tmp_path: Path, file: str, old: str, new: str, word: str, at: str
) -> None:
    policy = profile(tmp_path, file, old, new)
    error = refusal(policy, file)
    assert word in error.why
    assert error.line == line_of(policy, file, at)
    assert str(error).startswith(f"{policy.directory / file}:{error.line}: ")


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [("publishing, retired]", "publishing]", "retired"), (", desktop]", "]", "desktop")],
)
def test_a_stance_or_kind_of_a_tag_needs_a_rank(
    tmp_path: Path, old: str, new: str, missing: str
) -> None:
    policy = profile(tmp_path, "catalogue.yaml", old, new)
    assert missing in refusal(policy, "catalogue.yaml").why
