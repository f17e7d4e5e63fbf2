# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""`allmende licence`: what a licence is, and what the office's policy says of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from allmende.cli.edge import COULD_NOT, FOUND, AsJson, CouldNot, answer, inputs, leave, texts
from allmende.cli.printing import print_classes, print_comparison, print_text, print_verdict
from allmende.cli.words import Context, FailOn, Form, InLanguage, PolicyName, at_or_above, level

if TYPE_CHECKING:
    from allmende.licences.policy import Verdict

verbs = typer.Typer(help="Licences: names, texts, verdicts, compatibility.", no_args_is_help=True)

Expressions = Annotated[
    list[str], typer.Argument(metavar="EXPR...", help="Licences; - reads JSON lines.")
]


@verbs.command()
def name(
    names: Annotated[
        list[str], typer.Argument(metavar="TEXT...", help="Names; - reads JSON lines.")
    ],
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Say which SPDX expression a name means, or between which it does not decide.

    Exit status 1 where a name is ambiguous or unknown.
    """
    from allmende.licences.names import normalise

    certain = True
    for written in texts(names, "name"):
        match = normalise(written)
        certain = certain and match.status == "match"
        if json:
            answer(match.as_json())
        else:
            found = match.expression or ", ".join(match.candidates)
            print(f"{written}: {' '.join(filter(None, (match.status, found)))} ({match.rule})")
    if not certain:
        leave(FOUND)


@verbs.command()
def text(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help='Files; - reads JSON lines, paths or {"text": ...}.'
        ),
    ],
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Say which licence a file holds: its text, a notice, or a tag.

    Exit status 1 where a file holds none, 2 where one cannot be read.
    """
    from allmende.licences.texts import identify

    status = 0
    for label, content in _contents(files):
        if isinstance(content, str):
            status = COULD_NOT
            result: dict[str, Any] = {"expression": None, "matches": [], "error": content}
        else:
            result = {**identify(content).as_json(), "error": None}
            status = max(status, FOUND if result["expression"] is None else 0)
        if json:
            answer({"input": label, **result})
        else:
            print_text(label, result)
    if status:
        leave(status)


def _contents(files: list[str]) -> Iterator[tuple[str, bytes | str]]:
    """Each input's label with its bytes, or with the reason (a str) why it cannot be read."""
    for given in inputs(files, ("text", "file")):
        if isinstance(given, dict) and isinstance(given.get("text"), str):
            label = str(given.get("file") or given["text"][:80])
            yield label, given["text"].encode(errors="replace")
            continue
        path = given["file"] if isinstance(given, dict) else given
        try:
            yield path, Path(path).read_bytes()
        except (OSError, ValueError) as error:
            yield path, getattr(error, "strerror", None) or str(error)


@verbs.command()
def satisfies(
    expression: Annotated[str, typer.Argument(metavar="EXPR", help="- reads JSON lines.")],
    allowed: Annotated[list[str] | None, typer.Argument(metavar="ALLOWED...")] = None,
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Say whether the allowed licences are enough for an expression, and by which branch.

    On - each line is {"expression": ..., "allowed": [...]}. Exit status 1 where they are not
    enough, 2 where something is no expression.
    """
    status = 0
    for question in _questions(expression, allowed or []):
        result = _satisfaction(question)
        status = max(status, COULD_NOT if result["error"] else int(not result["satisfied"]))
        if json:
            answer(result)
        elif result["error"]:
            print(f"{result['input']}: {result['error']}")
        else:
            enough = f"satisfied by {result['chosen']}" if result["satisfied"] else "not satisfied"
            print(f"{result['input']}: {enough}")
    if status:
        leave(status)


def _questions(expression: str, allowed: list[str]) -> Iterator[dict[str, Any]]:
    if expression != "-":
        yield {"expression": expression, "allowed": allowed}
        return
    for given in inputs(["-"], ("expression",)):
        if not isinstance(given, dict):
            given = {"expression": given}
        listed = given.get("allowed", allowed)
        yield {**given, "allowed": [listed] if isinstance(listed, str) else listed}


def _satisfaction(question: dict[str, Any]) -> dict[str, Any]:
    from allmende.licences.expressions import NotAnExpression
    from allmende.licences.expressions import satisfies as enough

    written, allowed = question["expression"], question["allowed"]
    base = {"input": written, "satisfied": False, "chosen": None, "missing": [], "error": None}
    if not isinstance(allowed, list) or not all(isinstance(one, str) for one in allowed):
        return {**base, "error": '"allowed" is a list of licences'}
    try:
        found = enough(written, allowed)
    except NotAnExpression as error:
        return {**base, "error": str(error)}
    return {
        **base,
        "satisfied": found.satisfied,
        "chosen": str(found.chosen) if found.chosen else None,
        "missing": list(found.missing),
    }


@verbs.command()
def check(
    expressions: Expressions,
    context: Context = "use",
    policy: PolicyName = "",
    purl: Annotated[str | None, typer.Option(help="Package URL, for waivers.")] = None,
    fail_on: FailOn = "avoid",
    form: Form = "text",
    language: InLanguage = "",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Say what the office's policy says of licences in a context of use: a rule, no legal advice.

    On - each line is a licence or {"expression": ..., "context": ..., "purl": ...}.
    Exit status 1 where a verdict is at or above --fail-on, 2 where a context is not known.
    """
    verdicts = _verdicts(expressions, context, policy, purl)
    form = "json" if json else form
    status = 0
    rows: list[dict[str, Any]] = []
    for written, verdict, error in verdicts:
        status = max(status, COULD_NOT if error else 0)
        if verdict is not None and at_or_above(verdict.level.value, fail_on):
            status = max(status, FOUND)
        if form == "sarif":
            rows += [_as_row(written, verdict)] if verdict else []
        elif form == "json":
            answer(_checked(written, verdict, error))
        elif verdict is None:
            print(f"{written}: {error}")
        else:
            print_verdict(written, verdict, language)
    if form == "sarif":
        from allmende import components

        rules = load(policy)
        judged = components.Judged(None, context, f"{rules.name} {rules.version}", rows)
        answer(components.sarif([judged], language))
    if status:
        leave(status)


def _verdicts(
    expressions: list[str], context: str, policy: str, purl: str | None
) -> Iterator[tuple[str, "Verdict | None", str | None]]:
    from allmende.licences.policy import UnknownContext

    rules = load(policy)
    for given in inputs(expressions, ("expression",)):
        asked = given if isinstance(given, dict) else {"expression": given}
        where, package = str(asked.get("context") or context), asked.get("purl") or purl
        try:
            verdict = rules.verdict(asked["expression"], where, purl=package and str(package))
        except UnknownContext as error:
            yield asked["expression"], None, str(error)
        else:
            yield asked["expression"], verdict, None


def _checked(written: str, verdict: "Verdict | None", error: str | None) -> dict[str, Any]:
    if verdict is None:
        empty: dict[str, Any] = {
            "context": None,
            "verdict": None,
            "reasons": [],
            "waiver": None,
            "policy": None,
        }
        return {"input": written, **empty, "error": error}
    problem = verdict.problem["en"] if verdict.problem else None
    return {"input": written, **verdict.as_json(), "error": problem}


def _as_row(written: str, verdict: "Verdict") -> dict[str, Any]:
    told = {"name": written, "version": None, "purl": None, "place": ""}
    told["licence"] = verdict.expression or written
    return {**told, **verdict.as_json(), "verdict": verdict.level.value}


def load(policy: str) -> Any:
    """The office's rules for licences. Raises CouldNot with file and line."""
    import os

    from allmende.licences.policy import load_policy
    from allmende.policies import PolicyError

    try:
        return load_policy(policy or os.environ.get("ALLMENDE_POLICY") or "plain")
    except PolicyError as error:
        raise CouldNot(str(error)) from error


@verbs.command()
def compatible(
    inbound: Annotated[
        list[str], typer.Argument(metavar="INBOUND...", help="Licences; - reads JSON lines.")
    ],
    outbound: Annotated[
        str, typer.Option(help="Licence of the whole; the policy's own by default.")
    ] = "",
    context: Context = "embed",
    policy: PolicyName = "",
    matrix: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A newer matrix of OSADL as JSON.")
    ] = None,
    fail_on: FailOn = "avoid",
    language: InLanguage = "",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """Say whether a part under INBOUND goes into a whole under --outbound: matrix and policy."""
    from allmende.licences.compatibility import Matrix, NotAMatrix
    from allmende.licences.compatibility import compatible as judge
    from allmende.licences.expressions import NotAnExpression
    from allmende.licences.policy import UnknownContext

    rules = load(policy)
    try:
        data = Matrix.read(matrix) if matrix else None
    except NotAMatrix as error:
        raise CouldNot(error.why[language]) from error
    status = 0
    for given in inputs(inbound, ("inbound",)):
        asked = given if isinstance(given, dict) else {"inbound": given}
        whole = str(asked.get("outbound") or outbound or rules.outbound)
        where = str(asked.get("context") or context)
        try:
            found = judge(asked["inbound"], whole, where, rules, data)
        except (NotAnExpression, UnknownContext) as error:
            raise CouldNot(str(error)) from error
        status = max(status, int(at_or_above(found.verdict.value, fail_on)))
        if json:
            answer(found.as_json())
        else:
            print(f"{found.inbound} -> {found.outbound}: {level(found.verdict.value, language)}")
            for reason in found.reasons:
                print(f"  {reason.rule}: {reason.text[language]}")
    if status:
        leave(status)


@verbs.command()
def obligations(
    expressions: Expressions,
    use: Annotated[str, typer.Option(help="use, pass-on, modify or network.")] = "pass-on",
    language: InLanguage = "",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """List what a licence asks for when its software is used, passed on, modified or offered."""
    from allmende.licences.obligations import Use, obligations_of

    if use not in set(Use):
        raise CouldNot(f"--use is one of {', '.join(Use)}")
    for written in texts(expressions, "expression"):
        found = obligations_of(written, Use(use))
        if json:
            rows = [one.as_json() for one in found]
            answer({"input": written, "use": use, "obligations": rows})
            continue
        print(written)
        for one in found:
            print(f"  {one.text[language]}" + (f" ({one.section})" if one.section else ""))


@verbs.command("compare-ci")
def compare_ci(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    context: Context = "embed",
    policy: PolicyName = "",
    language: InLanguage = "",
    json: Annotated[bool, AsJson] = False,
) -> None:
    """List where a configuration of CI and the written policy disagree, each with an example.

    Reads dependency review (file or workflow), ScanCode.io policies, ORT classifications.
    Exit status 1 where they disagree.
    """
    from allmende.licences import exchange
    from allmende.licences.policy import UnknownContext

    rules = load(policy)
    status = 0
    found: exchange.Comparison | exchange.ClassComparison
    for file in files:
        try:
            configuration = exchange.read_configuration(file)
            if isinstance(configuration, exchange.Classifications):
                found = exchange.compare_classes(configuration, rules)
            else:
                found = exchange.compare(configuration, rules, context)
        except exchange.NotAConfiguration as error:
            where = f"{error.file}:{error.line}" if error.line else error.file
            raise CouldNot(f"{where}: {error.why[language]}") from error
        except UnknownContext as error:
            raise CouldNot(str(error)) from error
        status = max(status, FOUND if found.disagreements else 0)
        if json:
            answer(found.as_json())
        elif isinstance(found, exchange.ClassComparison):
            print_classes(found, language)
        else:
            print_comparison(found, language)
    if status:
        leave(status)


@verbs.command("import")
def import_configuration(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    context: Context = "embed",
) -> None:
    """Write a foreign configuration as the beginning of a licences.yaml of one's own."""
    from allmende.licences import exchange

    try:
        print(exchange.as_policy(exchange.read_configuration(file), context), end="")
    except exchange.NotAConfiguration as error:
        raise CouldNot(str(error)) from error


@verbs.command()
def export(
    to: Annotated[str, typer.Option(help="dependency-review, scancode or ort.")],
    context: Context = "embed",
    policy: PolicyName = "",
) -> None:
    """Write the policy in a format that other tools read."""
    from allmende.licences import exchange
    from allmende.licences.policy import UnknownContext

    if to not in exchange.WRITERS:
        raise CouldNot(f"--to is one of {', '.join(exchange.WRITERS)}")
    try:
        print(exchange.WRITERS[to](load(policy), context), end="")
    except UnknownContext as error:
        raise CouldNot(str(error)) from error
