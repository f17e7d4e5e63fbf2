# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The radar as people meet it: overview, lists, seen, watches, and what it costs."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.workbench.catalogue.making import entry, queries_of, record_of, take_in, text_of
from tests.workbench.communities import making as consulting
from tests.workbench.radar.making import gone, known_source, many, new, watch

from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.models import Software
from allmende.workbench.core.models import Event
from allmende.workbench.radar.models import Seen, Watch, Wish

pytestmark = pytest.mark.django_db
RADAR = "/en/radar/?since=7"


def shown(client: Client, address: str = RADAR) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return text_of(answer.content.decode())


@pytest.fixture
def me(client_of: Callable[[User], Client], office: User) -> Client:
    return client_of(office)


def test_who_watches_nothing_is_told_how_to_begin(me: Client) -> None:
    assert "You watch nothing yet" in shown(me)


def test_what_fits_a_watch_stands_beneath_it_with_before_and_after(
    me: Client, office: User
) -> None:
    known_source("Kimai", licences=("MIT",), descriptions={"en": "Time tracking"})
    watch(office, "search:q=time+tracking", "Time")
    take_in(
        entry("Kimai", licences=("AGPL-3.0-only",), descriptions={"en": "Time tracking"}),
        entry("Zulip", descriptions={"en": "Chat"}),
    )
    searching.rebuild()
    page = shown(me)
    assert "Time 1 entry search: time tracking Kimai changed" in page
    assert "Licence: before: MIT → now: AGPL-3.0-only list-a" in page
    assert "Time tracking" in page and "Zulip" not in page
    assert "Without a watch 1 new 0 changed 0 no longer seen" in page


def test_each_figure_counts_what_its_list_shows(me: Client, office: User) -> None:
    known_source("Kimai", "Wekan", tags=("office",))
    watch(office, "search:tag=office")
    new("Etherpad", tags=("office",))
    new("Zulip")
    take_in(entry("Kimai", tags=("office", "time")))
    gone("Wekan")
    searching.rebuild()
    page = me.get(RADAR).content.decode()
    figures = [
        (label, int(number))
        for number, label in re.findall(r'<b>(\d+)</b>\s*<a href="([^"]+)"', page)
    ]
    assert len(figures) == 6 and sum(number for _a, number in figures) == 4
    for address, number in figures:
        listed = me.get(address.replace("&amp;", "&"))
        assert listed.context["page"].paginator.count == number == len(listed.context["entries"])


def test_a_watch_of_a_category_knows_that_it_is_one(office: User) -> None:
    known_source("Kimai", tags=("office",))
    kinds = {
        what: watch(office, f"search:{what}").kind
        for what in ("tag=office", "source=list-a", "q=office", "tag=office&source=list-a")
    }
    assert list(kinds.values()) == ["tag", "source", "search", "search"]


def test_a_software_and_a_body_are_watched_as_such(me: Client, office: User) -> None:
    known_source("Kimai")
    watch(office, "software:kimai")
    body = consulting.body()
    watch(office, f"body:{body.pk}", "The board")
    take_in(entry("Kimai", homepage="https://kimai.example.org"))
    consulting.consultation(body=body)
    page = shown(me)
    assert "Homepage: before: – → now: https://kimai.example.org" in page
    assert "Draft of the guideline noted" in page


def test_a_merged_software_stays_watched(me: Client, office: User) -> None:
    known_source("Kimai", "Kimai 2")
    watch(office, "software:kimai-2", "Both")
    take_in(entry("Kimai", homepage="https://kimai.example.org"))
    kept, absorbed = (record_of("list-a", name).software for name in ("Kimai", "Kimai 2"))
    Software.objects.filter(pk=absorbed.pk).update(merged_into=kept)
    assert "Both 1 entry" in shown(me)


