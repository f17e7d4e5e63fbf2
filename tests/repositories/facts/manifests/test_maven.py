# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Java: pom.xml with properties, parents and managed versions."""

from tests.repositories.facts.looking import looking_at
from tests.repositories.facts.manifests.declaring import declared, package, short

from allmende.repositories.facts.manifests.maven import outside_parents

ROOT = """<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <parent>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId>
    <version>4.1.0</version>
    <relativePath/>
  </parent>
  <groupId>de.muenchen.app</groupId>
  <artifactId>app</artifactId>
  <version>1.0</version>
  <properties><guava.version>33.0.0-jre</guava.version><loop>${loop}</loop></properties>
  <licenses><license><name>MIT</name></license></licenses>
  <dependencyManagement><dependencies>
    <dependency><groupId>com.google.guava</groupId><artifactId>guava</artifactId>
      <version>${guava.version}</version></dependency>
    <dependency><groupId>io.x</groupId><artifactId>bom</artifactId><version>2</version>
      <type>pom</type><scope>import</scope></dependency>
  </dependencies></dependencyManagement>
</project>
"""
CHILD = """<project>
  <parent><groupId>de.muenchen.app</groupId><artifactId>app</artifactId><version>1.0</version></parent>
  <artifactId>child</artifactId>
  <dependencies>
    <dependency><groupId>com.google.guava</groupId><artifactId>guava</artifactId></dependency>
    <dependency><groupId>${project.groupId}</groupId><artifactId>other</artifactId>
      <version>${project.version}</version></dependency>
    <dependency><groupId>org.junit</groupId><artifactId>junit</artifactId><scope>test</scope></dependency>
    <dependency><groupId>a</groupId><artifactId>range</artifactId><version>[1,2)</version></dependency>
    <dependency><groupId>a</groupId><artifactId>looped</artifactId><version>${loop}</version></dependency>
    <dependency><groupId>a</groupId><artifactId>maybe</artifactId><version>1</version>
      <optional>true</optional></dependency>
  </dependencies>
  <build><plugins><plugin><artifactId>maven-jar-plugin</artifactId></plugin></plugins></build>
</project>
"""
FILES = {"pom.xml": ROOT, "child/pom.xml": CHILD}


def test_versions_come_from_properties_and_managed_versions_of_parents() -> None:
    assert short(declared(FILES)) == {
        "org.springframework.boot:spring-boot-starter-parent": ("build", "4.1.0", 3),
        "io.x:bom": ("build", "2", 17),
        "de.muenchen.app:app": ("build", "1.0", 2),
        "com.google.guava:guava": ("runtime", "33.0.0-jre", 5),
        "de.muenchen.app:other": ("runtime", "1.0", 6),
        "org.junit:junit": ("test", None, 8),
        "a:range": ("runtime", None, 9),
        "a:looped": ("runtime", None, 10),
        "a:maybe": ("optional", "1", 11),
        "org.apache.maven.plugins:maven-jar-plugin": ("build", None, 14),
    }


def test_the_package_inherits_its_group() -> None:
    own = package({"child/pom.xml": CHILD})
    assert (own.namespace, own.name, own.version) == ("de.muenchen.app", "child", "1.0")
    assert package({"pom.xml": ROOT}).licence == "MIT"


def test_parents_outside_of_the_tree_are_known_to_be_outside() -> None:
    found = list(outside_parents(looking_at(FILES)))
    assert found == [("pom.xml", 3, "org.springframework.boot:spring-boot-starter-parent")]


def test_parents_in_a_circle_or_outside_of_the_tree_come_to_an_end() -> None:
    circle = CHILD.replace(
        "<version>1.0</version></parent>",
        "<version>1.0</version><relativePath>pom.xml</relativePath></parent>",
    )
    out = CHILD.replace(
        "<version>1.0</version></parent>",
        "<version>1.0</version><relativePath>../../../etc/pom.xml</relativePath></parent>",
    )
    for text in (circle, out):
        assert "a:maybe" in declared({"pom.xml": text})


def test_properties_that_grow_without_end_stay_short() -> None:
    bomb = "".join(f"<p{n}>${{p{n + 1}}}${{p{n + 1}}}${{p{n + 1}}}</p{n}>" for n in range(30))
    text = f"""<project><properties>{bomb}<p30>{"x" * 99}</p30></properties><dependencies>
    <dependency><groupId>g</groupId><artifactId>a</artifactId><version>${{p0}}</version></dependency>
    </dependencies></project>"""
    assert len(declared({"pom.xml": text})["g:a"].wanted or "") <= 300
