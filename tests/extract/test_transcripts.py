"""Labels before a colon: of speakers and of sections."""

from extract.written_cases import article

from briefing.extract.transcripts import find_heads
from briefing.lexicon import load_lexicon

CLAIMS = "Unconfirmed claims: The coast guard said that a third boat had been seen off Sulina."
REPORT = "Rumen Dachev claims: the third boat was never seen by anybody off Sulina at all."


def heads(text: str) -> list[str]:
    """The heads of a text."""
    made = article(text)
    return [text[span.start : span.end] for span in find_heads(text, made.paragraphs, load_lexicon("en"))]


def test_heads_come_again_and_name_nobody() -> None:
    """One that stands alone may lead in what somebody says, and so may a name."""
    assert heads(f"{CLAIMS}\n\n{REPORT}\n\n{CLAIMS}") == ["Unconfirmed claims: "] * 2
    assert heads(f"{CLAIMS}\n\n{REPORT}") == []
    assert heads(f"Anna Nowak: {CLAIMS}\n\nAnna Nowak: {CLAIMS}") == []


def test_a_head_reports_nothing() -> None:
    """Where "claims" is no verb; what is said behind it is a report, and what somebody claims."""
    found = article(f"{CLAIMS}\n\n{REPORT}\n\n{CLAIMS}").reports
    told = [one.attribution.mention.text for one in found if one.attribution.mention]
    assert told == ["The coast guard", "Rumen Dachev", "The coast guard"]
