"""Draw a page of blocks into files. A renderer takes a page and a style and gives bytes and problems."""

from collections.abc import Callable, Mapping

from briefing.blocks import Page
from briefing.model import Problem
from briefing.render.style import Style

Renderer = Callable[[Page, Style], tuple[bytes, tuple[Problem, ...]]]


def _pdf(page: Page, style: Style) -> tuple[bytes, tuple[Problem, ...]]:
    from briefing.render.pdf import draw_pdf

    return draw_pdf(page, style)


def _word(page: Page, style: Style) -> tuple[bytes, tuple[Problem, ...]]:
    from briefing.render.word import draw_word

    return draw_word(page, style)


def _html(page: Page, style: Style) -> tuple[bytes, tuple[Problem, ...]]:
    from briefing.render.html import draw_html

    return draw_html(page, style)


def _markdown(page: Page, style: Style) -> tuple[bytes, tuple[Problem, ...]]:
    from briefing.render.markdown import draw_markdown

    return draw_markdown(page, style)


RENDERERS: Mapping[str, Renderer] = {"pdf": _pdf, "docx": _word, "html": _html, "md": _markdown}
"""By format, which is the file's suffix too. Each library is imported when its format is first drawn."""
