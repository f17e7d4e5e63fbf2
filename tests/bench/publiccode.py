# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""publiccode.yml: 1,000 files checked, beside the floor, which is libyaml's events alone.

The files are the real ones of shared/data, each many times with another name in it.
"""

from pathlib import Path

import yaml
from tests.bench._table import peak_memory, print_table, seconds

from allmende import publiccode

REAL = Path(__file__).parents[3] / "shared/data/publiccode"
COUNT = 1_000


def main() -> None:
    real = [path.read_bytes() for path in sorted(REAL.glob("*.yml"))]
    if not real:
        print(f"no files in {REAL}")
        return
    files = [real[number % len(real)] + b"\n# %d\n" % number for number in range(COUNT)]
    publiccode.check(files[0])
    with seconds() as floor:
        for content in files:
            _events(content.decode("utf-8"))
    with seconds() as checked:
        valid = sum(publiccode.check(content).valid for content in files)
    with seconds() as read:
        for content in files:
            publiccode.read(content)
    with seconds() as repaired:
        for content in files[:100]:
            publiccode.repair(content)
    size = sum(map(len, files)) / len(files)
    rows = [
        (f"{COUNT:,} files of {size:,.0f} bytes, valid", f"{valid:,}"),
        ("floor: libyaml's events", f"{floor[0]:.2f} s, {floor[1]:.2f} s of CPU"),
        ("check", f"{checked[0]:.2f} s, {checked[1]:.2f} s of CPU"),
        ("read", f"{read[0]:.2f} s, {read[1]:.2f} s of CPU"),
        ("repair 100 of them", f"{repaired[0]:.2f} s, {repaired[1]:.2f} s of CPU"),
        ("peak memory", peak_memory()),
    ]
    print_table("publiccode", rows)


def _events(text: str) -> None:
    parser = yaml.cyaml.CParser(text)
    try:
        while parser.get_event() is not None:
            pass
    except yaml.YAMLError:
        pass
    finally:
        parser.dispose()
