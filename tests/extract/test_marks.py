"""What the source itself put inside a quotation."""

from extract.written_cases import Case, cases


@cases("marks")
def test_marks_of_the_source_are_told_apart(case: Case, update: bool) -> None:
    """Insertions, brackets and ellipses inside quotations are found; the same outside is narration."""
    article = case.article()
    marks = ((mark.kind, article.passage(mark.span).text) for quote in article.quotes for mark in quote.marks)
    case.check("\n".join(f"{kind}: {words}" for kind, words in marks), update)
