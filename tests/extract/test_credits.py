"""Whose news it is."""

from extract.written_cases import Case, cases


@cases("credits")
def test_outlet_and_upstream_are_told_apart(case: Case, update: bool) -> None:
    """The outlet is stated or the nearest one credited; those it relies on are upstream."""
    source = case.article().source
    case.check(f"outlet: {source.outlet or '(not stated)'}\nvia: {source.via or '(nobody)'}", update)
