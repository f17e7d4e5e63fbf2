# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The BSD licences, told apart by their number of clauses or by the name of that number.

Source: opensource.org, which calls three clauses "New", "Revised" or "Modified", and two
"Simplified".
"""

BSD_COUNTS: dict[str, str] = {
    "0": "0BSD",
    "1": "BSD-1-Clause",
    "2": "BSD-2-Clause",
    "3": "BSD-3-Clause",
    "4": "BSD-4-Clause",
}
"""By the number of clauses."""
BSD_BARE = ("BSD-3-Clause", "BSD-2-Clause", "BSD-4-Clause")
BSD_PHRASES = ("bsd", "berkeley software distribution", "berkeley", "bsd bsd", "bsdl")
BSD_WORDS: dict[str, str] = {
    **dict.fromkeys(("new", "revised", "modified", "new or revised", "new revised"), "3"),
    **dict.fromkeys(("revised or new", "new/revised", "new or modified"), "3"),
    **dict.fromkeys(("simplified", "simplified or freebsd", "simplified/freebsd"), "2"),
    **dict.fromkeys(("original", "old", "original or old", "old or original"), "4"),
}
"""What tells the number of clauses."""
COUNTS: dict[str, str] = {"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4"}
