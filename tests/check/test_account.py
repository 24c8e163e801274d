"""The proof of the source statement: nothing on a good briefing, a finding for each thing that was changed in one."""

from collections.abc import Sequence
from dataclasses import fields, replace

import pytest
from factories import analysis, briefing, theme
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.check.account import prove_corroboration
from briefing.compose.ratings import corroborate
from briefing.model import Analysis, Briefing, CitedPoint, Corroboration, Entry, Origin, Outlet, Source, Story, Support
from briefing.outlets import Register

SHIPS = "Grain ships left the port of Varna on Friday for the first time in a week, the harbor master said."
AGAIN = (
    "For the first time in a week grain ships left the port of Varna, the harbor master told reporters as they left."
)
TOLL = "The fire at the port of Varna injured 12 workers and shut the grain terminal on the pier."
SAID = '"The port of Varna will stay open for all ships until the end of the winter," Anna Nowak said.'
CREWS = "The crews of the grain ships had waited at the port of Varna since the fire."
FERRY = "Sulina will open a ferry line to Odesa with two ships in April, Northern Newswire reports."
PIER = "The ferry line from Sulina needs a longer pier, and the town council voted for it."

GAZETTE = Outlet("Port Gazette", also=("The Port Gazette", "portgazette.example"), reliability="B")
RADIO = Outlet("Coast Radio", also=("radio.portgazette.example",), reliability="D")
POST = Outlet("Halden Post", also=("www.halden.example",))
OUTLETS = (GAZETTE, RADIO, POST)


def week() -> tuple[Analysis, ...]:
    """A fire and a ferry: two who say the same, two who differ, and one report carried twice."""
    return (
        analysis(f"{TOLL}\n\n{SHIPS}", "a.txt", outlet="The Port Gazette"),
        analysis(f"{AGAIN}\n\n{CREWS}", "b.txt", outlet="Halden Post", url="https://portgazette.example/b"),
        analysis(f"{TOLL.replace('12', '14')}\n\n{SAID}", "c.txt", outlet="Pontic Herald", date="2026-03-05"),
        analysis(
            f"{FERRY}\n\n{PIER}", "d.txt", outlet="", date="2026-03-06", url="https://a.radio.portgazette.example/d"
        ),
        analysis(f"{FERRY}\n\n{PIER}", "e.txt", outlet="Sulina Bulletin", date=""),
    )


def made(analyses: Sequence[Analysis] = (), outlets: Sequence[Outlet] = OUTLETS) -> Briefing:
    """A briefing under a register of outlets, with the counts of its source statement."""
    themes = [theme("ports", "port"), theme("ferries", "ferry", order=2)]
    composed = briefing(*analyses, themes=themes, highlights=1, pin=("b.txt ¶1",))
    known = Register(outlets)
    register = tuple(replace(entry, outlet=known.find(entry.article.source)) for entry in composed.register)
    return recounted(replace(composed, register=register))


@pytest.fixture
def good() -> Briefing:
    """The week, proved."""
    return made(week())


def recounted(one: Briefing) -> Briefing:
    """A briefing counted again as compose does."""
    parts = (one.sections, one.stories, one.discrepancies, one.highlights)
    return replace(one, corroboration=corroborate(one.register, *parts))


def rules(one: Briefing) -> list[tuple[str, str]]:
    """What is found: rule and place."""
    return [(finding.rule, finding.where) for finding in prove_corroboration(one)]


def besides_counts(one: Briefing) -> list[tuple[str, str]]:
    """What is found but for the counts, which change with everything else."""
    return [found for found in rules(one) if found[0] != "corroboration"]


def test_nothing_on_a_good_briefing(good: Briefing) -> None:
    """With outlets by name and by address, a copy, a discrepancy, a confirmed point and a quotation in it."""
    assert rules(good) == []
    assert [entry.outlet for entry in good.register] == [POST, GAZETTE, None, RADIO]
    counts = good.corroboration
    assert counts
    assert counts.confirmed
    assert counts.contradicted
    assert counts.carriers
    assert next(good.quotes())
    assert rules(made()) == []


