# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What the catalogue's pages show, to whom, and what they never show."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.workbench.catalogue.making import entry, queries_of, software, take_in

from allmende.sources import Support, Usage
from allmende.workbench.accounts.models import User
from allmende.workbench.catalogue import searching
from allmende.workbench.catalogue.models import Software
from allmende.workbench.catalogue.services import editing, joining, placing, searches
from allmende.workbench.core.models import Unit

pytestmark = pytest.mark.django_db
TABS = ("overview", "sources", "users", "alternatives", "findings", "history")
INTERNAL = ("Reason nobody outside reads", "Kim Contact", "IT-Referat", "can mean several licences")
SCRIPT = "<script>alert(1)</script>"


def address(one: Software, tab: str = "overview") -> str:
    if tab == "overview":
        return one.get_absolute_url()
    return reverse("catalogue:software-tab", args=[one.slug, tab])


def read(client: Client, path: str, **query: Any) -> str:
    answer = client.get(path, query)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.fixture
def signed_in(
    client_of: Callable[..., Client], request: pytest.FixtureRequest
) -> Callable[[str], Client]:
    return lambda role: client_of(request.getfixturevalue(role))


@pytest.fixture
def keycloak(office: User) -> Software:
    """Said by two sources, edited, placed, and shown to the public."""
    take_in(
        entry(
            "Keycloak",
            "list-b",
            homepage="https://keycloak.org",
            repositories=("https://github.com/Keycloak/keycloak.git",),
            licences=("Apache-2.0",),
        )
    )
    found = software(
        "Keycloak",
        homepage="https://www.keycloak.org/",
        repositories=("https://github.com/keycloak/keycloak",),
        descriptions={"en": f"Signs people **in** {SCRIPT}", "de": "Meldet Menschen an"},
        texts={"de": "Bei uns zentral."},
        licences=("Apache",),
        tags=("sso",),
        usages=(Usage("Stadt Ulm", "DE", "municipal", 2020, "Kim Contact", "javascript:alert(2)"),),
        support=(Support("Heimdall GmbH", "javascript:alert(3)", "DE"),),
        replaces=("Okta",),
    )
    unit = Unit.objects.create(name="IT-Referat", short_name="IT")
    values = {"published": True, "stance": "in-use", "since": 2018, "unit": unit.pk}
    editing.edit(office, found, values)
    placing.place(office, found, 0.1, 0.5, INTERNAL[0])
    found.refresh_from_db()
    return found


# --- who may read what --------------------------------------------------------------------------


ROLES = ("stranger", "colleague", "community", "office")


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        ("catalogue:index", (200, 200, 200, 200)),
        ("catalogue:suggest", (200, 200, 200, 200)),
        ("catalogue:compare", (200, 200, 200, 200)),
        ("overview", (200, 200, 200, 200)),
        ("sources", (200, 200, 200, 200)),
        ("users", (200, 200, 200, 200)),
        ("alternatives", (200, 200, 200, 200)),
        ("findings", (404, 200, 200, 200)),
        ("history", (404, 200, 200, 200)),
        ("catalogue:new", (302, 403, 200, 200)),
        ("catalogue:edit", (302, 403, 200, 200)),
    ],
)
def test_each_role_reads_its_pages(
    signed_in: Callable[[str], Client], keycloak: Software, name: str, statuses: tuple[int, ...]
) -> None:
    if name in TABS:
        path = address(keycloak, name)
    else:
        path = reverse(name, args=[keycloak.slug] if name == "catalogue:edit" else [])
    assert tuple(signed_in(role).get(path).status_code for role in ROLES) == statuses


@pytest.mark.parametrize("tab", ["overview", "sources", "users", "alternatives"])
def test_the_public_reads_nothing_internal(
    signed_in: Callable[[str], Client], keycloak: Software, tab: str
) -> None:
    page = read(signed_in("stranger"), address(keycloak, tab))
    assert [word for word in INTERNAL if word in page] == []
    assert "Verbatim, as it came" not in page
    assert "split" not in page.lower()


def test_the_list_and_the_comparison_tell_the_public_nothing_internal(
    signed_in: Callable[[str], Client], keycloak: Software
) -> None:
    client = signed_in("stranger")
    pages = [
        read(client, reverse("catalogue:index")),
        read(client, reverse("catalogue:compare"), s=keycloak.slug),
        read(client, reverse("core:today")),
    ]
    assert [word for word in (*INTERNAL, "Placement") for page in pages if word in page] == []


def test_a_colleague_reads_contact_reason_and_findings(
    signed_in: Callable[[str], Client], keycloak: Software
) -> None:
    client = signed_in("colleague")
    together = "".join(read(client, address(keycloak, tab)) for tab in TABS)
    assert [word for word in INTERNAL if word not in together.replace("&quot;", '"')] == []


