# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The German texts are found, kept and checked, as templates and code bring them."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from allmende.workbench.core import messages

TEMPLATE = """
{% extends "base.html" %}{% load i18n %}
<h1>{% translate "Title" %}</h1>
    <p>{% blocktranslate trimmed count n=items|length %}
        One entry
      {% plural %}
        {{ n }} entries
    {% endblocktranslate %}</p>
  {% if x %}
{% translate "Open" context "state" as open %}
    {% blocktranslate context "greeting" with name=x.name %}Hello {{ name }}{% endblocktranslate %}
  {{ _("In a variable")|upper }} it's an apostrophe ( [ {
{% include "b.html" with label=_("As an argument") %}
{% comment %}{% translate "Never shown" %}{% endcomment %}
{% endif %}
"""
CODE = """
title = _("Plain")
lazy = gettext_lazy("{subject} was changed")
many = ngettext("%(n)d hour", "%(n)d hours", n)
word = pgettext("a person", "Reader")
long = gettext("One text in "
               "two pieces")
skipped = _(f"no {text}")
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workbench of one app, `core`, and a folder that is none."""
    for name, content in {
        "core/apps.py": "",
        "core/templates/core/page.html": TEMPLATE,
        "core/models.py": CODE,
        "core/migrations/0001_initial.py": '_("In a migration")',
        "config/settings.py": '_("A setting")',
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path


def translate(root: Path, **strings: str | tuple[str, ...]) -> None:
    """Fill every text with itself, but those named."""
    app = root / "core"
    catalog = messages.stored(app)
    for message in catalog:
        if message.id:
            key = messages._shown(message)
            message.string = strings.get(key, message.id)
    messages.po_file(app).write_bytes(messages._as_po(catalog))


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Title", None),
        (("One entry", "%(n)s entries"), None),
        ("Open", "state"),
        ("Hello %(name)s", "greeting"),
        ("In a variable", None),
        ("As an argument", None),
        ("Plain", None),
        ("{subject} was changed", None),
        (("%(n)d hour", "%(n)d hours"), None),
        ("Reader", "a person"),
        ("One text in two pieces", None),
        ("A setting", None),
    ],
)
def test_every_way_to_mark_a_text_is_found(root: Path, text: object, context: str | None):
    found = [(message.id, message.context) for message in messages.texts(root / "core")]
    assert (text, context) in found


@pytest.mark.parametrize("text", ["Never shown", "In a migration"])
def test_what_nobody_sees_is_not_collected(root: Path, text: str):
    assert text not in {message.id for message in messages.texts(root / "core")}


def test_collecting_twice_changes_nothing(root: Path):
    assert messages.extract(root) == [messages.po_file(root / "core")]
    assert messages.extract(root) == []


def test_translations_stay_and_texts_that_are_gone_go(root: Path):
    messages.extract(root)
    translate(root, Plain="Schlicht", Reader="Leserin")
    (root / "core" / "models.py").write_text('_("Plain"); _("New")')
    messages.extract(root)
    kept = {message.id: message.string for message in messages.stored(root / "core")}
    assert (kept["Plain"], kept["New"]) == ("Schlicht", "")
    assert "Reader" not in kept


def test_the_file_holds_neither_dates_nor_places(root: Path):
    messages.extract(root)
    written = messages.po_file(root / "core").read_text()
    assert "Date" not in written
    assert "models.py" not in written


def test_what_is_compiled_can_be_read_by_gettext(root: Path):
    import gettext

    messages.extract(root)
    translate(root, Plain="Schlicht")
    (target,) = messages.compile_all(root)
    with target.open("rb") as file:
        read = gettext.GNUTranslations(file)
    assert read.gettext("Plain") == "Schlicht"
    assert read.ngettext("%(n)d hour", "%(n)d hours", 2) == "%(n)d hours"


def test_what_is_up_to_date_is_not_compiled_again(root: Path):
    messages.extract(root)
    assert messages.compile_all(root)
    assert messages.compile_all(root) == []


def test_a_complete_translation_has_no_lacks(root: Path):
    messages.extract(root)
    translate(root)
    assert messages.check(root) == []


@pytest.mark.parametrize(
    ("text", "translation", "why"),
    [
        ("Title", "", "not translated"),
        ("One entry", ("Ein Eintrag", ""), "not translated"),
        ("{subject} was changed", "{thema} wurde geändert", "other placeholders"),
        ("Hello %(name)s", "Hallo", "other placeholders"),
        ("One entry", ("Ein Eintrag", "Viele Einträge"), "other placeholders"),
    ],
)
def test_a_lack_is_told_with_its_reason(root: Path, text: str, translation: object, why: str):
    messages.extract(root)
    translate(root, **{text: translation})
    (lack,) = messages.check(root)
    assert lack.text == text
    assert why in lack.why


def test_the_singular_may_leave_the_number_out(root: Path):
    messages.extract(root)
    translate(root, **{"%(n)d hour": ("eine Stunde", "%(n)d Stunden")})
    assert messages.check(root) == []


def test_an_uncertain_translation_is_a_lack(root: Path):
    messages.extract(root)
    translate(root)
    path = messages.po_file(root / "core")
    path.write_text(path.read_text().replace('msgid "Title"', '#, fuzzy\nmsgid "Title"'))
    assert [lack.why for lack in messages.check(root)] == ["uncertain (fuzzy)"]


def test_a_text_that_was_not_collected_is_a_lack(root: Path):
    messages.extract(root)
    translate(root)
    (root / "core" / "more.py").write_text('_("Quite new")')
    assert [(lack.text, lack.why) for lack in messages.check(root)] == [
        ("Quite new", "not collected")
    ]


def test_one_text_with_two_translations_is_a_lack(root: Path):
    for app, german in (("core", "Schlicht"), ("other", "Einfach")):
        (root / app).mkdir(exist_ok=True)
        (root / app / "apps.py").write_text('_("Plain")')
        messages.extract(root)
        catalog = messages.stored(root / app)
        for message in catalog:
            if message.id:
                message.string = german if message.id == "Plain" else message.id
        messages.po_file(root / app).write_bytes(messages._as_po(catalog))
    (lack,) = messages.check(root)
    assert "translated otherwise" in lack.why


def test_another_word_is_answered_with_the_usage(capsys: pytest.CaptureFixture[str]):
    assert messages.main(["dance"]) == 2
    assert "usage" in capsys.readouterr().err


def test_what_is_written_is_a_po_file(root: Path):
    messages.extract(root)
    with messages.po_file(root / "core").open("rb") as file:
        assert len(read_po(file, locale="de")) == 12
