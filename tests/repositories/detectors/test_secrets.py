# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a person would call a secret, and what not. Every value is put together here."""

import base64
from random import Random
from string import ascii_letters, digits

import pytest
from tests.repositories.detectors.trying import best, find_all

from allmende.repositories.detectors.judging import (
    entropy,
    fixture,
    in_place,
    lock_file,
    placeholder,
    random_looking,
)
from allmende.repositories.detectors.secrets.checksums import (
    github,
    gitlab_routable,
    grafana,
    with_github,
    with_gitlab_routable,
    with_grafana,
)

CHANCE = Random(7)


def made(length: int, letters: str = ascii_letters + digits) -> str:
    return "".join(CHANCE.choices(letters, k=length))


GITHUB = with_github("gh" + "p_" + made(36))
SECRET = made(9) + "!" + made(4) + "7q"


def test_a_checksum_tells_a_real_token_from_a_made_up_one() -> None:
    wrong = GITHUB[:-1] + ("A" if GITHUB[-1] != "A" else "B")
    assert github(GITHUB) and not github(wrong)
    assert best(GITHUB) >= 0.9
    assert best(wrong) <= 0.6


def test_checksums_of_gitlab_and_grafana_hold() -> None:
    routable = with_gitlab_routable("gl" + "pat-" + made(27) + "." + "0" * 9)
    account = with_grafana("gl" + "sa_" + made(32) + "_" + "0" * 8)
    assert gitlab_routable(routable) and best(routable) >= 0.9
    assert grafana(account) and best(account) >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "gh" + "p_" + "x" * 36,
        "AK" + "IAIOSFODNN7EXAMPLE",
        "gl" + "pat-" + "your-token-here-1234",
        "sk_" + "live_" + "1234567890" * 3,
        "password = 'changeme'",
        "passwort: geheim",
        "DB_PASSWORD=${DB_PASSWORD}",
        "password: '{{ vault_password }}'",
        'password = os.environ["PASSWORD"]',
        "const token = process.env.API_TOKEN;",
        '"password": "Passwort eingeben"',
        "postgres://user:password@localhost/db",
        "https://registry.stadt.de/@scope/paket",
        '"integrity": "sha512-' + base64.b64encode(CHANCE.randbytes(64)).decode() + '"',
        "commit " + made(40, "0123456789abcdef"),
        "passwordField = 'ctl00_password_17'",
        "secretKeyRef:\n  name: zugang\n  key: passwort\n",
        "-----BEGIN " + "RSA PRIVATE KEY-----\n...\n",
        "password = 'Wrong-Pass1'",
        "password = '123QWEqwe!'",
        "pwd_salt = pwd+salt",
        "ENV PASSWORD_FILE /run/secrets/db_password",
        "https://api.stadt.de/v1?access_token=${TOKEN}&a=1",
        'private String tokenUrl = "https://login.stadt.de/oauth2/token";',
    ],
)
def test_what_is_no_secret_is_not_reported(text: str) -> None:
    assert best(text) <= 0.4


@pytest.mark.parametrize(
    "text",
    [
        f"DB_PASSWORD={SECRET}\n",
        f"password: {SECRET}\n",
        f"<password>{SECRET}</password>",
        f'<add key="Passwort" value="{SECRET}"/>',
        f"'kennwort' => '{SECRET}',",
        f'dbPasswort := "{SECRET}"',
        f"ENV SMTP_PASSWORD={SECRET}\n",
        f"spring.datasource.password={SECRET}\n",
        f"postgresql://amt:{SECRET}@db1.stadt.de:5432/amt",
        f"jdbc:mysql://db1.stadt.de/amt?user=a&password={SECRET}",
        f"Server=sql1;Database=amt;User Id=dienst;Password={SECRET};",
        f"machine git.stadt.de login dienst password {SECRET}\n",
        f"curl -u dienst:{SECRET} https://api.stadt.de/",
        f"sshpass -p '{SECRET}' ssh dienst@stadt.de",
        "Authorization: Basic " + base64.b64encode(f"dienst:{SECRET}".encode()).decode(),
        "aws_secret_" + "access_key = " + made(38) + "/9",
        f"api_key: '{made(39)}7'",
        base64.b64encode(GITHUB.encode()).decode(),
        f"ENV DB_PASSWORD {SECRET}\n",
        f"// DB_PASSWORD: {SECRET}\n",
        f"define('JWT_SECRET', '{made(39)}7');",
        f"https://api.stadt.de/v1?access_token={made(39)}7&a=1",
        f"postgresql://amt:{SECRET}@db.prod.stadt.de:5432/amt",
        f"mysql://amt:{SECRET}@mysql1.stadt.de/amt",
        "xox"
        + "p-"
        + "-".join(made(12, digits) for _ in range(3))
        + "-"
        + made(32, "0123456789abcdef"),
        "API_KEY="
        + made(8, "0123456789abcdef")
        + "-4a1b-4c2d-9e3f-"
        + made(12, "0123456789abcdef"),
        f'const awsSecretAccess{"Key"}: string = "{made(38)}/9";',
    ],
)
def test_secrets_in_all_kinds_of_files_are_reported(text: str) -> None:
    assert best(text) > 0.5


def test_a_token_in_a_test_counts_less_but_is_not_dropped() -> None:
    token = "gl" + "pat-" + made(20)
    assert 0.5 < best(token, "tests/fixtures/a.py") < best(token, "src/a.py")


def test_values_of_lock_files_are_no_assignments() -> None:
    text = f'token = "{made(40)}"'
    assert best(text, "src/a.toml") > 0.5
    assert best(text, "poetry.lock") == 0


def test_two_tokens_beside_each_other_are_both_found() -> None:
    other = with_github("gh" + "o_" + made(36))
    values = {value for _, value, _ in find_all(f"{GITHUB},{other}")}
    assert {GITHUB, other} <= values


def test_chance_and_words_are_told_apart() -> None:
    assert entropy("") == 0
    assert random_looking(made(32)) and random_looking(made(32, "0123456789abcdef"))
    assert not random_looking("aaaaaaaaaaaaaaab")
    assert placeholder("<your-token>") and placeholder("${TOKEN}") and placeholder("abcdefghij")
    assert not placeholder(made(32))


def test_paths_are_told_apart() -> None:
    assert fixture("tests/a.py") and fixture("docs/b.rst") and fixture("a/README.md")
    assert not fixture("src/allmende/a.py")
    assert lock_file("web/package-lock.json") and not lock_file("web/package.json")


def test_a_path_known_later_lowers_what_was_judged_without_it() -> None:
    assert in_place(0.7, "poetry.lock") == 0.2
    assert in_place(0.95, "poetry.lock") == 0.95
    assert in_place(0.7, "tests/a.py") < 0.7 == in_place(0.7, "src/a.py")


def test_the_line_before_is_no_part_of_the_name() -> None:
    assert best(f"db:\n  passwort: {SECRET}\n") > 0.5
    assert best(f"hash\npasswort: {SECRET}\n") == best(f"\npasswort: {SECRET}\n")
    assert best(f"hash_passwort: {SECRET}\n") == 0