def test_our_own_word_names_the_unit_and_not_its_number(
    signed_in: Callable[[str], Client], keycloak: Software, office: User
) -> None:
    unit = Unit.objects.create(name="Department of Examples")
    editing.edit(office, keycloak, {"unit": unit.pk})
    assert "Department of Examples" in read(signed_in("office"), address(keycloak, "sources"))


def test_only_the_office_reads_the_record_word_for_word(
    signed_in: Callable[[str], Client], keycloak: Software
) -> None:
    path = address(keycloak, "sources")
    assert "Verbatim, as it came" in read(signed_in("office"), path)
    assert "Verbatim, as it came" not in read(signed_in("colleague"), path)


def test_what_is_not_published_does_not_exist_for_the_public(
    signed_in: Callable[[str], Client], keycloak: Software
) -> None:
    hidden = software("Hidden Gem", descriptions={"en": "nobody outside knows"})
    client = signed_in("stranger")
    assert client.get(address(hidden)).status_code == 404
    assert "Hidden Gem" not in read(client, reverse("catalogue:index"))
    assert "Hidden Gem" not in read(client, reverse("catalogue:compare"), s=hidden.slug)
    assert "Hidden Gem" not in read(client, reverse("catalogue:suggest"), q="Hidd")
    answer = client.get(reverse("catalogue:export", args=["csv"]))
    assert b"Hidden" not in b"".join(answer)  # type: ignore[arg-type]
    added = client.get(reverse("catalogue:compare"), {"add": "Hidden Gem"}, follow=True)
    assert "hidden-gem" not in added.request["QUERY_STRING"]


def test_the_public_page_says_all_that_the_imported_site_says(
    signed_in: Callable[[str], Client], munich: None
) -> None:
    site = software(
        "Zammad",
        "munich-site",
        homepage="https://zammad.org",
        developer="Zammad Foundation",
        repositories=("https://github.com/zammad/zammad",),
        licences=("AGPL-3.0-only",),
        licensing_model="open source",
        tags=("application", "k8s"),
        sponsor="https://example.org/sponsor",
        opencode="https://gitlab.opencode.de/x/y",
        descriptions={"de": "Tickets", "en": "Tickets of a [help desk](https://help.example.org)"},
        texts={"en": "We use it **everywhere**."},
    )
    page = read(signed_in("stranger"), address(site))
    wanted = [
        'href="https://zammad.org"',
        "Zammad Foundation",
        'href="https://github.com/zammad/zammad"',
        "AGPL-3.0-only",
        "open source",
        "k8s",
        'href="https://example.org/sponsor"',
        'href="https://gitlab.opencode.de/x/y"',
        'href="https://help.example.org"',
        "<strong>everywhere</strong>",
    ]
    assert [one for one in wanted if one not in page] == []


# --- what came from elsewhere is harmless -------------------------------------------------------


@pytest.mark.parametrize("tab", TABS)
def test_a_script_in_a_description_is_text(
    signed_in: Callable[[str], Client], keycloak: Software, tab: str
) -> None:
    assert SCRIPT not in read(signed_in("office"), address(keycloak, tab))


def test_a_script_in_a_search_is_text(
    signed_in: Callable[[str], Client], keycloak: Software
) -> None:
    client = signed_in("office")
    assert SCRIPT not in read(client, reverse("catalogue:index"), q=f"Keycloak {SCRIPT}")
    assert SCRIPT not in read(client, reverse("catalogue:index"), tag=SCRIPT)
    assert (
        SCRIPT
        not in client.get(
            reverse("catalogue:compare"), {"add": SCRIPT}, follow=True
        ).content.decode()
    )