def test_a_new_source_is_one_line_and_says_what_of_it_fits(me: Client, office: User) -> None:
    known_source("Kimai", tags=("office",))
    watch(office, "search:tag=office")
    fresh = [entry(f"New {n}", "list-b", tags=("office",) if n else ()) for n in range(12)]
    take_in(*fresh)
    searching.rebuild()
    page = shown(me)
    assert "Source list-b new: 12 entries" in page
    assert "11 entries of the new source list-b fit" in page
    assert "New 3" not in page


def test_what_is_seen_is_gone_until_more_happens(me: Client, office: User) -> None:
    known_source("Kimai")
    watch(office, "software:kimai")
    take_in(entry("Kimai", homepage="https://one.example.org"))
    subject = f"software:{record_of('list-a', 'Kimai').software_id}"
    me.post("/en/radar/seen", {"subject": subject})
    assert "Nothing that fits" in shown(me)
    assert "https://one.example.org" in shown(me, RADAR + "&seen=1")
    take_in(entry("Kimai", homepage="https://two.example.org"))
    assert "https://two.example.org" in shown(me)


def test_seen_covers_no_more_than_the_page_showed(me: Client, office: User) -> None:
    known_source("Kimai")
    watch(office, "software:kimai")
    until = me.get(RADAR).context["until"]
    take_in(entry("Kimai", homepage="https://late.example.org"))
    me.post("/en/radar/seen", {"until": until})
    assert "https://late.example.org" in shown(me)
    me.post("/en/radar/seen", {})
    assert "https://late.example.org" not in shown(me)


@pytest.mark.parametrize("subject", ["software:x", "case:1", "software:0"])
def test_what_is_no_subject_is_not_noted(me: Client, subject: str) -> None:
    me.post("/en/radar/seen", {"subject": subject})
    assert not Seen.objects.exists()


def test_seen_leads_back_here_and_nowhere_else(me: Client) -> None:
    assert me.post("/en/radar/seen", {"back": RADAR})["Location"] == RADAR
    away = me.post("/en/radar/seen", {"back": "https://example.org/"})
    assert away["Location"] == "/en/radar/"


def test_a_search_is_watched_from_the_list(me: Client, office: User) -> None:
    known_source("Kimai", tags=("office",))
    searching.rebuild()
    page = me.get("/en/catalogue/?tag=office&news=new").content.decode()
    address = "/en/radar/watches/new?search=tag%3Doffice"
    assert address in page
    assert me.get(address).context["form"].initial["name"] == "Tag: office"
    said = {"what": "search:tag=office", "name": "Office", "mail": "weekly", "whose": "me"}
    assert me.post(address, said)["Location"] == "/en/radar/watches/"
    assert Watch.objects.get().owner == office and Wish.objects.get().rhythm == "weekly"
    assert me.get(address)["Location"] == Watch.objects.get().get_absolute_url()


def test_a_watch_can_be_chosen_without_a_search(me: Client) -> None:
    known_source("Kimai", tags=("office",))
    searching.rebuild()
    page = me.get("/en/radar/watches/new").content.decode()
    assert "office (1)" in page and "list-a (2)" in page
    me.post(
        "/en/radar/watches/new", {"what": "search:tag=office", "mail": "none", "whose": "office"}
    )
    made = Watch.objects.get()
    assert (made.name, made.kind, made.owner) == ("Tag: office", "tag", None)
    assert Event.objects.filter(kind="radar.shared").exists()


def test_watches_are_renamed_and_ended_and_mails_too(me: Client, office: User) -> None:
    known_source("Kimai")
    one = watch(office, "software:kimai", rhythm="daily")
    me.post(f"/en/radar/watches/{one.pk}", {"name": "Time", "mail": "weekly"})
    assert Watch.objects.get().name == "Time" and Wish.objects.get().rhythm == "weekly"
    me.post("/en/radar/watches/quiet")
    assert not Wish.objects.exists()
    me.post(f"/en/radar/watches/{one.pk}/remove")
    assert not Watch.objects.exists()


