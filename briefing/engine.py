"""Where the work on files is done: in this process, in processes beside it, or on a Dask cluster.

Work comes in chunks, so that what it costs to hand over is little beside it; and the next chunk is only asked for when
somebody is free, so that no list holds them all. A chunk whose worker is lost is done again item by item: one that
kills its worker costs only itself.
"""

import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from briefing.errors import SettingsError
from briefing.guard import UNLIMITED, Guard, Stopped, serve

ENGINES = ("serial", "local", "dask")
_MODULE = "briefing.engine"
"""Of ours; under another name where it is run as a program."""
_AHEAD = 2
"""Chunks that are handed over for each worker: one that it works on, and the next."""
_LOST = (Stopped.__name__, "KilledWorker")
"""Names of the errors that say that a worker is gone; the second is Dask's, which is not imported for it."""

Item = TypeVar("Item")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Work(Generic[Item, Made]):
    """What is done to a chunk, and what stands for an item that cannot be done since it kills its worker."""

    do: Callable[[Sequence[Item]], Sequence[Made]]
    """Has to be found by name in another process; makes one thing of each item."""
    lost: Callable[[Item], Made]


def run(
    work: Work[Item, Made], chunks: Iterable[Sequence[Item]], engine: str, workers: int
) -> Iterator[Sequence[Made]]:
    """Yield what becomes of each chunk, in the order in which they are done.

    `engine` is "serial", "local", "dask" or "dask://" and the address of a scheduler; 0 workers are as many as there
    are processors. A single chunk is done here, whatever the engine: it would take longer to start another process.

    Raises:
        SettingsError: the engine is not known, not installed or not reached.
    """
    chunks = iter(chunks)
    first = list(islice(chunks, 2))
    if engine == "serial" or (engine == "local" and len(first) < 2):
        yield from map(work.do, chain(first, chunks))
        return
    workers = workers or len(os.sched_getaffinity(0))
    with _pool(engine, workers) as pool:
        yield from _mapped(work, chain(first, chunks), pool, workers * _AHEAD)


def _mapped(
    work: Work[Item, Made], chunks: Iterable[Sequence[Item]], pool: Executor, most: int
) -> Iterator[Sequence[Made]]:
    """Yield what becomes of each chunk, `most` of which are handed over at a time."""
    pending: dict[Future[Sequence[Made]], Sequence[Item]] = {}

    def done() -> Iterator[Sequence[Made]]:
        finished, _ = wait(pending, return_when=FIRST_COMPLETED)
        for future in finished:
            yield _result(future, work, pending.pop(future), pool)

    for chunk in chunks:
        pending[pool.submit(work.do, chunk)] = chunk
        if len(pending) >= most:
            yield from done()
    while pending:
        yield from done()


def _result(
    future: "Future[Sequence[Made]]", work: Work[Item, Made], chunk: Sequence[Item], pool: Executor
) -> Sequence[Made]:
    """Return what was made of a chunk; where its worker is lost, of each item alone."""
    try:
        return future.result()
    except Exception as error:
        if type(error).__name__ not in _LOST:
            raise
    if len(chunk) == 1:
        return [work.lost(chunk[0])]
    return [made for item in chunk for made in _result(pool.submit(work.do, [item]), work, [item], pool)]


@contextmanager
def _pool(engine: str, workers: int) -> Iterator[Executor]:
    """Lend an executor; all of its processes are gone when the block ends."""
    name, _, address = engine.partition("://")
    if name == "local":
        with _Processes(workers) as processes:
            yield processes
    elif name == "dask":
        with _dask(address, workers) as cluster:
            yield cluster
    else:
        raise SettingsError("engine", f"there is none called {engine!r}", f"use {', '.join(ENGINES)}")


class _Processes(ThreadPoolExecutor):
    """Runs each task in a process of its thread.

    Processes of `multiprocessing` import the program that was started once more, and outlive it when it is killed.
    """

    def __init__(self, workers: int) -> None:
        super().__init__(workers)
        self._all = tuple(Guard(_MODULE, UNLIMITED) for _ in range(workers))
        self._free: SimpleQueue[Guard] = SimpleQueue()
        for guard in self._all:
            self._free.put(guard)

    def submit(self, do: Callable[..., Any], /, *given: Any, **named: Any) -> "Future[Any]":
        """Hand over a call; both it and what it returns are pickled."""
        return super().submit(self._ask, pickle.dumps(partial(do, *given, **named)))

    def _ask(self, call: bytes) -> Any:
        guard = self._free.get()
        try:
            made = pickle.loads(guard.ask(call))
        finally:
            self._free.put(guard)
        if isinstance(made, Exception):
            raise made
        return made

    def __exit__(self, *error: Any) -> None:
        """End the processes; what they still do is of no use to anybody."""
        for guard in self._all:
            guard.stop()
        self.shutdown(cancel_futures=True)


def _serve() -> None:
    """Be one of these processes."""

    def answer(call: bytes) -> bytes:
        try:
            return pickle.dumps(pickle.loads(call)())
        except Exception as error:
            return pickle.dumps(error)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(answer)


@contextmanager
def _dask(address: str, workers: int) -> Iterator[Executor]:
    """Lend the executor of a scheduler, or of a cluster of processes on this machine."""
    try:
        from distributed import Client
    except ImportError:
        raise SettingsError("engine", "dask is not installed", "pip install 'briefing[dask]'") from None
    own = {"n_workers": workers, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    try:
        client = Client(f"tcp://{address}") if address else Client(**own)
    except OSError as error:
        message = f"no scheduler answers at {address} ({error})"
        raise SettingsError("engine", message, "start it, or mend the address") from error
    with client:
        yield client.get_executor()


if __name__ == "__main__":
    _serve()
