# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The quadrant as a drawing: everything inside, in the language of the page, one area marked."""

import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from allmende.workbench.catalogue import picture
from allmende.workbench.catalogue.models import Placement, Software
from allmende.workbench.catalogue.policy import quadrant
from allmende.workbench.catalogue.queries import Point

SHARES = st.floats(0, 1)
LONG = "A Name Nobody Would Ever Give to Software, but Somebody Did"


def software(name: str = "Keycloak") -> Software:
    return Software(pk=1, name=name, slug="keycloak")


def point(x: float, y: float, name: str = "Keycloak") -> Point:
    placement = Placement(x=x, y=y, reason="So.")
    return Point(software(name), placement, quadrant().area_of(x, y))


def html(drawn: picture.Picture, **context: Any) -> str:
    return render_to_string("catalogue/quadrant/picture.html", {"picture": drawn, **context})


def test_high_is_up_and_different_is_right() -> None:
    low, high = picture.draw(quadrant(), [point(0, 0), point(1, 1)]).points
    assert (low.cx, low.cy) == (picture.LEFT, picture.TOP + picture.SIDE)
    assert (high.cx, high.cy) == (picture.LEFT + picture.SIDE, picture.TOP)


@given(x=SHARES, y=SHARES, name=st.sampled_from(["R", "Keycloak", LONG]))
def test_the_large_point_and_its_whole_name_lie_inside(x: float, y: float, name: str) -> None:
    drawn = picture.draw(quadrant(), me=(software(name), Placement(x=x, y=y)))
    assert drawn.me and drawn.label and drawn.mine
    half = len(drawn.label.text) * picture.LETTER / 2
    assert drawn.label.x - half >= picture.LEFT - 0.1
    assert drawn.label.x + half <= picture.LEFT + picture.SIDE + 0.1
    assert (drawn.label.dy == picture.ABOVE) == (drawn.me.cy > drawn.bottom - picture.LOWEST)
    assert drawn.mine.key == quadrant().area_of(x, y).key


def test_without_a_place_there_is_no_large_point() -> None:
    drawn = picture.draw(quadrant(), me=(software(), None))
    assert drawn.me is drawn.label is drawn.mine is None


def test_the_chosen_area_is_marked_and_what_lies_elsewhere_is_faint() -> None:
    inside, outside = point(0.1, 0.5), point(0.9, 0.9)
    drawn = picture.draw(quadrant(), [inside, outside], chosen="it-market")
    assert [one.faint for one in drawn.points] == [False, True]
    assert drawn.chosen and drawn.chosen.key == "it-market"
    assert drawn.areas[-1] is drawn.chosen, "no neighbour's line lies over its own"


def test_around_the_page_s_own_software_all_others_are_faint() -> None:
    drawn = picture.draw(quadrant(), [point(0.1, 0.5)], me=(software(), Placement(x=0.5, y=0.5)))
    assert [one.faint for one in drawn.points] == [True]


@pytest.mark.parametrize("language", ["de", "en"])
def test_titles_and_axes_speak_the_language_of_the_page(language: str) -> None:
    with translation.override(language):
        drawn = picture.draw(quadrant(), [point(0.1, 0.5)])
    titles = {area.title[language] for area in quadrant().areas}
    assert {area.title for area in drawn.areas} == titles
    assert {" ".join(area.lines) for area in drawn.areas} == titles
    assert all(len(line) <= picture.LETTERS_A_LINE for one in drawn.areas for line in one.lines)
    assert (drawn.x_axis, drawn.y_axis) == (quadrant().x[language], quadrant().y[language])
    assert drawn.points[0].label.startswith("Keycloak: ")


@pytest.mark.parametrize("language", ["de", "en"])
def test_numbers_in_the_drawing_have_a_point_in_every_language(language: str) -> None:
    with translation.override(language):
        drawn = picture.draw(
            quadrant(), [point(0.123, 0.456)], me=(software(), Placement(x=0.3, y=0.3))
        )
        text = html(drawn)
    numbers = re.findall(r' (?:c?[xy]|r)="([^"]*)"', text)
    assert numbers and all(re.fullmatch(r"-?\d+(\.\d+)?", one) for one in numbers)


def test_areas_lead_to_what_lies_in_them_and_back_and_keep_the_stance() -> None:
    drawn = picture.draw(
        quadrant(), [], chosen="industry", stance="in-use", links=picture.to_software
    )
    addresses = {area.key: area.address.partition("?")[2] for area in drawn.areas}
    assert addresses["it-market"] == "area=it-market&stance=in-use"
    assert addresses["industry"] == "stance=in-use"


def test_points_lead_to_their_row_or_to_their_page() -> None:
    to_row = picture.draw(quadrant(), [point(0.1, 0.5)], links=picture.to_row).points[0]
    assert to_row.address == "/en/catalogue/quadrant?area=it-market#placed-keycloak"
    to_page = picture.draw(quadrant(), [point(0.1, 0.5)], links=picture.to_software).points[0]
    assert to_page.address == "/en/catalogue/software/keycloak"


def test_a_picture_without_links_is_one_image_with_title_and_description() -> None:
    text = html(picture.draw(quadrant(), me=(software(), Placement(x=0.1, y=0.5))))
    assert 'role="img"' in text and "<a " not in text
    assert "<title id=" in text and "Keycloak lies in the area “Standard of the IT market”." in text


def test_links_in_a_picture_have_names_and_leave_the_keyboard_to_the_table() -> None:
    drawn = picture.draw(quadrant(), [point(0.1, 0.5)], links=picture.to_row)
    links = re.findall(r"<a [^>]*>", html(drawn, linked=True))
    assert len(links) == len(quadrant().areas) + 1
    assert all('tabindex="-1"' in one and re.search('aria-label="[^"]+"', one) for one in links)


def test_nothing_a_source_calls_its_software_becomes_markup() -> None:
    evil = '"><script>alert(1)</script>'
    drawn = picture.draw(
        quadrant(), [point(0.1, 0.5, evil)], me=(software(evil), Placement(x=0.1, y=0.5))
    )
    assert "<script" not in html(drawn, drag=True)
