# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Both ways with the real programs, and the verification of what they leave."""

import json
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.publishing.cleaning import seeding
from tests.publishing.cleaning.seeding import Seeded, reachable, run, seed, token
from tests.repositories.making import Made, make

from allmende.publishing.cleaning import CleaningPlan, Origin, Verification, plan, plan_of, verify
from allmende.publishing.cleaning.verifying import Remaining


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cleaning")


@pytest.fixture(scope="module")
def store(place: Path) -> Path:
    return place / "store"


@pytest.fixture(scope="module")
def seeded(place: Path) -> Seeded:
    return seed(place / "example")


@pytest.fixture(scope="module")
def planned(seeded: Seeded, store: Path) -> CleaningPlan:
    return plan_of(seeded.folder, store=store, policy="plain", origin=Origin(name="Portal"))


@pytest.fixture(scope="module")
def ran(seeded: Seeded, planned: CleaningPlan, place: Path, store: Path) -> CompletedProcess[str]:
    return run(planned.ways[0].script["de"], seeded.folder, place / "rewritten", store)


@pytest.fixture(scope="module")
def spoilt(ran: CompletedProcess[str], seeded: Seeded, place: Path, store: Path) -> Verification:
    """The verification of a cleaned repository after everything went wrong again that can."""
    work = make(place / "spoilt")
    work.git("pull", "--quiet", str(place / "rewritten/cleaned.git"), "main")
    work.switch("forgotten", new=True)
    work.commit({"old.ini": seeded.line("past")}, "One place was forgotten")
    work.switch("main")
    work.commit({"notes.md": f"x{seeded.value('side')}x\n"}, "Glued, so that no detector sees it")
    work.commit({"deploy/server.key": seeding.key()}, f"The key was {seeded.value('merge')}")
    work.commit({"src/app.py": "print('bye')\n", "settings.ini": new_secret()}, "Edit")
    work.git("update-ref", "refs/original/refs/heads/main", "HEAD")
    return check(seeded, work, store)


def new_secret() -> str:
    return f"AWS_ACCESS_KEY_ID={token(99)}\n"


Began = tuple[CompletedProcess[str], Path, Made]


@pytest.fixture(scope="module")
def began(seeded: Seeded, place: Path, store: Path) -> Began:
    """From a clone in which the current state was tidied up before."""
    work = Made(place / "tidied", seeded.made.clock)
    seeded.made.git("clone", "--quiet", str(seeded.folder), str(work.folder))
    work.commit({"settings.ini": "[cloud]\n", "keys/inline.py": None}, "Tidy up")
    planned = plan_of(work.folder, store=store, origin=Origin(name="Portal\nEND\nexit 3"))
    assert planned.ways[1].ready
    done = run(planned.ways[1].script["en"], work.folder, place / "fresh", store)
    return done, place / "fresh/fresh.git", work


def at(found: Verification, place: str) -> Remaining:
    """What still stands at a place that begins like this."""
    return next(one for one in found.remaining if any(w.startswith(place) for w in one.where))


def check(seeded: Seeded, after: Path | Made, store: Path) -> Verification:
    folder = after.folder if isinstance(after, Made) else after
    return verify(seeded.folder, folder, store=store)


