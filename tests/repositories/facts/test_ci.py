# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Which CI there is and what it runs; a "no" is said only where nothing runs from elsewhere."""

import pytest
from tests.repositories.facts.looking import facts_of, looking_at

from allmende.repositories.facts import ci
from allmende.repositories.facts.ci_tools import REGISTRIES, SUBJECTS


def workflow(*lines: str) -> str:
    head = "on: push\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n"
    return head + "".join(f"      - {line}\n" for line in lines)


def state(key: str, **files: str) -> str:
    return facts_of(ci.find, looking_at(files))[key].state


def facts(text: str, path: str = ".github/workflows/ci.yml", **more: str):  # type: ignore[no-untyped-def]
    return facts_of(ci.find, looking_at({path: text, **more}))


@pytest.mark.parametrize(
    ("path", "system"),
    [
        (".github/workflows/a.yaml", "GitHub Actions"),
        (".gitlab-ci.yml", "GitLab CI"),
        (".gitlab/ci/build.yml", "GitLab CI"),
        ("Jenkinsfile", "Jenkins"),
        ("ci/Jenkinsfile.release", "Jenkins"),
        ("azure-pipelines.yml", "Azure Pipelines"),
        (".travis.yml", "Travis CI"),
        (".circleci/config.yml", "CircleCI"),
        (".drone.yml", "Drone"),
        (".woodpecker/test.yaml", "Woodpecker"),
        (".woodpecker.yml", "Woodpecker"),
        (".forgejo/workflows/a.yml", "Forgejo Actions"),
        (".gitea/workflows/a.yml", "Forgejo Actions"),
    ],
)
def test_each_system_is_known_by_its_files(path: str, system: str) -> None:
    present = facts("x: y", path)["ci.present"]
    assert present.state == "yes"
    assert present.value["systems"] == [system]


def test_without_ci_nothing_runs_and_what_a_forge_may_do_is_unknown() -> None:
    found = facts_of(ci.find, looking_at({"README.md": "we run pytest"}))
    assert found["ci.present"].state == "no"
    assert found["ci.tests"].state == "no"
    assert found["ci.static_analysis"].state == "unknown"
    assert found["ci.runs"].state == "unknown"


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("ci.tests", "run: ./mvnw -B verify"),
        ("ci.tests", "run: npm run test:unit"),
        ("ci.tests", "run: uv run pytest -q"),
        ("ci.tests", "run: ./gradlew --scan check"),
        ("ci.tests", "run: go test ./..."),
        ("ci.tests", "uses: it-at-m/lhm_actions/action-templates/actions/action-maven-build@v1"),
        ("ci.linters", "run: ruff check ."),
        ("ci.linters", "run: pnpm run lint"),
        ("ci.linters", "uses: pre-commit/action@v3"),
        ("ci.static_analysis", "uses: github/codeql-action/analyze@v4"),
        ("ci.static_analysis", "run: mvn sonar:sonar"),
        ("ci.static_analysis", "run: semgrep ci"),
        ("ci.dependency_review", "uses: actions/dependency-review-action@v4"),
        ("ci.vulnerability_scan", "uses: aquasecurity/trivy-action@v1"),
        ("ci.vulnerability_scan", "run: grype ."),
        ("ci.secret_scan", "run: gitleaks git"),
        ("ci.licence_check", "uses: fsfe/reuse-action@v5"),
        ("ci.sbom", "uses: anchore/sbom-action@v0"),
        ("ci.sbom", "run: trivy fs --format cyclonedx ."),
        ("ci.sbom", "run: docker buildx build --sbom=true ."),
        ("ci.signing", "run: cosign sign image"),
        ("ci.provenance", "uses: actions/attest-build-provenance@v3"),
        ("ci.provenance", "run: npm publish --provenance"),
        ("ci.publishing", "run: twine upload dist/*"),
        ("ci.publishing", "run: npm publish"),
        ("ci.publishing", "run: docker push ghcr.io/stadt/app"),
        ("ci.publishing", "uses: helm/chart-releaser-action@v1"),
        ("ci.scorecard", "uses: ossf/scorecard-action@v2"),
        ("ci.coverage", "run: pytest --cov=src"),
        ("ci.releases", "run: gh release create v1"),
        ("ci.dependency_updates", "uses: renovatebot/github-action@v40"),
    ],
)
def test_what_a_line_runs_is_recognised_with_its_place(key: str, line: str) -> None:
    fact = facts(workflow("uses: actions/checkout@v6", line))[key]
    assert fact.state == "yes"
    assert [(one.path, one.line) for one in fact.evidence] == [(".github/workflows/ci.yml", 7)]


@pytest.mark.parametrize(
    "line",
    [
        "# run: pytest, cosign sign, npm publish",
        "run: echo hello # then trivy and gitleaks",
        "name: Run pytest, ruff, trivy, gitleaks, cosign and npm publish",
        "uses: github/codeql-action/upload-sarif@v4",
        "image: ghcr.io/stadt/builder:1",
    ],
)
def test_what_only_talks_of_a_tool_does_not_run_it(line: str) -> None:
    found = facts(workflow(line))
    told = [key for key, fact in found.items() if fact.state == "yes" and key != "ci.present"]
    assert told == []


def test_what_templates_from_elsewhere_run_is_unknown_here() -> None:
    for text, path in (
        (workflow("run: pytest") + "  b:\n    uses: o/r/.github/workflows/x.yml@main\n", None),
        (workflow("uses: o/r/templates/actions/do-things@v1"), None),
        ("include:\n  - project: a/b\n    file: x.yml\n", ".gitlab-ci.yml"),
        ("include: https://example.org/ci.yml\n", ".gitlab-ci.yml"),
        ("@Library('shared') _\npipeline {}\n", "Jenkinsfile"),
    ):
        found = facts(text, path or ".github/workflows/ci.yml")
        assert found["ci.borrowed"].state == "yes", text
        assert found["ci.signing"].state == "unknown", text
        assert found["ci.signing"].evidence, text


def test_an_action_that_says_what_it_does_leaves_nothing_open() -> None:
    line = "uses: it-at-m/lhm_actions/action-templates/actions/action-trivy@v1"
    found = facts(workflow(line))
    assert found["ci.vulnerability_scan"].state == "yes"
    assert found["ci.signing"].state == "no"
    local = facts(workflow("uses: ./.github/workflows/other.yml"))
    assert local["ci.borrowed"].state == "no"


def test_services_that_work_by_themselves_are_known_by_their_settings() -> None:
    found = facts("x: y", ".github/dependabot.yml")
    assert found["ci.dependency_updates"].state == "yes"
    assert facts("x: y", "renovate.json")["ci.dependency_updates"].value["tools"] == [
        "renovate.json"
    ]


def test_steps_of_composite_actions_count() -> None:
    found = facts_of(
        ci.find,
        looking_at(
            {
                ".github/workflows/ci.yml": workflow("uses: ./.github/actions/check"),
                ".github/actions/check/action.yml": "runs:\n  steps:\n    - run: pytest\n",
            }
        ),
    )
    assert found["ci.tests"].evidence[0].path == ".github/actions/check/action.yml"


def test_every_tool_has_a_name_and_no_pattern_matches_nothing() -> None:
    for tools in (*SUBJECTS.values(), REGISTRIES):
        for tool in tools:
            assert tool.name
            assert not tool.pattern.search("")


def test_hostile_lines_do_not_stop_the_reader() -> None:
    wall = "      - run: mvn " + "npm run " * 2_000 + " " * 50_000 + "\n"
    assert facts(workflow("run: x") + wall * 20)["ci.present"].state == "yes"
