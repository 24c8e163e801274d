"""What stands between quotation marks, and whether it is speech."""

from extract.written_cases import Case, cases

from briefing.extract.quotations import find_quotations
from briefing.lexicon import load_lexicon


@cases("quotes")
def test_quotations_are_told_apart(case: Case, update: bool) -> None:
    """Each stretch between marks is (of) a whole quotation, a fragment or no speech; an unpaired mark is a problem."""
    article = case.article()
    kinds = [(quote.passage.span, "full" if quote.full else "fragment") for quote in article.quotes]
    quotations, _ = find_quotations(article.text, article.paragraphs, load_lexicon(case.language))
    lines = [
        next((kind for span, kind in kinds if span.contains(item.span)), "no speech")
        + f": {article.text[item.span.start : item.span.end]}"
        for item in quotations
    ]
    case.check("\n".join(lines + [f"problem: {problem}" for problem in article.problems]), update)
