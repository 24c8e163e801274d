"""Article -> KeyPoints: the statements of an article that stand alone, ranked. The only place that imports sumy."""

from briefing import plugins
from briefing.condense.context import Piece, find_pieces
from briefing.condense.ranking import SUMMARIZERS, Method, rank
from briefing.model import Article, KeyPoint

__all__ = ["SUMMARIZERS", "Method", "condense"]


def condense(article: Article, summarizer: str = "news") -> tuple[KeyPoint, ...]:
    """Return every statement of `article` that stands alone, best first; which are printed is for compose to say.

    Scores run from 0 to 1 within the article. Its quotations weigh in but are no points themselves. Of statements in
    the same words the first counts. `summarizer` names one of SUMMARIZERS or an entry point in `briefing.summarizers`,
    which is a `Method` too; SettingsError is raised when nothing has that name.
    """
    method = plugins.load("summarizers", summarizer, SUMMARIZERS)
    first: dict[str, Piece] = {}
    for piece in find_pieces(article):
        first.setdefault(article.text[piece.span.start : piece.span.end].strip(), piece)
    scores = rank(tuple(first), article.source.title, article.source.language, method)
    ranked = zip(first.values(), scores, strict=True)
    points = [KeyPoint(piece.excerpt, score, piece.loose) for piece, score in ranked if piece.excerpt]
    return tuple(sorted(points, key=lambda point: (-point.score, point.excerpt.passage.span)))
