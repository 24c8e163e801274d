"""Where the work on files is done: in this process, in processes beside it, or on a Dask cluster.

Work comes in chunks, so that what it costs to hand over is little beside it; and the next chunk is only asked for when
somebody is free, so that no list holds them all. A chunk whose worker is lost is done again item by item: one that
kills its worker costs only itself.
"""

import logging
import os
import pickle
import signal
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from briefing.errors import SettingsError
from briefing.guard import UNLIMITED, Guard, Stopped, serve

ENGINES = ("serial", "local", "dask")
_REMOTE = "dask://"
_MODULE = "briefing.engine"
"""Of ours; under another name where it is run as a program."""
_AHEAD = 2
"""Chunks that are handed over for each worker: one that it works on, and the next."""
_PATIENCE = 60
"""Seconds to wait for the first worker of a cluster."""
_AGAIN = "run again: what was done is kept"
_KILLED = "KilledWorker"
"""The name of Dask's error that says that a worker is gone, again and again; Dask is not imported for it."""

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
) -> Generator[Sequence[Made], None, None]:
    """Yield what becomes of each chunk, in the order in which they are done; closed, give up what is not done yet.

    `engine` is "serial", "local", "dask" or "dask://" and the address of a scheduler; 0 workers are as many as there
    are processors, or threads of that cluster. A single chunk is done here, unless a cluster is asked for: it would
    take longer to start another process.

    Raises:
        SettingsError: the engine is not known, not installed or not reached.
    """
    if engine not in ENGINES and (not engine.startswith(_REMOTE) or engine == _REMOTE):
        raise SettingsError("engine", f"there is none called {engine!r}", f"use {', '.join(ENGINES)}")
    chunks = iter(chunks)
    first = list(islice(chunks, 2))
    if engine == "serial" or len(first) < (2 if engine == "local" else 1):
        yield from map(work.do, chain(first, chunks))
        return
    with _pool(engine, workers) as (pool, size):
        yield from _mapped(work, chain(first, chunks), pool, size * _AHEAD)


def _mapped(
    work: Work[Item, Made], chunks: Iterable[Sequence[Item]], pool: Executor, most: int
) -> Iterator[Sequence[Made]]:
    """Yield what becomes of each chunk, `most` of which are handed over at a time.

    An item that was alone when its process was killed is done once more at the end, when nothing else takes memory: for
    want of that the system may have killed it.
    """
    pending: dict[Future[Sequence[Made]], Sequence[Item]] = {}
    suspects: list[Item] = []

    def done() -> Iterator[Sequence[Made]]:
        finished, _ = wait(pending, return_when=FIRST_COMPLETED)
        for future in finished:
            yield _result(future, work, pending.pop(future), pool, suspects)

    for chunk in chunks:
        pending[pool.submit(work.do, chunk)] = chunk
        if len(pending) >= most:
            yield from done()
    while pending:
        yield from done()
    for item in suspects:
        yield _result(pool.submit(work.do, [item]), work, [item], pool)


def _result(
    future: "Future[Sequence[Made]]",
    work: Work[Item, Made],
    chunk: Sequence[Item],
    pool: Executor,
    suspects: list[Item] | None = None,
) -> Sequence[Made]:
    """Return what was made of a chunk; where its worker is lost, of each item alone. Those for later are `suspects`."""
    try:
        return future.result()
    except Exception as error:
        if not isinstance(error, Stopped) and type(error).__name__ != _KILLED:
            raise
        is_chance = isinstance(error, Stopped) and error.by_chance
    if len(chunk) > 1:
        alone = [[item] for item in chunk]
        return [made for one in alone for made in _result(pool.submit(work.do, one), work, one, pool, suspects)]
    if is_chance and suspects is not None:
        suspects.extend(chunk)
        return ()
    return [work.lost(chunk[0])]


@contextmanager
def _pool(engine: str, workers: int) -> Iterator[tuple[Executor, int]]:
    """Lend an executor, and say how many work in it; all of its processes are gone when the block ends."""
    size = workers or _processors()
    if engine == "local":
        with _Processes(size) as processes:
            yield processes, size
        return
    client = _client(engine.partition(_REMOTE)[2], size)
    size = workers or sum(client.nthreads().values()) or 1
    with _Cluster(client, size) as cluster:
        yield cluster, size


def _processors() -> int:
    """Return how many processors this process may use, or where the system does not tell that, how many there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
        """End the processes; what they still do is of no use to anybody, and what waits for them begins no more."""
        self.shutdown(wait=False, cancel_futures=True)
        for guard in self._all:
            guard.kill()
        self.shutdown()
        for guard in self._all:
            guard.stop()


def _serve() -> None:
    """Be one of these processes."""

    def answer(call: bytes) -> bytes:
        try:
            return pickle.dumps(pickle.loads(call)())
        except Exception as error:
            return _sent(error)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(answer)


def _sent(error: Exception) -> bytes:
    """Return an error as bytes; one that cannot be pickled, or not be made of that again, in its own words."""
    try:
        sent = pickle.dumps(error)
        pickle.loads(sent)
    except (pickle.PickleError, AttributeError, TypeError):
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return sent


class _Cluster(ThreadPoolExecutor):
    """Hands each task to a Dask cluster, and waits for it in a thread of its own.

    The executor that Dask has never ends a task whose worker was lost between its end and the handing over.
    """

    def __init__(self, client: Any, workers: int) -> None:
        super().__init__(workers * _AHEAD)
        self._client = client

    def submit(self, do: Callable[..., Any], /, *given: Any, **named: Any) -> "Future[Any]":
        """Hand over a call; both it and what it returns are pickled."""
        return super().submit(self._ask, partial(do, *given, **named))

    def _ask(self, call: Callable[[], Any]) -> Any:
        try:
            return self._client.submit(call, pure=False).result()
        except CancelledError:
            raise SettingsError("engine", "the cluster was lost", f"mend it and {_AGAIN}") from None

    def __exit__(self, *error: Any) -> None:
        """Let go of the cluster, or end it where it is ours; what is not done yet is not done any more."""
        self.shutdown(wait=False, cancel_futures=True)
        self._client.close()
        self.shutdown()


def _client(address: str, workers: int) -> Any:
    """Return a client of a Dask scheduler, or of a cluster of processes on this machine that it ends with itself."""
    try:
        from distributed import Client
    except ImportError:
        raise SettingsError("engine", "dask is not installed", "pip install distributed") from None
    if not address:
        own = {"threads_per_worker": 1, "dashboard_address": "127.0.0.1:0", "silence_logs": logging.CRITICAL}
        return Client(n_workers=workers, processes=True, **own)
    try:
        client = Client(f"tcp://{address}")
    except (OSError, ValueError) as error:
        message = f"no scheduler answers at {address} ({error})"
        raise SettingsError("engine", message, "start it, or mend the address") from error
    try:
        client.wait_for_workers(1, _PATIENCE)
    except TimeoutError:
        client.close()
        message = f"the scheduler at {address} has no worker"
        raise SettingsError("engine", message, f"start one and {_AGAIN}") from None
    return client


if __name__ == "__main__":
    _serve()
