"""A process beside this one for what may crash, never end or take all memory: it is killed, and only its task is lost.

The other side of the pipe is `serve`. It ends when the pipe is closed, or whoever asked is gone.
"""

import ctypes
import os
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

_SIZE = 8
"""Bytes in front of a message that say how long it is."""
_PIECE = 1 << 20
_SIGNAL_OF_PARENTS_DEATH = 1
"""PR_SET_PDEATHSIG of prctl(2)."""
_GRACE = 5.0
"""Seconds that a process which has closed its pipe may take to end."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a task may take."""

    seconds: int = 20
    """Of CPU time; 0 for as many as it takes, as with the others."""
    wall: float = 60.0
    """Seconds by the clock."""
    memory: int = 1536 * 1024**2
    """Bytes of address space of the whole process."""


UNLIMITED = Limits(0, 0, 0)


class Stopped(Exception):
    """The process was killed, or ended by itself; the message says why."""

    def __init__(self, reason: str, by_chance: bool = False) -> None:
        super().__init__(reason)
        self.by_chance = by_chance
        """Whether that may be due to the machine, which was busy or out of memory, and not to what was asked."""


class Guard:
    """A process that answers one message after the other. It is started with the first, and again after each loss."""

    def __init__(self, module: str, limits: Limits) -> None:
        self._module, self._limits = module, limits
        self._process: subprocess.Popen[bytes] | None = None
        self._is_over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the process."""
        self._stop(0)

    def kill(self) -> None:
        """Kill the process for good, from any thread: who waits for its answer, or asks later, gets `Stopped`."""
        self._is_over = True
        if process := self._process:
            process.kill()

    def ask(self, request: bytes) -> bytes:
        """Return the answer; raises `Stopped` where there is none within the limits, or no process can be started."""
        if self._process and self._process.poll() is not None:
            self.stop()  # it ended when nothing was asked of it, which is no fault of this request
        process = self._process = self._process or self._start()
        if self._is_over:
            raise self._stop(0)
        deadline = time.monotonic() + self._limits.wall if self._limits.wall else None
        try:
            _send(process, len(request).to_bytes(_SIZE, "big") + request, deadline)
            return _receive(process, int.from_bytes(_receive(process, _SIZE, deadline), "big"), deadline)
        except (BrokenPipeError, EOFError):
            raise self._stop(_GRACE) from None
        except TimeoutError:
            raise self._stop(0) from None

    def _start(self) -> "subprocess.Popen[bytes]":
        given = [str(self._limits.seconds), str(self._limits.memory), str(os.getpid())]
        try:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", self._module, *given],  # -P: what lies where it is started is no module
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},  # it is to find what we do
                start_new_session=True,  # an interruption from the keyboard is ours to handle
            )
        except OSError as error:
            raise Stopped(f"needs a process, and none can be started ({error.strerror})", by_chance=True) from error
        assert process.stdin is not None
        os.set_blocking(process.stdin.fileno(), False)
        return process

    def _stop(self, grace: float) -> Stopped:
        """End the process, which may still end by itself for so many seconds, and return why it ended."""
        process, self._process = self._process, None
        reason = Stopped(f"took more than {self._limits.wall:.0f} seconds", by_chance=True)
        if process is None:
            return reason
        with suppress(BrokenPipeError), process:  # which closing the pipe raises where a request was not read
            try:
                reason = _reason(process.wait(grace), self._limits)
            except subprocess.TimeoutExpired:
                process.kill()
        return reason


def _send(process: "subprocess.Popen[bytes]", message: bytes, deadline: float | None) -> None:
    assert process.stdin is not None
    descriptor, left = process.stdin.fileno(), memoryview(message)
    while left:
        _await(descriptor, select.POLLOUT, deadline)
        left = left[os.write(descriptor, left[:_PIECE]) :]


def _receive(process: "subprocess.Popen[bytes]", size: int, deadline: float | None) -> bytes:
    assert process.stdout is not None
    descriptor, pieces, missing = process.stdout.fileno(), [], size
    while missing:
        _await(descriptor, select.POLLIN, deadline)
        piece = os.read(descriptor, min(missing, _PIECE))
        if not piece:
            raise EOFError
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


def _await(descriptor: int, event: int, deadline: float | None) -> None:
    """Wait until a pipe is ready; raises TimeoutError where it is not before the deadline."""
    poll = select.poll()  # and not select.select, which knows the first thousand descriptors alone
    poll.register(descriptor, event)
    left = None if deadline is None else max(0.0, deadline - time.monotonic()) * 1000
    if not poll.poll(left):
        raise TimeoutError


def _reason(code: int, limits: Limits) -> Stopped:
    if code == -signal.SIGXCPU:
        return Stopped(f"took more than {limits.seconds} seconds of computing")
    if code < 0:
        name = signal.Signals(-code).name
        return Stopped(f"made its reader crash ({name})", by_chance=code == -signal.SIGKILL)
    return Stopped(f"made its reader end ({code})")


# --- the other side -----------------------------------------------------------------------------------------------


def serve(answer: Callable[[bytes], bytes]) -> None:
    """Answer what `Guard.ask` sends until there is no more, each within the limits and with no way to the network.

    A lack of memory is an error like others; what takes too long is ended by the system.
    """
    seconds, memory, asker = map(int, sys.argv[1:])
    _end_with(asker)
    if memory:
        memory = _at_most(memory, resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse_network)
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    while size := requests.read(_SIZE):
        request = requests.read(int.from_bytes(size, "big"))
        if seconds:
            _allow(seconds)
        made = answer(request)
        answers.write(len(made).to_bytes(_SIZE, "big") + made)
        answers.flush()


def _allow(seconds: int) -> None:
    """Give the process so much more time to compute."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = _at_most(int(used.ru_utime + used.ru_stime) + seconds + 1, resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _at_most(wanted: int, limit: int) -> int:
    """Return what of a limit may be had: whoever started the run may have set a lower one."""
    _, most = resource.getrlimit(limit)
    return wanted if most == resource.RLIM_INFINITY else min(wanted, most)


def _end_with(asker: int) -> None:
    """Let the system end this process with the one that asks: at work, it does not see that its pipe is closed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SIGNAL_OF_PARENTS_DEATH, signal.SIGKILL)
    if os.getppid() != asker:
        os._exit(1)  # it is gone already


def _refuse_network(event: str, arguments: object) -> None:
    if event.startswith("socket."):
        raise PermissionError("no reader opens the network")
