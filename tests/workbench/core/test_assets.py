# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Static files are collected when one of them changed, and not otherwise."""

from pathlib import Path

import pytest

from allmende.workbench.core import assets


@pytest.fixture
def style(settings, tmp_path: Path) -> Path:
    """One style sheet, the only file there is to collect."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "page.css").write_text("p { color: red }")
    settings.STORAGES = {**settings.STORAGES}
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    return tmp_path / "source" / "page.css"


@pytest.fixture(autouse=True)
def _finders_see_the_settings_of_the_test() -> None:
    from django.contrib.staticfiles import finders

    finders.get_finder.cache_clear()


def test_a_file_gets_a_name_that_holds_its_hash(style: Path, settings):
    assert assets.collect()
    names = {path.name for path in Path(settings.STATIC_ROOT).iterdir()}
    assert "staticfiles.json" in names
    assert any(name.startswith("page.") and name != "page.css" for name in names)


def test_the_second_time_nothing_is_done(style: Path):
    assert assets.collect()
    assert not assets.collect()


def test_a_changed_file_is_collected_again(style: Path):
    assets.collect()
    style.write_text("p { color: blue; margin: 0 }")
    assert assets.collect()
