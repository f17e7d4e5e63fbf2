# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Java and Kotlin: Gradle's build files, lock files and version catalogs."""

from tests.repositories.facts.manifests.declaring import declared, locked, short


def test_build_files_are_read_as_text() -> None:
    text = """plugins {
    id 'org.springframework.boot' version '3.5.0'
    id("io.spring.dependency-management") version "1.1.7"
    id 'java'
}
def junitVersion = '5.11.0'
dependencies {
    implementation 'org.springframework.boot:spring-boot-starter-web'
    implementation("com.google.guava:guava:33.0.0-jre")
    implementation platform('io.x:bom:2.0')
    testImplementation "org.junit:junit:$junitVersion"
    compileOnly group: 'org.projectlombok', name: 'lombok', version: '1.18.30'
    runtimeOnly 'org.postgresql:postgresql:${unknownVersion}'
    annotationProcessor 'a:b:1.+'
}
"""
    assert short(declared({"build.gradle": text})) == {
        "org.springframework.boot:org.springframework.boot.gradle.plugin": ("build", "3.5.0", 2),
        "io.spring.dependency-management:io.spring.dependency-management.gradle.plugin": (
            "build", "1.1.7", 3,
        ),
        "org.springframework.boot:spring-boot-starter-web": ("runtime", None, 8),
        "com.google.guava:guava": ("runtime", "33.0.0-jre", 9),
        "io.x:bom": ("runtime", "2.0", 10),
        "org.junit:junit": ("test", "5.11.0", 11),
        "org.projectlombok:lombok": ("build", "1.18.30", 12),
        "org.postgresql:postgresql": ("runtime", None, 13),
        "a:b": ("build", None, 14),
    }  # fmt: skip


def test_catalogs_take_their_scope_from_where_they_are_used() -> None:
    catalog = """[versions]
kotlin = "2.2.0"
strict = { strictly = "1.0" }
[libraries]
guava = "com.google.guava:guava:33.0.0-jre"
kotest-core = { module = "io.kotest:kotest-core", version.ref = "kotlin" }
split = { group = "a", name = "b", version.ref = "strict" }
[plugins]
kotlin = { id = "org.jetbrains.kotlin.jvm", version.ref = "kotlin" }
"""
    build = "dependencies {\n testImplementation(libs.kotest.core)\n api(libs.guava)\n}"
    files = {"gradle/libs.versions.toml": catalog, "core/build.gradle.kts": build}
    assert short(declared(files)) == {
        "com.google.guava:guava": ("runtime", "33.0.0-jre", 5),
        "io.kotest:kotest-core": ("test", "2.2.0", 6),
        "a:b": ("runtime", "1.0", 7),
        "org.jetbrains.kotlin.jvm:org.jetbrains.kotlin.jvm.gradle.plugin": ("build", "2.2.0", 9),
    }


def test_lock_file() -> None:
    text = "# comment\na:b:1.0=compileClasspath,runtime\nc:d:2=testCompileClasspath\nempty=x\n"
    assert short(locked({"gradle.lockfile": text})) == {
        "a:b": ("runtime", "1.0", 2),
        "c:d": ("test", "2", 3),
    }


def test_a_wall_of_spaces_does_not_stop_the_reader() -> None:
    wall = ("implementation" + " " * 3_000 + "(") * 100
    assert declared({"build.gradle": wall}) == {}
