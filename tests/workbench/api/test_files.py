# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The files of a software: publiccode.yml, CodeMeta and DCAT-AP, for everybody."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCAT, DCTERMS, RDF, Graph, Namespace, URIRef
from rdflib.compare import isomorphic
from tests.workbench.api import making
from tests.workbench.catalogue.making import software

from allmende import publiccode
from allmende.workbench.api import dcat

FOAF = Namespace("http://xmlns.com/foaf/0.1/")


@pytest.mark.django_db
def test_the_publiccode_yml_is_valid(client: Client) -> None:
    slug = making.ours().slug
    answer = client.get(f"/software/{slug}/publiccode.yml")
    assert answer["Content-Type"].startswith("application/yaml")
    assert publiccode.check(answer.content).valid


@pytest.mark.django_db
@pytest.mark.parametrize("file", ["publiccode.yml", "codemeta.json", "dcat.ttl"])
def test_of_what_is_not_public_there_is_none(client: Client, file: str, office: Any) -> None:
    slug = making.ours(published=False).slug
    client.force_login(office)
    assert client.get(f"/software/{slug}/{file}").status_code == 404


@pytest.mark.django_db
def test_codemeta_has_what_is_known_and_nothing_else(client: Client) -> None:
    slug = making.ours().slug
    said = client.get(f"/software/{slug}/codemeta.json").json()
    assert said.pop("identifier") and said.pop("publisher")["@type"] == "Organization"
    assert said == {
        "@context": "https://w3id.org/codemeta/3.0",
        "@type": "SoftwareSourceCode",
        "name": "Werkzeug 1",
        "codeRepository": making.address(),
        "version": "1.10",
        "datePublished": "2026-01-02",
        "operatingSystem": ["web"],
        "applicationCategory": ["workflow-management"],
        "developmentStatus": "stable",
        "description": making.LONG,
        "featureList": ["Anträge"],
        "license": "https://spdx.org/licenses/EUPL-1.2",
        "inLanguage": ["de"],
    }


@pytest.mark.django_db
def test_dcat_ap_has_every_mandatory_property_in_both_forms(client: Client) -> None:
    making.ours(1)
    making.ours(2)
    making.published(software("Stumm", repositories=(making.address(3),)))
    turtle = Graph().parse(data=client.get("/api/dcat-ap/catalogue.ttl").content, format="turtle")
    linked = Graph().parse(
        data=client.get("/api/dcat-ap/catalogue.jsonld").content, format="json-ld"
    )
    assert isomorphic(turtle, linked)
    [catalogue] = turtle.subjects(RDF.type, DCAT.Catalog)
    datasets = set(turtle.objects(catalogue, DCAT.dataset))
    assert datasets == set(turtle.subjects(RDF.type, DCAT.Dataset)) and len(datasets) == 2
    for one in (catalogue, *datasets):
        for wanted in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher):
            assert turtle.value(one, wanted, any=True) is not None, (one, wanted)
    [agent] = set(turtle.objects(catalogue, DCTERMS.publisher))
    assert list(turtle.objects(agent, FOAF.name))
    given = [turtle.value(one, DCAT.distribution) for one in datasets]
    assert {turtle.value(one, DCAT.accessURL) for one in given} == {
        URIRef(making.address(1)),
        URIRef(making.address(2)),
    }


@pytest.mark.django_db
def test_one_software_in_dcat_ap_needs_a_description(client: Client) -> None:
    silent = making.published(software("Stumm", repositories=(making.address(3),)))
    assert client.get(f"/software/{silent.slug}/dcat.ttl").status_code == 404
    assert client.get(f"/software/{making.ours().slug}/dcat.jsonld").status_code == 200


@given(
    text=st.text(st.characters(codec="utf-8", exclude_characters="\x00")),
    address=st.text(st.characters(codec="utf-8")),
)
def test_any_text_and_address_reads_back_from_both_forms(text: str, address: str) -> None:
    here = dcat.Link(f"https://example.org/{address}")
    node = dcat.Node(here, ("dcat:Dataset",), (("dct:title", dcat.Literal(text, "de")),))
    turtle = Graph().parse(data=dcat.turtle([node]), format="turtle")
    linked = Graph().parse(data=dcat.jsonld([node]), format="json-ld")
    for graph in (turtle, linked):
        assert [str(one) for one in graph.objects(None, DCTERMS.title)] == [text]
