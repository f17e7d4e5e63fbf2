# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Run one benchmark, or all: `python -m tests.bench [NAME...]`."""

import importlib
import os
import pkgutil
import sys
import tempfile

import tests.bench as here

NAMES = sorted(
    module.name for module in pkgutil.iter_modules(here.__path__) if not module.name.startswith("_")
)


def main() -> int:
    chosen = sys.argv[1:] or NAMES
    if unknown := set(chosen) - set(NAMES):
        print(f"no such benchmark: {', '.join(sorted(unknown))}; there are: {', '.join(NAMES)}")
        return 2
    for name in chosen:
        # A place of its own, so that a measurement neither sees nor touches anybody's data.
        with tempfile.TemporaryDirectory(prefix="allmende-bench-") as data:
            os.environ.update(ALLMENDE_DATA=data, ALLMENDE_TEST="1", ALLMENDE_POLICY="munich")
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allmende.workbench.config.settings")
            importlib.import_module(f"tests.bench.{name}").main()
    return 0


sys.exit(main())
