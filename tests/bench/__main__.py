# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Run one benchmark, or all: `python -m tests.bench [NAME...]`.

What stands behind one NAME and is none itself is handed to it: `./dev bench repositories CLONE`.
"""

import importlib
import os
import pkgutil
import sys
import tempfile
from itertools import takewhile

import tests.bench as here

NAMES = sorted(
    module.name for module in pkgutil.iter_modules(here.__path__) if not module.name.startswith("_")
)


def main() -> int:
    chosen = list(takewhile(NAMES.__contains__, sys.argv[1:]))
    rest = sys.argv[1 + len(chosen) :]
    if rest and len(chosen) != 1:
        print(f"no such benchmark: {', '.join(rest)}; there are: {', '.join(NAMES)}")
        return 2
    chosen = chosen or NAMES
    for name in chosen:
        # A place of its own, so that a measurement neither sees nor touches anybody's data.
        with tempfile.TemporaryDirectory(prefix="allmende-bench-") as data:
            os.environ.update(ALLMENDE_DATA=data, ALLMENDE_TEST="1", ALLMENDE_POLICY="munich")
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allmende.workbench.config.settings")
            importlib.import_module(f"tests.bench.{name}").main(*([rest] if rest else []))
    return 0


sys.exit(main())
