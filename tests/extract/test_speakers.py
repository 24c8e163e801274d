"""Who said it."""

from extract.written_cases import Case, cases

from briefing.model import Quote, Speaker


def who(speaker: Speaker | None) -> str:
    """The speaker as printed: "Anna Nowak, Polish minister"."""
    if speaker is None:
        return "not identified"
    return f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name


def line(quote: Quote) -> str:
    """A quotation and its attribution in one line."""
    told = quote.attribution
    cue = f", {told.cue.text}" if told.cue else ""
    return f"{quote.passage.text} — {who(quote.speaker)} ({told.grade}: {told.rule}, {told.kind}{cue})"


@cases("speakers")
def test_quotations_are_attributed(case: Case, update: bool) -> None:
    """Each quotation has the speaker a careful reader gives it, in the article's words, or none."""
    case.check("\n".join(line(quote) for quote in case.article().quotes), update)


@cases("speakers")
def test_proof_names_the_speaker(case: Case) -> None:
    """The place that proves a speaker holds the printed name, and the mention stands in the quotation's paragraph.

    Where the speaker is taken over, the mention is that of another quotation or of the sentence that leads in; a
    signature may stand in the next paragraph.
    """
    article = case.article()
    for quote in article.quotes:
        if quote.speaker:
            proof = quote.speaker.proof
            assert quote.speaker.name in article.text[proof.start : proof.end]
        mention = quote.attribution.mention
        if mention and quote.attribution.rule not in ("paragraph", "continued", "lead-in", "around"):
            last = article.paragraph_at(quote.passage.span.end - 1)
            signed = quote.attribution.cue is None
            assert quote.paragraph <= article.paragraph_at(mention.span.start) <= last + signed
