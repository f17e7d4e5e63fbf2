# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Lists of the licence desk on their way out as CSV or JSON."""

from allmende.workbench.core.exporting import CONTENT_TYPES, Row, answer, as_csv, as_json

__all__ = ["CONTENT_TYPES", "Row", "answer", "as_csv", "as_json"]
