"""Read finished files back and prove them against their sources; independent of how they were drawn."""

from collections.abc import Callable, Mapping

from briefing.blocks import Page
from briefing.check.evidence import match_evidence
from briefing.check.found import FileText
from briefing.check.match import match
from briefing.check.page import prove_own, prove_page
from briefing.check.prove import prove
from briefing.check.verdicts import REMEDIES, Verdict
from briefing.check.whole import match_whole
from briefing.model import Briefing, Finding
from briefing.records import Record

__all__ = [
    "READABLE",
    "REMEDIES",
    "Verdict",
    "broken_claims",
    "check",
    "check_edited",
    "prove",
    "prove_own",
    "prove_page",
]


def check(files: Mapping[str, bytes], page: Page, briefing: Briefing) -> tuple[Finding, ...]:
    """Return what is wrong with finished files, given by format; a format without a way to read it back is passed.

    A Word file is looked at as a package, too. In a PDF all words are compared, where those that bear an id are right.

    Raises:
        Unproven: a file cannot be read back at all.
    """
    found: list[Finding] = []
    for name, content in files.items():
        found += _PACKAGES[name](content) if name in _PACKAGES else ()
        if name in _READERS:
            text = _READERS[name](content)
            found += match(text, page, briefing, name) or (match_whole(text, page, name) if name in _WHOLE else ())
            found += match_evidence(text, page, briefing) if name == "html" else ()
    return tuple(found)


def broken_claims(format: str, content: bytes) -> tuple[Finding, ...]:
    """Return what breaks a rule that a finished file says it keeps; one that says nothing of the kind breaks none."""
    if format != "pdf" or _CLAIM not in content:
        return ()
    from briefing.check.pdf_rules import broken_rules

    return broken_rules(content)


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


def _read_html(content: bytes) -> FileText:
    from briefing.check.html import read_html

    return read_html(content)


def _read_markdown(content: bytes) -> FileText:
    from briefing.check.markdown import read_markdown

    return read_markdown(content)


_READERS: Mapping[str, Callable[[bytes], FileText]] = {
    "pdf": _read_pdf,
    "docx": _read_word,
    "html": _read_html,
    "htm": _read_html,
    "md": _read_markdown,
}
_PACKAGES: Mapping[str, Callable[[bytes], tuple[Finding, ...]]] = {"docx": _look_into_word}
"""Formats that are packages of parts."""
_WHOLE = ("pdf",)
"""Formats whose every paragraph is read back, in order."""
_CLAIM = b"pdfaid:part"
"""Stands in the properties of a PDF, which are never packed, where it says that it is PDF/A."""

READABLE = tuple(sorted(_READERS))
"""The formats that can be read back."""