@settings(max_examples=40)
@given(st.lists(st.integers(0, 4), unique=True), st.lists(st.sampled_from(OUTLETS), unique=True))
def test_what_is_counted_is_proved(articles: list[int], outlets: list[Outlet]) -> None:
    """Whatever comes together, the two ways of counting agree."""
    assert rules(made([week()[number] for number in articles], outlets)) == []


# --- the counts ---------------------------------------------------------------------------------------------------


def changed(value: object) -> object:
    """Another value of the same kind."""
    if isinstance(value, int):
        return value + 1
    assert isinstance(value, tuple)
    return value[1:] if value else ("p99",)


@pytest.mark.parametrize("name", [field.name for field in fields(Corroboration)])
def test_a_changed_count(good: Briefing, name: str) -> None:
    """Each is counted anew, and told with both numbers."""
    counts = good.corroboration
    assert counts
    bad = replace(good, corroboration=replace(counts, **{name: changed(getattr(counts, name))}))  # type: ignore[arg-type]
    (finding,) = prove_corroboration(bad)
    assert (finding.rule, finding.where) == ("corroboration", name)
    assert (
        finding.message == f"it tells {changed(getattr(counts, name))} where the briefing has {getattr(counts, name)}"
    )


def off(one: Briefing) -> set[str]:
    """The counts that do not hold."""
    return {where for rule, where in rules(one) if rule == "corroboration"}


def test_counts_that_a_change_of_the_briefing_breaks(good: Briefing) -> None:
    """What was counted is the briefing, and not something like it."""
    nothing_differs = replace(good, discrepancies=())
    assert off(nothing_differs) == {"contradicted", "discrepancies", "touched"}
    first = good.register[0]
    unrated = replace(good, register=(replace(first, outlet=None), *good.register[1:]))
    assert off(unrated) == {"unrated"}
    reliable = replace(POST, reliability="A")
    assert off(replace(good, register=(replace(first, outlet=reliable), *good.register[1:]))) == {"ratings"}
    dated = replace(first, article=replace(first.article, source=replace(first.article.source, published=None)))
    assert off(replace(good, register=(dated, *good.register[1:]))) == {"undated"}
    assert off(replace(good, sections=good.sections[1:])) >= {"points", "heaviest", "confirmed", "single", "credible"}
    assert off(replace(good, highlights=())) == {"credible"}
    apart = replace(good.stories[0], origins=(Origin("", good.stories[0].articles),))
    assert off(replace(good, stories=(apart, *good.stories[1:]))) == {"origins", "single_source_themes"}


def test_a_third_article_that_says_what_is_in_doubt(good: Briefing) -> None:
    """Its point counts as touched where another carrier of it stands in the discrepancy, by whole words alone."""
    (one,) = good.discrepancies
    side = one.found.one if "12" in one.found.one.text else one.found.other
    point = next(point for point in good.points() if point.excerpt.passage.text == AGAIN)
    assert point.support
    assert side.article_id in point.support.articles
    for words, touched in (("Varna", True), ("arna", False), ("Varn", False), ("as", True), ("12", False)):
        value = replace(side, text=words)
        bad = replace(good, discrepancies=(replace(one, found=replace(one.found, values=(value, value))),))
        assert ("touched" in off(bad)) == touched, words
        assert ("confirmed" in off(bad)) == touched, words
        assert off(recounted(bad)) == set(), words


def test_what_a_theme_rests_on(good: Briefing) -> None:
    """All who carry its items: another origin carries a point of the first source; a quotation stands by itself."""
    ports = good.sections[0]
    first = replace(ports, items=tuple(item for item in ports.items if item.citation.number == 1))
    assert "single_source_themes" not in off(replace(good, sections=(first, *good.sections[1:])))
    quoted = replace(ports, items=ports.quotes)
    assert "single_source_themes" in off(replace(good, sections=(quoted, *good.sections[1:])))


