"""Plain text, `.txt`: what is said about the article at the very top, then its paragraphs.

Paragraphs are separated by blank lines. Where a text has none, each line is a paragraph, unless it is hard-wrapped. The
top is described in `headers`.
"""

from briefing.model import Document
from briefing.read.file import File
from briefing.read.headers import peel
from briefing.read.kinds import claimed
from briefing.read.paragraphs import split_paragraphs

name = "text"
suffixes = (".txt",)
guarded = False
claims = claimed("text")


def read(file: File) -> tuple[Document, ...]:
    """Return the one document of the file; raises `Unreadable`."""
    text, doubts = file.cleaned()
    top = peel(file.path, text)
    return (file.document(split_paragraphs(top.body), top.fields, doubts + top.problems),)
