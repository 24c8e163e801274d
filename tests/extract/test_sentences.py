"""Where sentences end."""

from extract.written_cases import Case, cases


@cases("sentences")
def test_sentences_end_where_a_reader_ends_them(case: Case, update: bool) -> None:
    """Each sentence is one line behind the number of its paragraph."""
    article = case.article()
    words = (article.passage(sentence.span).text for sentence in article.sentences)
    lines = (f"¶{sentence.paragraph} {text}" for sentence, text in zip(article.sentences, words, strict=True))
    case.check("\n".join(lines), update)