@pytest.mark.parametrize("names", [("",), ("", ""), ("Port Gazette", "The Port Gazette"), ("Halden Post", "x")])
def test_origins_are_told_apart_by_their_names(good: Briefing, names: tuple[str, ...]) -> None:
    """Those without a name are each one by itself; two names of one outlet are one. Both ways of counting agree."""
    stories = tuple(
        replace(
            story,
            origins=tuple(
                Origin(names[(number + place) % len(names)], origin.articles)
                for place, origin in enumerate(story.origins)
            ),
        )
        for number, story in enumerate(good.stories)
    )
    for told in (stories, (), stories[1:]):
        assert off(recounted(replace(good, stories=told))) == set()


# --- outlets ------------------------------------------------------------------------------------------------------


def with_entry(one: Briefing, number: int, **changes: object) -> Briefing:
    """A briefing whose n-th source is changed so."""
    entries: list[Entry] = [*one.register]
    entries[number - 1] = replace(entries[number - 1], **changes)  # type: ignore[arg-type]
    return replace(one, register=tuple(entries))


def with_source(one: Briefing, number: int, **changes: object) -> Briefing:
    """A briefing whose n-th source says this of itself."""
    article = one.register[number - 1].article
    return with_entry(one, number, article=replace(article, source=replace(article.source, **changes)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "outlet"),
    [
        pytest.param(3, GAZETTE, id="of one that is in no register"),
        pytest.param(2, POST, id="another one by name"),
        pytest.param(2, replace(GAZETTE, name="Gazette", also=()), id="neither name nor address"),
        pytest.param(4, replace(RADIO, also=("adio.portgazette.example",)), id="half an address"),
        pytest.param(4, replace(RADIO, also=("Coast Radio FM",)), id="no address at all"),
    ],
)
def test_an_outlet_that_is_not_the_sources(good: Briefing, number: int, outlet: Outlet) -> None:
    """By its name, else by its address."""
    assert ("outlet", f"source {number}") in rules(with_entry(good, number, outlet=outlet))


def outlets_off(one: Briefing) -> list[str]:
    """The sources whose outlet does not hold."""
    return [where for rule, where in rules(one) if rule == "outlet"]


def test_an_outlet_that_is_left_out(good: Briefing) -> None:
    """What the register has for one source it has for another of the same outlet."""
    assert outlets_off(with_source(good, 3, outlet="Port Gazette")) == ["source 3"]
    assert outlets_off(with_source(good, 3, outlet="", url="https://portgazette.example/")) == ["source 3"]
    assert outlets_off(with_source(good, 3, outlet="", url="https://evilportgazette.example/")) == []


def test_a_name_goes_before_an_address(good: Briefing) -> None:
    """A paper's report on the site of another is the paper's."""
    hosted = with_source(good, 3, outlet="halden post", url="https://portgazette.example/")
    assert outlets_off(with_entry(hosted, 3, outlet=GAZETTE)) == ["source 3"]
    assert outlets_off(with_entry(hosted, 3, outlet=POST)) == []


def test_a_longer_address_goes_before_a_shorter_one(good: Briefing) -> None:
    """What is published under both is of the nearer one."""
    hosted = with_source(good, 3, outlet="", url="https://www.radio.portgazette.example/")
    assert outlets_off(with_entry(hosted, 3, outlet=GAZETTE)) == ["source 3"]
    assert outlets_off(with_entry(hosted, 3, outlet=RADIO)) == []


def test_one_outlet_with_two_ratings(good: Briefing) -> None:
    """Reliability is the organisation's, and so the same for each of its reports."""
    again = with_entry(with_source(good, 3, outlet="Port Gazette"), 3, outlet=replace(GAZETTE, reliability="A"))
    assert outlets_off(again) == ["source 3"]


def test_a_letter_that_is_none(good: Briefing) -> None:
    """The Admiralty code ends with F."""
    odd = replace(GAZETTE, reliability="G")  # type: ignore[arg-type]
    assert besides_counts(with_entry(good, 2, outlet=odd)) == [("outlet", "source 2")]


# --- stories and support ------------------------------------------------------------------------------------------


