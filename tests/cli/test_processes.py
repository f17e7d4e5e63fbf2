# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Programs side by side: one that ends is started again, one that cannot run is given up."""

import socket
import sys

import pytest

from allmende.cli.edge import CouldNot
from allmende.cli.processes import TRIES, Program, free_port


def test_a_port_that_is_taken_leads_to_the_next_free_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < free_port(port) < port + 20


def test_a_program_that_ends_is_started_again(capsys: pytest.CaptureFixture[str]):
    program = Program("web", [sys.executable, "-c", "raise SystemExit(3)"])
    program.start()
    first = program.process
    assert first is not None
    first.wait()
    program.look()
    assert program.process is not first
    assert "web ended with status 3" in capsys.readouterr().err
    program.process.wait()


def test_a_program_that_ends_over_and_over_is_given_up():
    program = Program("web", [sys.executable, "-c", "raise SystemExit(3)"])
    program.start()
    with pytest.raises(CouldNot, match="web ends again and again, the last time with status 3"):
        for _ in range(TRIES):
            program.process.wait()
            program.look()
