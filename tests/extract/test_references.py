"""Whom the pronouns and titles that open sentences stand for."""

from extract.written_cases import Case, cases


@cases("references")
def test_openers_are_resolved(case: Case, update: bool) -> None:
    """A pronoun or title that a sentence is about stands for one person, or is left out."""
    article = case.article()
    found = ((article.passage(item.span).text, item.speaker.name) for item in article.references)
    case.check("\n".join(f"{words} = {name}" for words, name in found), update)
