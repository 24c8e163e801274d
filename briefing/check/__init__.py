"""Read finished files back and prove them against their sources; independent of how they were drawn."""

from collections.abc import Callable, Mapping

from briefing.blocks import Page
from briefing.check.found import FileText
from briefing.check.match import match
from briefing.check.page import prove_own, prove_page
from briefing.check.prove import prove
from briefing.check.verdicts import REMEDIES, Verdict
from briefing.model import Briefing, Finding
from briefing.records import Record

__all__ = ["READABLE", "REMEDIES", "Verdict", "check", "check_edited", "prove", "prove_own", "prove_page"]


def check(files: Mapping[str, bytes], page: Page, briefing: Briefing) -> tuple[Finding, ...]:
    """Return what is wrong with finished files, given by format; a format without a way to read it back is passed.

    A Word file is looked at as a package, too.

    Raises:
        Unproven: a file cannot be read back at all.
    """
    found: list[Finding] = []
    for name, content in files.items():
        found += _PACKAGES[name](content) if name in _PACKAGES else ()
        if name in _READERS:
            found += match(_READERS[name](content), page, briefing, name)
    return tuple(found)


def check_edited(format: str, content: bytes, record: Record) -> tuple[Verdict, ...]:
    """Return what is to be said of a finished or edited file in one of the formats of `READABLE`.

    Raises:
        Unproven: it cannot be read back at all.
    """
    from briefing.check.edited import prove_edited

    return prove_edited(_READERS[format](content), record)


def _read_pdf(content: bytes) -> FileText:
    from briefing.check.pdf import read_pdf

    return read_pdf(content)


def _read_word(content: bytes) -> FileText:
    from briefing.check.word import read_word

    return read_word(content)


def _look_into_word(content: bytes) -> tuple[Finding, ...]:
    from briefing.check.package import check_package

    return check_package(content)


def _read_markdown(content: bytes) -> FileText:
    from briefing.check.markdown import read_markdown

    return read_markdown(content)


_READERS: Mapping[str, Callable[[bytes], FileText]] = {"pdf": _read_pdf, "docx": _read_word, "md": _read_markdown}
_PACKAGES: Mapping[str, Callable[[bytes], tuple[Finding, ...]]] = {"docx": _look_into_word}
"""Formats that are packages of parts."""

READABLE = tuple(sorted(_READERS))
"""The formats that can be read back."""
