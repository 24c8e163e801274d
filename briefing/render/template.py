"""The Jinja2 template of a house: rendered in a sandbox over the views of a briefing, strict and autoescaped."""

from functools import partial
from pathlib import Path
from typing import NoReturn

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefing.errors import SettingsError
from briefing.model import Briefing
from briefing.render.labels import Labels
from briefing.render.reference import refer
from briefing.render.views import Views
from briefing.text import clean

_FAILURES = (
    OSError,
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
)
"""What a template can run into, beside its own errors what Python says to a sum or a call that cannot be."""


def render(template: Path, briefing: Briefing, views: Views, labels: Labels, limit: int) -> str:
    """Return the outline that a template makes of a briefing's views; `limit` is how many rows a table may list.

    Raises:
        SettingsError: the template cannot be read or rendered, or includes another.
    """
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_printable,
        loader=FunctionLoader(partial(_refuse_another, template)),
    )
    reference = refer(briefing, labels)
    names = {
        "page": views.page(),
        "tally": briefing.tally,
        "highlights": views.highlights(),
        "sections": views.sections(),
        "figure": views.figure(),
        "charts": {chart.id for chart in views.charts()},
        "stories": reference.stories,
        "key_figures": reference.figures,
        "events": reference.events,
        "discrepancies": reference.discrepancies,
        "discrepancies_found": reference.found,
        "said": reference.said,
        "register": reference.register,
        "unprinted": reference.unprinted,
        "carried": briefing.corroboration,
        "whole": briefing.whole,
        "limit": limit,
        "labels": labels,
    }
    try:
        return environment.from_string(template.read_text(encoding="utf-8-sig")).render(names)
    except _FAILURES as error:
        if isinstance(error, SettingsError):
            raise
        line = f":{error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
        raise SettingsError(f"{template}{line}", f"cannot be rendered ({error})", "mend the template") from error


def _refuse_another(template: Path, name: str) -> NoReturn:
    raise SettingsError(str(template), f"a template cannot include another ({name!r})", "write it out in this one")


def _printable(value: object) -> object:
    """Take out of a setting what no outline can hold; what the template made itself stays as it is."""
    return clean(value)[0] if type(value) is str else value
