# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Package registries and container registries."""

from allmende.repositories.detectors.pattern import Pattern
from allmende.repositories.detectors.secrets.checksums import github, with_github
from allmende.repositories.detectors.secrets.making import GOOD, KEY, PAT, TOKEN, keyed, token

_PYPI = "https://github.com/pypi/warehouse/blob/main/warehouse/macaroons/services.py"
_DOCKER = "https://docs.docker.com/security/access-tokens/"
_JFROG = "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens"

PATTERNS: tuple[Pattern, ...] = (
    token(
        "npm",
        "npm",
        TOKEN,
        "npm_<w:36>",
        "https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/",
        check=github,
        checked=with_github,
    ),
    keyed(
        "npm-uuid",
        "npm",
        TOKEN,
        "npm|npmjs|_auth",
        "token",
        "<uuid>",
        "https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/",
    ),
    # The macaroon begins with its version, its location and the kind of its identifier.
    token("pypi", "PyPI", TOKEN, "pypi-AgEIcHlwaS5vcmc<url:50-1000>", _PYPI),
    token("testpypi", "TestPyPI", TOKEN, "pypi-AgENdGVzdC5weXBpLm9yZw<url:50-1000>", _PYPI),
    token("pypi-any", "PyPI", TOKEN, "pypi-AgE<url:70-1000>", _PYPI, confidence=0.9),
    token(
        "rubygems",
        "RubyGems",
        KEY,
        "rubygems_<hex:48>",
        "https://guides.rubygems.org/api-key-scopes/",
    ),
    token(
        "crates-io",
        "crates.io",
        TOKEN,
        "cio<w:32>",
        "https://github.com/rust-lang/crates.io/blob/main/src/util/token.rs",
        confidence=0.8,
    ),
    token(
        "nuget",
        "NuGet",
        KEY,
        "oy2<a0:43>",
        "https://learn.microsoft.com/nuget/nuget-org/scoped-api-keys",
        confidence=0.9,
    ),
    token("docker-hub-pat", "Docker Hub", PAT, "dckr_pat_<url:27>", _DOCKER),
    token("docker-hub-organisation", "Docker Hub", TOKEN, "dckr_oat_<url:27-32>", _DOCKER),
    token("artifactory-key", "JFrog Artifactory", KEY, "AKCp<w:69>", _JFROG),
    token("artifactory-reference", "JFrog Artifactory", TOKEN, "cmVmdGtu<w:56>", _JFROG),
    keyed(
        "artifactory-named",
        "JFrog Artifactory",
        KEY,
        "artifactory|jfrog|bintray",
        "key|token|password|secret",
        "<w:40-73>",
        _JFROG,
        confidence=GOOD,
    ),
    token(
        "clojars",
        "Clojars",
        TOKEN,
        "CLOJARS_<hex:60>",
        "https://github.com/clojars/clojars-web/wiki/Deploy-Tokens",
    ),
    token(
        "packagist-organisation",
        "Packagist",
        TOKEN,
        "packagist_<ort|uut|out>_<hex:68>",
        "https://packagist.com/docs/composer-authentication",
    ),
    token(
        "packagist-old",
        "Packagist",
        TOKEN,
        "packagist_ack_<hex:40-80>",
        "https://packagist.com/docs/api/",
    ),
    keyed(
        "cargo-registry",
        "crates.io",
        TOKEN,
        "cargo|crates",
        "token",
        "<w:32-35>",
        "https://doc.rust-lang.org/cargo/reference/registry-authentication.html",
    ),
    keyed(
        "cloudsmith",
        "Cloudsmith",
        KEY,
        "cloudsmith",
        "key|token",
        "<hex:40>",
        "https://help.cloudsmith.io/docs/api-key",
    ),
    keyed(
        "packagecloud",
        "packagecloud",
        TOKEN,
        "packagecloud",
        "token|key",
        "<hex:48>",
        "https://packagecloud.io/docs/api",
    ),
    keyed(
        "maven-central",
        "Maven Central",
        TOKEN,
        "sonatype|ossrh|maven[_-]?central|mavencentral",
        "token|password|secret",
        "<b64:30-64>",
        "https://central.sonatype.org/publish/generate-portal-token/",
    ),
    keyed(
        "quay-robot-named",
        "Quay",
        TOKEN,
        "quay",
        "token|password|secret",
        "<A0:64>",
        "https://docs.quay.io/glossary/robot-accounts.html",
    ),
    keyed(
        "hex-pm", "Hex", KEY, "hex", "api[_-]?key|key", "<hex:32>", "https://hex.pm/docs/publish"
    ),
    keyed(
        "cocoapods",
        "CocoaPods",
        TOKEN,
        "cocoapods|trunk",
        "token",
        "<hex:32>",
        "https://guides.cocoapods.org/making/getting-setup-with-trunk.html",
    ),
    keyed(
        "libraries-io",
        "Libraries.io",
        KEY,
        "libraries[_-]?io|librariesio",
        "key|token",
        "<hex:32>",
        "https://libraries.io/api",
    ),
)
