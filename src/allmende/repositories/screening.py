# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Many repositories, one after the other or side by side, whatever is wrong with one of them."""

from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from allmende.repositories.detectors import InternalNames, PublishedNames
from allmende.repositories.git import Limits, NotARepository
from allmende.repositories.inspecting import Inspection, Progress, inspect
from allmende.repositories.processes import ProcessDied, Processes
from allmende.repositories.scanning import StoreUnusable, open_store

AHEAD = 4
"""For each worker, how many repositories may be under way or done and not yet asked for."""


@dataclass(frozen=True, slots=True)
class Screened:
    """One repository of many: its inspection, or in German and English why there is none."""

    source: str
    inspection: Inspection | None
    error: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every repository; all of it can be pickled. See `inspect`."""

    names: InternalNames | None = None
    published: PublishedNames | None = None
    store: Path | None = None
    cache: Path | None = None
    limits: Limits | None = None
    subjects: Collection[str] | None = None
    with_scan: bool = True


def inspect_each(
    sources: Iterable[str | Path],
    *,
    names: InternalNames | None = None,
    published: PublishedNames | None = None,
    store: Path | None = None,
    cache: Path | None = None,
    limits: Limits | None = None,
    subjects: Collection[str] | None = None,
    with_scan: bool = True,
    jobs: int = 1,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Generator[Screened, None, None]:
    """Inspects all sources and answers them in their order, each as soon as those before it are.

    `jobs` processes of this machine do the work (1: this one); or an `executor`, of which `jobs` is
    how many workers it has. A Dask client's `get_executor()` will do, where store, cache and
    sources are folders that its workers see. Sources are read as they are needed, and memory holds
    at most `AHEAD` inspections for each worker.

    Whatever goes wrong with one source, the death of its worker included, is its `error`; the rest
    goes on (a `ProcessPoolExecutor` is the exception: it does nothing more once a worker died).
    `progress` is told the steps of each inspection where this process works, else "repositories"
    and how many are done. Raises StoreUnusable before the first one where `store` cannot be opened.
    """
    if store is not None and executor is None:
        open_store(store).close()
    with ExitStack() as stack:
        if store is None and jobs > 1 and executor is None and with_scan:
            # So that the automaton is compiled once, and what forks share is read once.
            store = Path(stack.enter_context(TemporaryDirectory(prefix="allmende-store-")))
        terms = Terms(names, published, store, cache, limits, subjects, with_scan)
        if executor is None and jobs == 1:
            yield from (screen(one, terms, progress) for one in sources)
            return
        if executor is None:
            executor = Processes(jobs)
            stack.callback(executor.shutdown, cancel_futures=True)
        yield from _in_order(executor, sources, terms, AHEAD * max(jobs, 1), progress)


def screen(source: str | Path, terms: Terms, progress: Progress | None = None) -> Screened:
    """One repository, here; never raises for what is wrong with it or its store."""
    try:
        found = inspect(
            source,
            names=terms.names,
            published=terms.published,
            store=terms.store,
            cache=terms.cache,
            limits=terms.limits,
            subjects=terms.subjects,
            with_scan=terms.with_scan,
            progress=progress,
        )
    except (NotARepository, StoreUnusable) as error:
        return Screened(str(source), None, dict(error.why))
    except Exception as error:
        return Screened(str(source), None, _unexpected(error))
    return Screened(str(source), found)


def _in_order(
    executor: Executor,
    sources: Iterable[str | Path],
    terms: Terms,
    most: int,
    progress: Progress | None,
) -> Iterator[Screened]:
    waiting: deque[tuple[str, Future[Screened]]] = deque()
    done = _Count(progress)
    rest = iter(sources)
    broken: Exception | None = None
    try:
        while broken is None:
            try:
                source = next(rest)
            except StopIteration:
                break
            except Exception as error:  # what was asked for before it is answered first
                broken = error
                break
            waiting.append((str(source), _submit(executor, source, terms, done)))
            while waiting and (len(waiting) >= most or waiting[0][1].done()):
                yield _answer(*waiting.popleft())
        while waiting:
            yield _answer(*waiting.popleft())
    finally:
        for _, future in waiting:
            future.cancel()
    if broken is not None:
        raise broken


class _Count:
    """Tells how many are done; called by whatever thread the executor has."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress, self.done = progress, 0

    def __call__(self, source: str, _future: object) -> None:
        self.done += 1
        if self.progress:
            self.progress(source, self.done, 0)


def _submit(
    executor: Executor, source: str | Path, terms: Terms, done: Callable[[str, object], None]
) -> Future[Screened]:
    try:
        future = executor.submit(screen, source, terms)
    except Exception as error:  # one that is broken takes nothing more
        future = Future()
        future.set_exception(error)
    future.add_done_callback(partial(done, str(source)))
    return future


def _answer(source: str, future: Future[Screened]) -> Screened:
    try:
        return future.result()
    except ProcessDied as error:
        return Screened(source, None, _died(str(error.status)))
    except Exception as error:
        return Screened(source, None, _died(f"{type(error).__name__}: {error}"))


def _died(status: str) -> Mapping[str, str]:
    return {
        "de": "Der Prozess, der das Repository untersuchte, wurde vorzeitig beendet; vielleicht "
        f"reichte der Speicher nicht ({status})",
        "en": "The process that inspected the repository ended early; perhaps memory did not "
        f"suffice ({status})",
    }


def _unexpected(error: Exception) -> Mapping[str, str]:
    what = f"{type(error).__name__}: {error}"
    return {
        "de": f"Bei der Untersuchung trat ein unerwarteter Fehler auf ({what})",
        "en": f"An unexpected error came up during the inspection ({what})",
    }
