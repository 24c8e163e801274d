"""The hint in a place for comments, and what somebody wrote over it."""

import pytest
from edited_files import element

from briefing import anchors
from briefing.check.word_notes import drop_hints

PLACE = """<w:body><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p>\
<w:pPr><w:pStyle w:val="AnalystComment"/></w:pPr><w:bookmarkStart w:id="1" w:name="{name}"/>\
<w:r><w:t>{text}</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p></w:sdtContent></w:sdt></w:body>"""


@pytest.mark.parametrize(("text", "left"), [("Write here", ""), ("We saw it coming", "We saw it coming")])
def test_a_place_that_says_it_shows_a_hint(text: str, left: str) -> None:
    """It is empty if it has the hint's words; some tools leave the flag over others."""
    body = element(PLACE.format(name=anchors.bookmark(anchors.hint("Write here", 1)), text=text))
    drop_hints(body)
    assert "".join(body.itertext()) == left
