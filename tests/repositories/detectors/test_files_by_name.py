# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What a path alone says of the file."""

import pytest

from allmende.repositories.detectors.files_by_name import IDS, by_name


@pytest.mark.parametrize(
    ("path", "id"),
    [
        ("id_rsa", "file-ssh-key"),
        ("deploy/keys/id_ed25519", "file-ssh-key"),
        ("etc/ssh/ssh_host_ecdsa_key", "file-ssh-key"),
        ("a/Server.PPK", "file-putty-key"),
        ("app/src/main/resources/amt.p12", "file-key-store"),
        ("android/release.jks", "file-key-store"),
        ("Ablage/Passwoerter.kdbx", "file-password-database"),
        ("tls/private.key", "file-private-key"),
        ("certs/server-key.pem", "file-private-key"),
        ("certs/amt.pem", "file-pem"),
        (".env", "file-environment"),
        ("backend/.env.production", "file-environment"),
        (".aws/credentials", "file-credentials"),
        ("home/.kube/config", "file-credentials"),
        ("config/credentials.json", "file-credentials"),
        ("web/.htpasswd", "file-credentials"),
        ("vpn/amt.ovpn", "file-credentials"),
        ("infra/terraform.tfstate", "file-state"),
        ("infra/terraform.tfstate.backup", "file-state"),
        ("infra/secrets.auto.tfvars", "file-variables"),
        ("html/wp-config.php", "file-configuration-secret"),
        ("Zugangsdaten_2024.xlsx", "file-configuration-secret"),
        (".bash_history", "file-history"),
        ("db/prod-dump.sql.gz", "file-dump"),
        ("java_pid12.hprof", "file-memory"),
    ],
)
def test_a_name_says_what_the_file_holds(path: str, id: str) -> None:
    found = by_name(path)
    assert found is not None and found.id == id
    assert set(found.title) == {"de", "en"} and found.source.startswith("https://")


@pytest.mark.parametrize(
    "path",
    [
        "id_rsa.pub",
        ".env.example",
        ".env.sample",
        ".env.dist",
        "certs/public.pem",
        "certs/ca-bundle.pem",
        "wp-config-sample.php",
        "src/environment.ts",
        "src/key.py",
        "docs/id_rsa.md",
        "config.json",
        "kube/config.yaml",
        "src/credentials.py",
        "truststore.jks",
        "README.md",
        "src/shadow.css",
    ],
)
def test_other_names_say_nothing(path: str) -> None:
    assert by_name(path) is None


def test_a_file_in_the_tests_counts_less() -> None:
    inside, outside = by_name("tests/resources/a.p12"), by_name("src/a.p12")
    assert inside and outside and inside.confidence < outside.confidence


def test_every_kind_has_an_id_of_its_own() -> None:
    assert len(set(IDS)) == len(IDS)
