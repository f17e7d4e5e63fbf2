# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The command `allmende`: thin, parse, call, print."""


def main() -> None:
    """Run the command line."""
