# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
import pytest
from tests.repositories.facts.looking import facts_of, looking_at

from allmende.repositories.facts import publishing

POLICY = {"maven_groups": ["de.muenchen*"], "npm_scopes": ["@muenchen"]}
PARENT = "<parent><groupId>org.springframework</groupId></parent>"
POM = f"<project>\n{PARENT}\n<groupId>{{}}</groupId></project>"


def facts(files, policy=None, **more):
    return facts_of(publishing.find, looking_at(files, policy=policy, **more))


def test_the_group_of_maven_is_held_against_the_policy():
    good = facts({"pom.xml": POM.format("de.muenchen.oss")}, POLICY)
    assert good["publishing.maven-groups-as-policy"].state == "yes"
    assert good["publishing.maven-groups"].evidence[0].line == 3
    bad = facts({"pom.xml": POM.format("com.example")}, POLICY)
    assert bad["publishing.maven-groups-as-policy"].state == "no"


def test_the_parents_group_holds_where_there_is_no_own():
    text = "<project><parent><groupId>de.muenchen</groupId></parent></project>"
    assert facts({"pom.xml": text})["publishing.maven-groups"].value == ["de.muenchen"]


def test_the_group_of_gradle_is_found():
    files = {
        "build.gradle.kts": 'plugins {}\ngroup = "de.muenchen.x"\n',
        "gradle.properties": "a=b",
    }
    assert facts(files)["publishing.maven-groups"].value == ["de.muenchen.x"]


def test_private_packages_of_npm_need_no_scope():
    files = {"package.json": '{"name": "app", "private": true}'}
    assert facts(files, POLICY)["publishing.npm-scopes-as-policy"].state == "unknown"
    public = facts({"package.json": '{"name": "app"}'}, POLICY)
    assert public["publishing.npm-scopes-as-policy"].state == "no"
    scoped = facts({"package.json": '{"name": "@muenchen/app"}'}, POLICY)
    assert scoped["publishing.npm-scopes-as-policy"].state == "yes"


def test_without_a_policy_nothing_is_judged():
    seen = facts({"pom.xml": POM.format("com.example")})
    assert seen["publishing.maven-groups-as-policy"].state == "unknown"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("run: ./mvnw -B deploy -P release", "maven"),
        ("run: ./gradlew publish", "maven"),
        ("run: npm publish --access public", "npm"),
        ("uses: pypa/gh-action-pypi-publish@abc", "pypi"),
        ("uses: docker/build-push-action@abc", "container"),
        ("run: helm push chart.tgz oci://example", "helm"),
        ("uses: softprops/action-gh-release@abc", "release"),
    ],
)
def test_steps_that_publish_are_quoted(line, kind):
    seen = facts({".github/workflows/release.yml": f"jobs:\n  - {line}\n"})["publishing.steps"]
    assert seen.value == [kind]
    assert seen.evidence[0].line == 2


def test_a_local_publish_and_a_comment_publish_nothing():
    text = "# npm publish\nrun: ./gradlew publishToMavenLocal\n"
    assert facts({".github/workflows/ci.yml": text})["publishing.steps"].state == "no"


def test_what_only_the_forge_knows_is_said_to_be_unknown():
    seen = facts({})
    for key in ("branch-protection", "security-alerts", "private-vulnerability-reporting"):
        assert seen[f"publishing.{key}"].state == "unknown"
        assert "Plattform" in seen[f"publishing.{key}"].note["de"]


def test_the_origin_is_an_address_or_unknown():
    address = "https://github.com/it-at-m/example"
    assert facts({}, origin=address)["publishing.origin"].value == address
    assert facts({}, origin="/srv/git/example")["publishing.origin"].state == "unknown"


def test_broken_manifests_do_no_harm():
    files = {"pom.xml": "<a", "package.json": "[1", "composer.json": "[]", "build.gradle": b"\0"}
    assert facts(files)["publishing.maven-groups"].value == []
