# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Problems as SARIF 2.1.0, for tools that show findings where they lie."""

from collections.abc import Iterable
from typing import Any

from allmende.publiccode.model import Problem, Report
from allmende.sarif import Place, Result, Rule, Run, log

STANDARD = "https://yml.publiccode.tools/"


def sarif(checked: Iterable[tuple[str, Report]], language: str = "en") -> dict[str, Any]:
    """A log with one run: a result for each problem of the files, by name with their reports."""
    results = (
        _result(file, problem, language) for file, report in checked for problem in report.problems
    )
    return log([Run(tuple(results))])


def _result(file: str, problem: Problem, language: str) -> Result:
    message = problem.message[language]
    return Result(
        rule=Rule(f"publiccode/{problem.code}", help=problem.repair[language], address=STANDARD),
        level=problem.level,
        message=f"{problem.key}: {message}" if problem.key else message,
        places=(Place(file, problem.line or None, problem.key, problem.key),),
        fingerprints={"publiccode/v1": f"{problem.code}:{problem.key}"},
    )
