# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`python -m allmende`, the same as the command `allmende`."""

from allmende.cli import main

main()
