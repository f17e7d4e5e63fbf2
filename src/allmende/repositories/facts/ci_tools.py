# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What is recognised in a line that CI runs: commands, actions and images by their own names.

A new tool is a line here. Patterns are made from the tools' documentation of their command line
and the names their makers publish actions under.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tool:
    """A name for people, and what gives it away in one line of a pipeline."""

    name: str
    pattern: re.Pattern[str]


def tools(*pairs: tuple[str, str]) -> tuple[Tool, ...]:
    return tuple(Tool(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in pairs)


MAVEN_PHASE = r"\bmvnw?\b[^#]{0,300}?\s(?:test|verify|package|install|deploy)\b"
RUN = r"\b(?:npm|pnpm|yarn|bun)\s{1,3}(?:run\s{1,3}|run-script\s{1,3})?"

SUBJECTS: dict[str, tuple[Tool, ...]] = {
    "ci.tests": tools(
        ("Maven", MAVEN_PHASE),
        ("Maven", r"uses:[^#]*maven-(?:build|verify|test)|action-maven-build"),
        ("Gradle", r"\bgradlew?\b[^#]{0,300}?\s:?[\w:]{0,60}(?:test|check|build)\b"),
        ("npm", RUN + r"(?:--\S+\s{1,3}){0,3}test\b|\b(?:npm|pnpm|yarn)\s{1,3}(?:t|tst)\b"),
        ("npm", r"action-npm-build"),
        ("Vitest, Jest", r"\b(?:vitest|jest|mocha|karma|ava)\b(?!\s{,3}:)"),
        ("Playwright, Cypress", r"\bplaywright\s{1,3}test\b|cypress\s{1,3}run|cypress-io/github"),
        ("pytest", r"\bpytest\b|\bpy\.test\b"),
        ("tox, nox", r"\b(?:tox|nox)\b(?:\s|$)"),
        ("unittest", r"-m\s{1,3}unittest\b|manage\.py\s{1,3}test\b"),
        ("Go", r"\bgo\s{1,3}test\b|\bgotestsum\b"),
        ("Cargo", r"\bcargo\s{1,3}(?:\+\S+\s{1,3})?(?:test|nextest|tarpaulin|llvm-cov)\b"),
        ("PHPUnit", r"\b(?:phpunit|pest)\b|artisan\s{1,3}test"),
        ("Ruby", r"\b(?:rspec|rake\s{1,3}(?:test|spec)|rails\s{1,3}test|minitest)\b"),
        (".NET", r"\bdotnet\s{1,3}test\b"),
        ("Dart", r"\b(?:flutter|dart)\s{1,3}test\b"),
        ("Swift", r"\bswift\s{1,3}test\b|xcodebuild\b[^#]{0,300}\btest\b"),
        ("Elixir", r"\bmix\s{1,3}(?:test|coveralls)\b"),
        ("R", r"\bR\s{1,3}CMD\s{1,3}check\b|check-r-package|testthat"),
        ("CTest", r"\bctest\b"),
        ("make", r"\bmake\s{1,3}(?:-\S+\s{1,3}){0,3}[\w-]*(?:test|check)[\w-]*\b"),
        ("Bazel", r"\bbazel(?:isk)?\s{1,3}test\b"),
        ("script", r"(?:\./|\bjust\s|\btask\s|\bbash\s{1,3})[\w./-]{0,60}\s{,3}\btests?\b"),
    ),
    "ci.linters": tools(
        ("ESLint", r"\beslint\b"),
        ("Prettier", r"\bprettier\b"),
        ("Stylelint", r"\bstylelint\b"),
        ("Biome", r"\bbiome\s{1,3}(?:ci|check|lint)\b|biomejs/"),
        ("npm", RUN + r"[\w:-]*(?:lint|format)[\w:-]*"),
        ("Ruff", r"\bruff\b"),
        ("Black", r"\bblack\s{1,3}(?:--|\.|\w)|psf/black"),
        ("Flake8, Pylint", r"\b(?:flake8|pylint)\b"),
        ("mypy, Pyright", r"\b(?:mypy|pyright)\b"),
        ("pre-commit", r"\bpre-commit\s{1,3}run\b|pre-commit/action"),
        ("Spotless", r"spotless:?(?:check|apply)"),
        ("Checkstyle", r"checkstyle"),
        ("PMD", r"\bpmd\b"),
        ("SpotBugs", r"spotbugs"),
        ("ktlint, detekt", r"\b(?:ktlint|detekt)\w*"),
        ("golangci-lint", r"golangci-lint|\bgo\s{1,3}vet\b|\bstaticcheck\b"),
        ("Clippy, rustfmt", r"\bcargo\s{1,3}(?:\+\S+\s{1,3})?(?:clippy|fmt)\b"),
        ("PHP-CS-Fixer, PHPStan", r"php-cs-fixer|\bphpcs\b|phpstan|\bpsalm\b|\bpint\b"),
        ("RuboCop", r"\brubocop\b"),
        ("dotnet format", r"\bdotnet\s{1,3}format\b"),
        ("Hadolint", r"hadolint"),
        ("ShellCheck", r"shellcheck"),
        ("yamllint", r"yamllint"),
        ("markdownlint", r"markdownlint|\bmdl\b"),
        ("actionlint, zizmor", r"\bactionlint\b|zizmor"),
        ("Super-Linter, MegaLinter", r"super-linter|megalinter"),
        ("Helm lint", r"\bhelm\s{1,3}lint\b|\bct\s{1,3}lint\b|kube-?linter|kubeconform"),
        ("make lint", r"\bmake\s{1,3}(?:-\S+\s{1,3}){0,3}[\w-]*(?:lint|fmt|format|style)[\w-]*"),
        ("mix format, Credo", r"\bmix\s{1,3}(?:format|credo)\b"),
        ("Dart", r"\b(?:dart|flutter)\s{1,3}analyze\b"),
        ("script", r"(?:\./|\bjust\s{1,3}|\btask\s{1,3})[\w./-]{0,60}\s{,3}\blint\b"),
    ),
    "ci.static_analysis": tools(
        ("CodeQL", r"github/codeql-action/(?:init|analyze|autobuild)|action-codeql"),
        ("CodeQL", r"workflows/codeql|\bcodeql\s{1,3}database\b"),
        ("SonarQube", r"sonarsource/|sonar:sonar|\bsonar-scanner\b|sonarqube|sonarcloud"),
        ("Semgrep, Opengrep", r"\b(?:semgrep|opengrep)\b"),
        ("Snyk Code", r"snyk\s{1,3}code|snyk/actions"),
        ("Bandit", r"\bbandit\b"),
        ("gosec", r"\bgosec\b|securego/"),
        ("Brakeman", r"\bbrakeman\b"),
        ("SpotBugs", r"find-?sec-?bugs|spotbugs"),
        ("GitLab SAST", r"template:\s{,9}['\"]?(?:Jobs|Security)/SAST|components/sast"),
        ("Coverity", r"coverity"),
        ("Codacy", r"codacy"),
        ("Qodana", r"qodana"),
        ("DevSkim, njsscan", r"\b(?:devskim|njsscan|mobsfscan|horusec)\b"),
    ),
    "ci.dependency_review": tools(
        ("dependency-review-action", r"dependency-review"),
        ("GitLab Dependency Scanning", r"(?:Jobs|Security)/Dependency-Scanning"),
    ),
    "ci.dependency_updates": tools(
        ("Renovate", r"renovatebot/|\brenovate\b"),
        ("Dependabot", r"dependabot[/-](?:core|script|gitlab)"),
        ("Scala Steward", r"scala-steward"),
    ),
    "ci.vulnerability_scan": tools(
        ("Trivy", r"\btrivy\b|trivy-action|action-trivy"),
        ("Grype", r"\bgrype\b|anchore/scan-action"),
        ("OSV-Scanner", r"osv-scanner"),
        ("OWASP Dependency-Check", r"dependency-?check"),
        ("npm audit", r"\b(?:npm|pnpm|yarn)\s{1,3}(?:npm\s{1,3})?audit\b"),
        ("pip-audit, Safety", r"\bpip-audit\b|\bsafety\s{1,3}(?:check|scan)\b"),
        ("cargo audit, cargo deny", r"cargo[\s-]{1,3}(?:audit|deny)"),
        ("govulncheck", r"govulncheck"),
        ("Snyk", r"\bsnyk\s{1,3}(?:test|monitor|container)|snyk/actions"),
        ("bundler-audit", r"bundle(?:r)?[\s-]audit"),
        ("composer audit", r"composer\s{1,3}audit"),
        ("Clair, Docker Scout", r"\bclair\b|docker/scout-action|docker\s{1,3}scout"),
        ("GitLab Container Scanning", r"(?:Jobs|Security)/Container-Scanning"),
        ("Dependency-Track", r"dependency-?track"),
    ),
    "ci.secret_scan": tools(
        ("Gitleaks, Betterleaks", r"gitleaks|betterleaks"),
        ("TruffleHog", r"trufflehog"),
        ("detect-secrets", r"detect-secrets"),
        ("Kingfisher, Titus", r"\bkingfisher\b|praetorian-inc/"),
        ("GitGuardian", r"ggshield|gitguardian"),
        ("GitLab Secret Detection", r"(?:Jobs|Security)/Secret-Detection"),
        ("Allmende", r"allmende\s{1,3}repository\s{1,3}clear"),
    ),
    "ci.licence_check": tools(
        ("REUSE", r"fsfe/reuse|\breuse\s{1,3}(?:lint|spdx)\b|fsfe/reuse-action"),
        ("ORT", r"oss-review-toolkit|\bort\s{1,3}(?:analyze|scan|evaluate)\b"),
        ("ScanCode", r"scancode"),
        ("FOSSA", r"\bfossa\b"),
        ("license-checker", r"license-?checker|license-maven|licensee\b|go-licenses|pip-licenses"),
        ("Allmende", r"allmende\s{1,3}(?:sbom|licence)\s{1,3}check"),
        ("dependency-review-action", r"(?:allow|deny)-licenses:"),
    ),
    "ci.sbom": tools(
        ("Syft", r"anchore/sbom-action|\bsyft\b"),
        ("CycloneDX", r"cyclonedx|\bcdxgen\b"),
        ("Trivy", r"trivy\b[^#]{0,300}(?:--format|-f)\s{1,3}(?:cyclonedx|spdx)"),
        ("Trivy", r"trivy\s{1,3}sbom|format:\s{,9}['\"]?(?:cyclonedx|spdx-json)"),
        ("BuildKit", r"^\s*sbom:\s{,9}['\"]?true|--sbom(?:=|\s)|attest=type=sbom"),
        ("Docker", r"docker\s{1,3}sbom"),
        ("npm sbom", r"\bnpm\s{1,3}sbom\b"),
        ("Microsoft SBOM Tool", r"\bsbom-tool\b"),
        ("SPDX", r"spdx-sbom-generator|\bspdx-maven|\bspdxsbom\b"),
        ("GitHub", r"actions/attest-sbom|dependency-graph/sbom"),
        ("bom", r"\bbom\s{1,3}generate\b"),
        ("goreleaser", r"^\s*sboms:"),
    ),
    "ci.signing": tools(
        ("cosign", r"\bcosign\b"),
        ("sigstore", r"sigstore/"),
        ("GPG", r"\bgpg\b[^#]{0,200}(?:--sign|--detach|-ab\b|--armor|-s\b)|ghaction-import-gpg"),
        ("GPG", r"gpg-private-key|gpg\.passphrase|maven_gpg|gpg_passphrase|signingkey"),
        ("Notation", r"\bnotation\s{1,3}sign\b|notaryproject/"),
        ("jarsigner, signtool", r"\b(?:jarsigner|signtool|codesign|apksigner)\b"),
        ("minisign, signify", r"\b(?:minisign|signify)\b"),
    ),
    "ci.provenance": tools(
        ("SLSA", r"slsa-framework/|slsa-verifier"),
        ("GitHub attestation", r"actions/attest(?:-build-provenance)?@"),
        ("BuildKit", r"^\s*provenance:\s{,9}['\"]?(?:true|mode)|--provenance(?:=|\s|$)"),
        ("npm provenance", r"npm_config_provenance|publish\b[^#]{0,200}--provenance"),
        ("PyPI attestation", r"^\s*attestations:\s{,9}['\"]?true|pypa/gh-action-pypi-publish@"),
        ("in-toto", r"\bin-toto\b|\bwitness\s{1,3}run\b"),
    ),
    "ci.coverage": tools(
        ("Codecov", r"codecov"),
        ("Coveralls", r"coveralls"),
        ("JaCoCo", r"jacoco"),
        ("coverage", r"--cov(?:erage|-report|=|\s)|\bcoverage\s{1,3}(?:run|report|xml)\b"),
        ("coverage", RUN + r"[\w:-]*coverage"),
        ("SonarQube", r"sonar\.coverage"),
    ),
    "ci.scorecard": tools(("OpenSSF Scorecard", r"ossf/scorecard|\bscorecard\s{1,3}--repo")),
    "ci.releases": tools(
        ("GitHub release", r"softprops/action-gh-release|ncipollo/release|\bgh\s{1,3}release\s"),
        ("GitHub release", r"actions/create-release|action-create-github-release"),
        ("semantic-release", r"semantic-release|release-please|changesets/action|release-it"),
        ("Maven release", r"release:(?:prepare|perform)|maven-release"),
        ("GoReleaser, JReleaser", r"\b(?:goreleaser|jreleaser)\b"),
        ("GitLab release", r"\brelease-cli\b|registry\.gitlab\.com/gitlab-org/release-cli"),
    ),
}  # fmt: skip

# A pipeline also pulls images from where it could publish them: only a line that says what is
# pushed, or where to, counts.
TO = r"(?:regist\w*|tags?|images|repo\w*|push|login)\b[^#]{0,120}"

REGISTRIES: tuple[Tool, ...] = tools(
    ("Maven Central", r"central\.sonatype|ossrh|oss\.sonatype|central-publishing"),
    ("Maven Central", r"publishtomavencentral|publishtosonatype|maven_central"),
    ("Maven Central", r"server-id:\s{,9}central"),
    ("Maven", r"\bmvnw?\b[^#]{0,300}?\sdeploy\b|action-maven-(?:release|deploy|publish)"),
    ("npm", r"\b(?:npm|pnpm|yarn(?:\s{1,3}npm)?|lerna|changeset)\s{1,3}publish\b|npm-publish"),
    ("npm", r"action-npm-(?:release|publish)|js-devtools/npm-publish"),
    ("PyPI", r"gh-action-pypi-publish|\btwine\s{1,3}upload"),
    ("PyPI", r"\b(?:poetry|uv|flit|hatch|pdm)\s{1,3}publish"),
    ("crates.io", r"\bcargo\s{1,3}(?:\+\S+\s{1,3})?publish\b"),
    ("RubyGems", r"\bgem\s{1,3}push\b|rubygems/release-gem"),
    ("NuGet", r"\bdotnet\s{1,3}nuget\s{1,3}push|\bnuget\s{1,3}push"),
    ("Packagist", r"packagist\.org/api"),
    ("pub.dev", r"\b(?:dart|flutter)\s{1,3}pub\s{1,3}publish"),
    ("Hex", r"\bmix\s{1,3}hex\.publish"),
    ("ghcr.io", TO + r"ghcr\.io|^\s*-?\s*ghcr\.io/"),
    ("Docker Hub", TO + r"docker\.io/|dockerhub_|docker_hub|docker-hub"),
    ("Docker", r"docker/build-push-action|\bdocker\s{1,3}(?:image\s{1,3})?push\b"),
    ("Docker", r"action-build-image|\bjib:build\b|kaniko|\bbuildah\s{1,3}push\b"),
    ("Docker", r"docker\s{1,3}buildx\s{1,3}build\b[^#]{0,300}--push"),
    ("Quay", TO + r"quay\.io"),
    ("GitLab registry", r"\$\{?ci_registry(?:_image)?\b"),
    ("openCode registry", r"registry\.opencode\.de"),
    ("Artifact Hub", r"artifacthub"),
    ("Helm repository", r"chart-releaser|\bhelm\s{1,3}(?:push|cm-push)\b|\bcr\s{1,3}upload\b"),
    ("Helm repository", r"action-helm"),
    ("GitHub Packages", r"(?:maven|npm|nuget|rubygems)\.pkg\.github\.com"),
    ("GitHub Pages", r"actions/deploy-pages|peaceiris/actions-gh-pages|gh-pages\b"),
)
