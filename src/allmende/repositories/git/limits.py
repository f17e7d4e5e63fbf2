# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""How much an inspected repository may ask of the machine that reads it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one inspection; what they cut off is said in the coverage.

    - `blob_bytes`: larger blobs are counted but not handed out.
    - `total_bytes`: how much content one call of `read_blobs` hands out.
    - `seconds`: how long one call may last by the clock, what the caller does meanwhile included.
    - `patience`: how many seconds git may be silent about one commit's files.
    - `memory`: how many bytes a process of git may allocate, where the system can bound it.
    - `paths`: how many entries of one tree are kept, and how many one commit may touch.
    - `refs`: how many refs are followed.
    - `restarts`: how often a process of git that broke on an unreadable object is started again.
    - `clone_bytes`, `clone_seconds`: how much a clone may take up on the disk and how long it may
      take to fetch.
    """

    blob_bytes: int = 5_000_000
    total_bytes: int | None = None
    seconds: float | None = None
    patience: float = 120
    memory: int | None = 2_000_000_000
    paths: int = 2_000_000
    refs: int = 1_000_000
    restarts: int = 1_000
    clone_bytes: int = 20_000_000_000
    clone_seconds: float = 3_600
