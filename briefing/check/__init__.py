"""Read finished files back and prove them against their sources; independent of how they were drawn."""

from collections.abc import Callable, Mapping

from briefing.check.found import FileText
from briefing.check.match import match
from briefing.check.prove import prove
from briefing.model import Briefing, Finding

__all__ = ["check", "prove"]


def check(files: Mapping[str, bytes], briefing: Briefing) -> tuple[Finding, ...]:
    """Return what is wrong with finished files, given by format; formats without a way to read them back are passed."""
    found: list[Finding] = []
    for name, content in files.items():
        if name in _READERS:
            found += match(_READERS[name](content), briefing, name)
    return tuple(found)


def _read_pdf(content: bytes) -> FileText:
    from briefing.check.pdf import read_pdf

    return read_pdf(content)


def _read_word(content: bytes) -> FileText:
    from briefing.check.word import read_word

    return read_word(content)


_READERS: Mapping[str, Callable[[bytes], FileText]] = {"pdf": _read_pdf, "docx": _read_word}
