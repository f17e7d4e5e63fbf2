# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""SARIF 2.1.0 (OASIS, 2020), as far as Allmende has something to say in it.

>>> from allmende.sarif import Result, Rule, Run, log
>>> rule = Rule("no-secrets", "Secrets in the history")
>>> found = Result(rule, "error", "AWS key: AK…", fingerprints={"finding/v1": "0a1b"})
>>> log([Run((found,))])["runs"][0]["results"][0]["ruleId"]
'no-secrets'
"""

from allmende.sarif.log import (
    Level,
    Notice,
    Place,
    Result,
    Rule,
    Run,
    Suppressed,
    log,
)

__all__ = ["Level", "Notice", "Place", "Result", "Rule", "Run", "Suppressed", "log"]