class TestThePlan:
    def test_names_every_value_and_says_how_its_place_goes(self, planned: CleaningPlan) -> None:
        goes = {
            (place.where, place.path): place.how for one in planned.offences for place in one.places
        }
        assert {goes["file", name] for name in (*seeding.ODD, "latin-\\xfc/.netrc")} == {"path"}
        assert goes["file", "deploy/server.key"] == "path"
        assert goes["file", "config.env"] == goes["file", "wide.ini"] == "text"
        assert goes["file", "packed.log.gz"] == goes["file", "all.zip"] == "version"
        assert goes["commit message", ""] == goes["tag message", ""] == "message"
        assert goes["object", ""] == "ref"

    def test_says_which_refs_lead_to_a_place(self, planned: CleaningPlan) -> None:
        places = [place for one in planned.offences for place in one.places]
        refs = {one.path or one.where: one.refs for one in places}
        assert refs["release.ini"] == ("refs/tags/v1",)
        assert "refs/heads/side" in refs["side.ini"] and "refs/tags/v1" in refs["side.ini"]
        assert ("refs/notes/commits",) in refs.values()
        assert refs["object"] == ("refs/tags/file",) and refs["tag message"] == ("refs/tags/v2",)

    def test_tells_no_value(self, planned: CleaningPlan, seeded: Seeded) -> None:
        told = json.dumps(planned.as_json())
        assert not [place for place, value in seeded.values.items() if value in told]

    def test_says_what_has_to_go_from_the_current_state_before_a_fresh_start(
        self, planned: CleaningPlan
    ) -> None:
        rewrite, fresh = planned.ways
        named = {one.id: one.places[0].path for one in planned.offences}
        assert rewrite.ready and not fresh.ready
        assert {named[id] for id in fresh.open} == {"keys/inline.py", "settings.ini"}

    def test_counts_what_stays_since_somebody_excepted_it_or_nobody_is_sure(self) -> None:
        one = {
            "id": "1" * 16,
            "kind": "secret",
            "detector": "password",
            "title": {"de": "Passwort", "en": "Password"},
            "redacted": "…",
            "path": "a.ini",
            "line": 1,
            "introduced": "c" * 40,
            "removed": None,
            "in_head": True,
        }
        found = plan(
            [
                {**one, "confidence": 0.9, "suppressed": None},
                {**one, "confidence": 0.5, "suppressed": None},
                {**one, "confidence": 0.9, "suppressed": {"reason": "made up"}},
            ]
        )
        assert (len(found.offences), found.doubtful, found.suppressed) == (1, 1, 1)

    def test_proposes_nothing_where_nothing_was_found(self) -> None:
        assert plan([]).ways == ()

    def test_takes_an_archive_of_a_stored_inspection_apart(self, planned: CleaningPlan) -> None:
        stored = [
            {
                **one.as_json(),
                "suppressed": None,
                "places": [
                    {key: value for key, value in each.as_json().items() if key != "member"}
                    | {"path": f"{each.path}!{each.member}" if each.member else each.path}
                    for each in one.places
                ],
            }
            for one in planned.offences
        ]
        places = [place for one in plan(stored).offences for place in one.places]
        assert ("all.zip", "inner/app.env") in {(one.path, one.member) for one in places}


class TestTheRewrittenHistory:
    def test_is_clean_and_the_script_says_so(
        self, ran: CompletedProcess[str], seeded: Seeded, place: Path, store: Path
    ) -> None:
        assert ran.returncode == 0, ran.stderr
        found = check(seeded, place / "rewritten/cleaned.git", store)
        assert found.clean and not found.differing and not found.remaining
        assert found.refs_gone == ("refs/tags/file",)
        assert {"settings.ini", "keys/inline.py"} <= set(found.changed)

    def test_holds_no_value_in_any_object(
        self, ran: CompletedProcess[str], seeded: Seeded, place: Path
    ) -> None:
        objects = reachable(place / "rewritten/cleaned.git")
        wide = {name: value.encode("utf-16-le") for name, value in seeded.values.items()}
        assert not [name for name, value in seeded.values.items() if value.encode() in objects]
        assert not [name for name, value in wide.items() if value in objects]
        assert b"BEGIN RSA" not in objects

    def test_leaves_no_file_with_values_and_prints_none(
        self, ran: CompletedProcess[str], seeded: Seeded, place: Path
    ) -> None:
        left = {one.name for one in (place / "rewritten").iterdir()}
        assert left == {"before.git", "cleaned.git", "paths.txt", "report.txt"}
        told = ran.stdout + ran.stderr + (place / "rewritten/report.txt").read_text()
        assert not [name for name, value in seeded.values.items() if value in told]

    def test_leaves_the_given_repository_as_it_was(self, ran: object, seeded: Seeded) -> None:
        assert seeded.value("past").encode() in reachable(seeded.folder)