@pytest.mark.parametrize("unsafe", ["javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_an_unsafe_address_is_never_a_link(
    signed_in: Callable[[str], Client], office: User, unsafe: str
) -> None:
    one = software(
        "Odd",
        homepage=unsafe,
        documentation=unsafe,
        sponsor=unsafe,
        opencode=unsafe,
        demo=unsafe,
        repositories=(unsafe,),
        descriptions={"en": f"[click]({unsafe})"},
        texts={"en": f"[click]({unsafe})"},
        usages=(Usage("Stadt Ulm", source=unsafe),),
        support=(Support("Heimdall", unsafe),),
    )
    editing.edit(office, one, {"published": True})
    client = signed_in("office")
    pages = [read(client, address(one, tab)) for tab in TABS]
    pages.append(read(client, reverse("catalogue:compare"), s=one.slug))
    assert [page for page in pages if f'href="{unsafe}' in page] == []


# --- what one reads -----------------------------------------------------------------------------


def test_the_small_print_says_who_agrees_and_who_does_not(
    signed_in: Callable[[str], Client], keycloak: Software
) -> None:
    page = read(signed_in("stranger"), address(keycloak))
    assert "2 sources agree" in page
    assert "says otherwise: Apache-2.0" in page


def test_a_text_in_another_language_says_so(
    signed_in: Callable[[str], Client], keycloak: Software
) -> None:
    page = read(signed_in("stranger"), address(keycloak))
    assert "this one is in: German" in page
    assert '<div class="prose" lang="de">' in page


def test_a_hit_is_marked_and_names_its_language(
    signed_in: Callable[[str], Client], keycloak: Software
) -> None:
    software("Anagrafe", descriptions={"it": "Anagrafe dei cittadini"})
    page = read(signed_in("office"), reverse("catalogue:index"), q="Anagrafe")
    assert "<mark>Anagrafe</mark>" in page
    assert '<p lang="it">' in page


def test_a_merged_entry_leads_to_what_took_it_in(
    signed_in: Callable[[str], Client], office: User, keycloak: Software
) -> None:
    other = software("RH-SSO")
    joining.merge(office, keycloak, other)
    client = signed_in("office")
    assert client.get(address(other))["Location"] == address(keycloak)
    assert "RH-SSO" in read(client, address(keycloak, "history"))


def test_the_history_names_fields_as_the_screen_does(
    signed_in: Callable[[str], Client], keycloak: Software
) -> None:
    page = read(signed_in("colleague"), address(keycloak, "history"))
    assert "edited Keycloak: " in page
    assert "licence_class" not in page
    assert "unit_id" not in page


def test_what_is_retired_names_no_year_of_use(
    signed_in: Callable[[str], Client], office: User, keycloak: Software
) -> None:
    assert "in use since 2018" in read(signed_in("office"), address(keycloak))
    editing.edit(office, keycloak, {"stance": "retired"})
    assert "since 2018" not in read(signed_in("office"), address(keycloak))


def test_a_filter_is_a_chip_that_takes_it_away(
    signed_in: Callable[[str], Client], keycloak: Software
) -> None:
    software("Other")
    page = read(signed_in("office"), reverse("catalogue:index"), stance="in-use", q="")
    assert "Stance: in use" in page
    assert "Other</a>" not in page


def test_the_public_cannot_filter_by_placement(
    signed_in: Callable[[str], Client], keycloak: Software
) -> None:
    page = read(signed_in("stranger"), reverse("catalogue:index"), area="nowhere")
    assert "Keycloak" in page


def test_a_page_beyond_the_last_shows_the_last(
    signed_in: Callable[[str], Client], keycloak: Software
) -> None:
    assert "Keycloak" in read(signed_in("stranger"), reverse("catalogue:index"), page=99)


def test_nothing_found_says_what_to_do(
    signed_in: Callable[[str], Client], keycloak: Software
) -> None:
    client = signed_in("community")
    page = read(client, reverse("catalogue:index"), q="qqqqzzzz")
    assert "Nothing found" in page
    assert reverse("catalogue:new") in page
    assert "Remove all filters" in read(client, reverse("catalogue:index"), q="qqzz", stance="x")


def test_an_export_holds_the_filtered_list(
    signed_in: Callable[[str], Client], keycloak: Software
) -> None:
    software("=Other")
    client = signed_in("colleague")
    answer = client.get(reverse("catalogue:export", args=["json"]), {"stance": "in-use"})
    told = json.loads(b"".join(answer))  # type: ignore[arg-type]
    assert [one["name"] for one in told["software"]] == ["Keycloak"]
    answer = client.get(reverse("catalogue:export", args=["csv"]))
    text = b"".join(answer).decode("utf-8-sig")  # type: ignore[arg-type]
    assert {row["name"] for row in csv.DictReader(io.StringIO(text))} == {"Keycloak", "'=Other"}


def test_a_search_is_kept_found_and_removed(
    signed_in: Callable[[str], Client], keycloak: Software, colleague: User
) -> None:
    client = signed_in("colleague")
    save = {"name": "Sign-in", "query": "q=sso&stance=in-use&nonsense=1"}
    page = client.post(reverse("catalogue:save-search"), save, follow=True).content.decode()
    assert "?q=sso&amp;stance=in-use" in page
    kept = searches.save(colleague, "Sign-in", "q=sso")
    page = client.post(reverse("catalogue:remove-search", args=[kept.pk]), follow=True)
    assert "My searches" not in page.content.decode()


def test_the_comparison_marks_what_differs(
    signed_in: Callable[[str], Client], keycloak: Software
) -> None:
    software("Authentik", licences=("MIT",), replaces=("Okta",))
    client = signed_in("office")
    columns = f"{reverse('catalogue:compare')}?s={keycloak.slug}&s=authentik"
    rows = {str(row.label): row.differs for row in client.get(columns).context["rows"]}
    assert rows["Licence"]
    assert not rows["Replaces"]
    only = client.get(f"{columns}&only=differences").context["rows"]
    assert all(row.differs for row in only)


def test_the_comparison_takes_five(signed_in: Callable[[str], Client]) -> None:
    take_in(*(entry(f"Tool {number}") for number in range(7)))
    client = signed_in("colleague")
    query = "&".join(f"s=tool-{number}" for number in range(7))
    page = client.get(f"{reverse('catalogue:compare')}?{query}")
    assert len(page.context["columns"]) == 5
    assert "the others were left out" in page.content.decode()


def test_a_column_is_added_by_name(signed_in: Callable[[str], Client]) -> None:
    take_in(entry("Nextcloud"), entry("ownCloud"))
    client = signed_in("colleague")
    answer = client.get(reverse("catalogue:compare"), {"s": "nextcloud", "add": "owncloud"})
    assert answer["Location"].endswith("?s=nextcloud&s=owncloud")


# --- editing ------------------------------------------------------------------------------------


def shown_in(client: Client, path: str) -> dict[str, Any]:
    """What the form holds, as a browser would send it back."""
    form = client.get(path).context["form"]
    sent = {}
    for field in form:
        value = field.value()
        if value not in (None, False, ""):
            sent[field.html_name] = "on" if value is True else value
    return sent


def test_saving_without_a_change_makes_no_word_of_our_own(
    signed_in: Callable[[str], Client], keycloak: Software
) -> None:
    before = editing.own_values(keycloak)
    client, path = signed_in("office"), reverse("catalogue:edit", args=[keycloak.slug])
    client.post(path, shown_in(client, path))
    assert editing.own_values(keycloak) == before


def test_our_own_word_can_be_withdrawn(
    signed_in: Callable[[str], Client], keycloak: Software
) -> None:
    client, path = signed_in("office"), reverse("catalogue:edit", args=[keycloak.slug])
    client.post(path, {**shown_in(client, path), "withdraw": ["since", "slug"]})
    keycloak.refresh_from_db()
    assert keycloak.since is None
    assert keycloak.stance == "in-use"


def test_a_preview_saves_nothing(signed_in: Callable[[str], Client], keycloak: Software) -> None:
    client, path = signed_in("office"), reverse("catalogue:edit", args=[keycloak.slug])
    sent = {**shown_in(client, path), "description_en": f"**New** {SCRIPT}", "preview": "1"}
    page = client.post(path, sent).content.decode()
    assert "<strong>New</strong>" in page
    assert SCRIPT not in page
    keycloak.refresh_from_db()
    assert "New" not in keycloak.descriptions["en"]


# --- no page costs more with more in it ---------------------------------------------------------


def a_crowd(number: int, users: int) -> Iterator[Any]:
    """Software that replace the same product, each with users, support and an alternative."""
    for one in range(number):
        yield entry(
            f"Tool {one}",
            descriptions={"en": f"Tool number {one}"},
            licences=("MIT",),
            repositories=(f"https://github.com/tools/tool-{one}",),
            usages=tuple(Usage(f"Town {town}", "DE") for town in range(users)),
            support=tuple(Support(f"Company {n}") for n in range(users)),
            replaces=("Okta",),
        )


def cost(client: Client, path: str) -> int:
    assert client.get(path).status_code == 200
    return queries_of(lambda: client.get(path))


PATHS = [
    "",
    "?q=tool",
    "?stance=observed",
    *(f"software/tool-0{tab}" for tab in ("", "/sources", "/users", "/alternatives")),
    *(f"software/tool-0{tab}" for tab in ("/findings", "/history", "/edit")),
]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_asks_no_more_with_more_rows(
    signed_in: Callable[[str], Client], office: User, path: str
) -> None:
    client, path = signed_in("office"), reverse("catalogue:index") + path
    take_in(*a_crowd(3, users=1))
    few = cost(client, path)
    take_in(
        *a_crowd(18, users=9),
        *(
            entry("Tool 0", f"list-{n}", repositories=("https://github.com/tools/tool-0",))
            for n in range(6)
        ),
    )
    for number in range(5):
        placing.place(office, Software.objects.get(slug="tool-0"), 0.1, 0.5, f"reason {number}")
    searching.rebuild()
    many = cost(client, path)
    assert many <= few, f"{few} queries became {many}"


def test_a_comparison_asks_no_more_with_more_columns(signed_in: Callable[[str], Client]) -> None:
    take_in(*a_crowd(5, users=5))
    client, path = signed_in("office"), reverse("catalogue:compare")
    two, five = (
        cost(client, f"{path}?{'&'.join(f's=tool-{n}' for n in range(number))}")
        for number in (2, 5)
    )
    assert five <= two
