# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Reports and inspections as documents, and as SARIF for tools that show findings where they lie.

Each takes the value or the JSON that it was kept as, so that an old report is shown as a new one.

>>> from datetime import date
>>> from allmende.criteria import Known, assess, load_criteria
>>> from allmende.documents import as_html
>>> asked = load_criteria("publication-check", "plain")
>>> report = assess(asked, Known(), repository="https://example.org/code.git")
>>> page = as_html(report_document(report, "en"))
>>> "Publication check" in page
True
"""

from allmende.reporting.inspections import inspection_document
from allmende.reporting.logs import inspections_sarif, reports_sarif
from allmende.reporting.reports import report_document

__all__ = ["inspection_document", "inspections_sarif", "report_document", "reports_sarif"]