def supported(one: Briefing, **changes: object) -> list[tuple[str, str]]:
    """What is found where a point on two origins is said to be carried otherwise."""
    old = confirmed(one)
    new = replace(old, support=replace(old.support, **changes))  # type: ignore[type-var]
    section = replace(one.sections[0], items=tuple(new if item == old else item for item in one.sections[0].items))
    return besides_counts(replace(one, sections=(section, *one.sections[1:])))


def confirmed(one: Briefing) -> CitedPoint:
    """The first point on two origins, in its section."""
    return next(point for point in one.sections[0].points if point.support and point.support.origins == 2)


def test_who_carries_a_point(good: Briefing) -> None:
    """Articles of its story, its own first, each once; all their origins, and the outlets that are known."""
    point = confirmed(good)
    support = point.support
    assert support == Support(support.articles, ("Halden Post", "The Port Gazette"), 2)
    own, other = support.articles
    third, strange = good.register[2].article.id, good.register[3].article.id
    wrong: list[dict[str, object]] = [
        {"articles": (other, own)},
        {"articles": (own, other, other)},
        {"articles": (own, other, strange)},
        {"articles": ()},
        {"articles": (own,), "origins": 1},
        {"articles": (own, other, third), "origins": 3},
        {"origins": 1},
        {"origins": 3},
        {"outlets": ()},
        {"outlets": ("Halden Post",)},
        {"outlets": ("Halden Post", "The Port Gazette", "Coast Mirror")},
        {"outlets": ("Halden Post", "The Port Gazette", "halden post")},
        {"outlets": ("Halden Post", "Coast Mirror")},
    ]
    for changes in wrong:
        assert set(supported(good, **changes)) == {("support", point.id)}, changes
    assert supported(good, outlets=("the port gazette", "Halden Post")) == []


def test_outlets_of_articles_that_are_not_cited_are_taken_on_trust(good: Briefing) -> None:
    """Their texts are not in the briefing; there are no more of them than of such articles."""
    ferries = good.sections[1].points
    assert [point.support.outlets for point in ferries if point.support] == [
        ("a.radio.portgazette.example", "Sulina Bulletin")
    ] * 2
    own = good.register[3].article.source.outlet
    for outlets, found in (((own, "Coast Mirror"), 0), ((own, "Coast Mirror", "Sulina Bulletin"), 2)):
        items = tuple(replace(one, support=replace(one.support, outlets=outlets)) for one in ferries)  # type: ignore[type-var]
        bad = replace(good, sections=(good.sections[0], replace(good.sections[1], items=items), *good.sections[2:]))
        assert len(besides_counts(bad)) == found


def story(one: Briefing, **changes: object) -> list[tuple[str, str]]:
    """What is found where the first story is told otherwise."""
    first: Story = replace(one.stories[0], **changes)  # type: ignore[arg-type]
    found = rules(replace(one, stories=(first, *one.stories[1:])))
    return [(rule, where) for rule, where in found if rule == "stories"]


def test_the_stories(good: Briefing) -> None:
    """Each cited article is in one of them, and relies on one origin of it."""
    first, second = good.stories
    assert story(good) == []
    assert story(good, lead=second.lead) == [("stories", "story-1")]
    assert story(good, origins=first.origins[1:]) == [("stories", "story-1")]
    assert story(good, origins=(*first.origins, first.origins[0])) == [("stories", "story-1")]
    both = (*first.articles, *second.articles)
    assert story(good, articles=both, origins=(Origin("", both),)) == [("stories", "stories")]
    rest = tuple(one for one in first.articles if one != good.register[2].article.id)
    assert ("stories", "source 3") in story(good, articles=rest, origins=(Origin("", rest),), lead=rest[0])


def test_copies_are_sources_too(good: Briefing) -> None:
    """An outlet more, unless a cited source is of it, under whatever name the register knows."""
    entry = good.register[3]
    (copy,) = entry.copies
    for name, right in (("Sulina Bulletin", True), ("Coast Mirror", True), ("The Port Gazette", False), ("", False)):
        copies: tuple[Source, ...] = (replace(copy, outlet=name),)
        bad = replace(good, register=(*good.register[:3], replace(entry, copies=copies)))
        assert ("carriers" in off(bad)) != right, name
