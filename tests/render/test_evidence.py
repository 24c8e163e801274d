"""What a reader is shown as evidence: which paragraphs, where an item stands in them, and why it is printed."""

from functools import cache

import pytest
from factories import analysis, briefing, page, settings, theme

from briefing.blocks import Evidence, EvidenceMode, Proof, Run
from briefing.errors import SettingsError
from briefing.model import Briefing
from briefing.render.evidence import gather_evidence
from briefing.render.labels import load_labels
from briefing.settings import load_settings

TEXT = """Varna has a radar post since Wednesday, Bulgarian Defense Minister Rumen Dachev said.

The road to the post was paid for by the port.

"The radar does not replace the patrols, and 40 crews will stay in Varna," Dachev said.

The garden of the post has eleven old trees.

Nobody has counted the birds in them so far.

The birds are said to come from Burgas.
"""
OTHER = "A radar came to Burgas by train on Monday,\u00a0and nobody in the town was told about it."


@cache
def made() -> Briefing:
    """One theme, a dated source and an undated one in another language."""
    analyses = (analysis(TEXT, "a.txt"), analysis(OTHER, "b.txt", outlet="", date="", language="uk"))
    return briefing(*analyses, themes=[theme("air", "radar*")], points_per_theme=2, highlights=1)


def evidence(mode: EvidenceMode = "passage") -> Evidence:
    told = page(made(), evidence=mode).evidence
    assert told
    return told


def proof(id: str) -> Proof:
    return next(one for one in evidence().proofs if one.id == id)


def lines(told: Proof) -> list[str]:
    """Its reasons, the source's words between slashes."""
    return ["".join(f"/{run.text}/" if run.voice == "source" else run.text for run in line) for line in told.reasons]


@pytest.mark.parametrize(("mode", "numbers"), [("passage", [1, 2, 3, 4]), ("article", [1, 2, 3, 4, 5, 6])])
def test_the_paragraphs(mode: EvidenceMode, numbers: list[int]) -> None:
    """Each cited one with its neighbours, or the whole article; always as the article has them."""
    article = made().register[0].article
    first = evidence(mode).sources[0]
    assert [one.number for one in first.paragraphs] == numbers
    for one in first.paragraphs:
        span = article.paragraphs[one.number - 1]
        assert one.text == article.text[span.start : span.end]


def test_a_source_is_named() -> None:
    """By outlet and date; that it is undated is a warning; its language is told where it is not the page's."""
    told = {one.id: one for one in evidence().sources}
    entry = next(entry for entry in made().register if entry.article.source.path == "b.txt")
    assert told["s1"].title == (Run("Port Gazette, ", "plain"), Run("4 March 2026", "plain"))
    assert told[f"s{entry.number}"].title == (Run("Outlet not stated, ", "plain"), Run("undated", "warning"))
    assert [one.language for one in told.values()] == ["", "uk"]


def test_where_items_stand() -> None:
    """The stretches, put together, are an item's words; every printed item has its place."""
    passages = {point.id: point.excerpt.passage for point in made().points()}
    passages |= {cited.id: cited.quote.passage for cited in made().quotes()}
    paragraphs = {
        (source.id, one.number): one.text for source in evidence("article").sources for one in source.paragraphs
    }
    assert [one.id for one in evidence().proofs] == list(dict.fromkeys(one.id for one in evidence().proofs))
    assert {one.id for one in evidence().proofs} == passages.keys()
    for one in evidence().proofs:
        parts = (paragraphs[one.source, at.paragraph][at.span.start : at.span.end] for at in one.stretches)
        assert " ".join(parts) == passages[one.id].text


def test_why() -> None:
    """The theme with its phrases as the article writes them, the rank, who carries it."""
    quotation = proof("q1")
    assert quotation.theme == "Air"
    assert quotation.speakers == ("Rumen Dachev",)
    assert quotation.citation == "1\u202f¶3"
    assert lines(quotation) == [
        "Air: its own words name the theme, weight 1 where 1 is enough: /radar/",
        "Number 2 of 3 in its section.",
        "From paragraph 3 of 6 of its source.",
    ]
    assert "Carried by its own article alone." in lines(proof("p1"))
    assert lines(proof("p1"))[1] == "Number 1 of 1 highlights."


def test_nothing_printed() -> None:
    """Needs no evidence."""
    assert page(briefing()).evidence is None


def test_by_default_only_passages() -> None:
    """Whole articles are for those who may pass them on."""
    assert settings().evidence == "passage"
    assert load_settings(None, {"evidence": "article"}).evidence == "article"
    with pytest.raises(SettingsError, match="'all' is not passage or article"):
        load_settings(None, {"evidence": "all"})


def test_an_item_taken_out_has_no_evidence() -> None:
    """Nor has a source that the page does not print."""
    told = gather_evidence(made(), load_labels(settings().labels), "passage", {"s1", "p1"})
    assert told
    assert [one.id for one in told.proofs] == ["p1"]
    assert [one.id for one in told.sources] == ["s1"]