def test_the_start_page_counts_what_fits(me: Client, office: User) -> None:
    known_source("Kimai")
    watch(office, "software:kimai")
    take_in(entry("Kimai", homepage="https://kimai.example.org"))
    assert "1 entry on the radar fits my watches" in shown(me, "/en/")


def test_the_list_goes_as_a_file_without_formulas(me: Client, office: User) -> None:
    known_source("Kimai")
    watch(office, "software:kimai", "Mine")
    take_in(entry("Kimai", homepage="https://kimai.example.org"))
    new("Zulip")
    mine = me.get("/en/radar/list.json?since=7&watch=mine").content.decode()
    assert '"slug": "kimai"' in mine and '"watches": ["Mine"]' in mine and "zulip" not in mine
    assert "zulip" in me.get("/en/radar/list.csv?since=7").content.decode()


# --- whose ----------------------------------------------------------------------------------------


def test_ones_own_watches_are_nobody_elses(
    office: User, colleague: User, client_of: Callable[[User], Client]
) -> None:
    known_source("Kimai")
    own = watch(office, "software:kimai", "My secret")
    other = client_of(colleague)
    assert other.get(own.get_absolute_url()).status_code == 404
    assert other.post(f"{own.get_absolute_url()}/remove").status_code == 404
    assert "My secret" not in shown(other, "/en/radar/watches/")


def test_the_watches_of_the_office_are_the_offices(
    office: User, person: Callable[..., User], colleague: User, client_of: Callable[[User], Client]
) -> None:
    known_source("Kimai")
    shared = watch(office, "software:kimai", "For all", shared=True)
    other = person("office", username="second")
    assert "For all" in shown(client_of(other), "/en/radar/watches/")
    assert "For all" not in shown(client_of(colleague), "/en/radar/watches/")
    client_of(other).post(shared.get_absolute_url(), {"name": "For all", "mail": "daily"})
    assert Wish.objects.get().person == other


def test_who_is_not_of_the_office_shares_nothing(
    colleague: User, client_of: Callable[[User], Client]
) -> None:
    known_source("Kimai")
    said = {"what": "software:kimai", "name": "Mine", "mail": "none", "whose": "office"}
    client_of(colleague).post("/en/radar/watches/new?software=kimai", said)
    assert Watch.objects.get().owner == colleague


# --- what it costs --------------------------------------------------------------------------------


def test_thirty_watches_cost_as_many_queries_as_three(me: Client, office: User) -> None:
    many(40)
    searching.rebuild()
    for n in range(3):
        watch(office, f"search:q=Tool+{n}&source=list-a", f"Watch {n}")
        watch(office, f"software:tool-{n}")
    me.get(RADAR)
    few = queries_of(lambda: me.get(RADAR))
    for n in range(3, 30):
        watch(office, f"search:q=Tool+{n}", f"Watch {n}")
        watch(office, f"software:tool-{n}")
    assert queries_of(lambda: me.get(RADAR)) == few


def test_three_thousand_changes_cost_as_many_queries_as_a_hundred(me: Client, office: User) -> None:
    addresses = (RADAR, f"{RADAR}&watch=mine", f"{RADAR}&watch=rest")

    def costs() -> list[int]:
        watch(office, "search:q=Tool")
        watch(office, "software:tool-3")
        searching.rebuild()
        me.get(RADAR)
        return [queries_of(lambda address=one: me.get(address)) for one in addresses]

    many(100)
    few = costs()
    Software.objects.all().delete()
    Watch.objects.all().delete()
    many(3000)
    assert costs() == few


def test_the_list_of_watches_costs_the_same_for_many(me: Client, office: User) -> None:
    many(30)
    searching.rebuild()
    watch(office, "software:tool-1", rhythm="daily")
    me.get("/en/radar/watches/")
    few = queries_of(lambda: me.get("/en/radar/watches/"))
    for n in range(2, 30):
        watch(office, f"software:tool-{n}", rhythm="daily")
    assert queries_of(lambda: me.get("/en/radar/watches/")) == few