class TestTheVerification:
    def test_finds_everything_where_nothing_was_done(self, seeded: Seeded, store: Path) -> None:
        found = check(seeded, seeded.folder, store)
        assert found.clean is False and not found.gone

    def test_finds_the_one_place_that_was_forgotten(self, spoilt: Verification) -> None:
        assert spoilt.clean is False
        assert at(spoilt, "old.ini:1 @ ").how == "finding"

    def test_finds_a_value_that_no_detector_recognises_any_more(self, spoilt: Verification) -> None:
        assert at(spoilt, "notes.md @ ").how == "value"

    def test_finds_a_value_in_a_message(self, spoilt: Verification) -> None:
        assert at(spoilt, "commit message").kind == "secret"

    def test_finds_a_file_that_goes_by_its_path(self, spoilt: Verification) -> None:
        assert at(spoilt, "deploy/server.key:").kind == "secret"
        assert len(spoilt.remaining) == 4

    def test_says_which_other_file_is_another(self, spoilt: Verification) -> None:
        assert spoilt.differing["HEAD"] == ("notes.md", "src/app.py")

    def test_says_what_was_not_there_before(self, spoilt: Verification) -> None:
        assert [one.where[0].partition(" @ ")[0] for one in spoilt.new] == ["settings.ini:1"]

    def test_says_what_a_copy_of_the_folder_would_carry_along(self, spoilt: Verification) -> None:
        assert spoilt.left_over == ("refs/original/refs/heads/main", "logs")

    def test_of_a_shallow_clone_does_not_know(
        self, ran: CompletedProcess[str], seeded: Seeded, place: Path, store: Path, tmp_path: Path
    ) -> None:
        url = f"file://{place / 'rewritten/cleaned.git'}"
        seeded.made.git("clone", "--quiet", "--bare", "--depth", "1", url, str(tmp_path / "one"))
        found = check(seeded, tmp_path / "one", store)
        assert found.clean is None and not found.complete

    def test_knows_nothing_better_than_what_was_looked_at(
        self, ran: CompletedProcess[str], seeded: Seeded, place: Path, store: Path
    ) -> None:
        found = check(seeded, place / "rewritten/cleaned.git", store)
        assert replace(found, complete=False).clean is None


class TestTheFreshHistory:
    def test_is_one_commit_with_the_files_of_today(self, began: Began) -> None:
        done, fresh, work = began
        assert done.returncode == 0, done.stdout + done.stderr
        assert work.git("-C", str(fresh), "rev-list", "--count", "--all") == "1"
        listed = work.git("-C", str(fresh), "ls-tree", "-r", "main").splitlines()
        before = work.git("ls-tree", "-r", "HEAD").splitlines()
        assert set(before) < set(listed) and len(listed) == len(before) + 1

    def test_says_where_it_comes_from(self, began: Began) -> None:
        _, fresh, work = began
        note = work.git("-C", str(fresh), "show", "main:PROVENANCE.md")
        assert work.git("rev-parse", "HEAD") in note and "@" not in note and "/" not in note
        assert "# Herkunft" in note and "# Provenance" in note and "Portal END exit 3" in note

    def test_holds_no_value(self, began: Began, seeded: Seeded) -> None:
        objects = reachable(began[1])
        assert not [name for name, value in seeded.values.items() if value.encode() in objects]

    def test_is_refused_by_its_verification_where_the_current_state_was_not_tidied_up(
        self, seeded: Seeded, planned: CleaningPlan, place: Path, store: Path
    ) -> None:
        done = run(planned.ways[1].script["en"], seeded.folder, place / "untidy", store)
        assert done.returncode == 1 and "Still there" in done.stdout
