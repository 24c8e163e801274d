"""The outline: what a template sees, what it may do, and the blocks that become of it."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from factories import (
    TEMPLATES,
    analysis,
    analysis_of,
    article,
    attributed,
    briefing,
    named,
    page,
    rejected,
    reported,
    shipped_style,
    slice_of,
    theme,
)
from week.dump import dump, show, voices

from briefing.blocks import (
    GroupLine,
    Heading,
    Masthead,
    Note,
    Page,
    Point,
    QuoteBlock,
    RegisterEntry,
    Run,
    Statement,
    Table,
    cell_lines,
)
from briefing.errors import SettingsError
from briefing.model import Article, Briefing, Occasion
from briefing.render import RENDERERS
from briefing.render.labels import load_labels
from briefing.render.reference import refer
from briefing.render.views import Views

CASES = Path(__file__).parent / "cases"
THEMES = (theme("air", "radar*"), theme("sea", "black sea", order=2))
VARNA = """Bulgarian Defense Minister Anna Nowak opened a radar post in Varna on Wednesday.

"We have bought the radars that the towns asked for," Nowak said.

The minister called the new post "slow, old and absolutely necessary" for the Black Sea."""
SULINA = """The Black Sea was calm on Monday, and all ships left the harbor of Sulina in time.

"Nobody on this coast has ever seen a winter as calm as this one."""


def small() -> Briefing:
    """Two articles, one of them undated, and a file that could not be read."""
    varna = analysis(VARNA, "varna.txt", title="A radar post opens", byline="Marek Lis")
    return briefing(varna, analysis(SULINA, "sulina.txt", date="", outlet=""), rejected(), themes=THEMES)


def laid_out(tmp_path: Path, template: str, made: Briefing | None = None) -> Page:
    """The page that a template makes of a briefing."""
    path = tmp_path / "own.xml.j2"
    path.write_text(template, "utf-8")
    return page(made or small(), path)


def only(found: Page, kind: type) -> list:
    """The blocks of one kind."""
    return [block for block in found.blocks if isinstance(block, kind)]


# --- cases --------------------------------------------------------------------------------------------------------

CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n+```\n(?P<input>.*?)\n```\n+=>\n(?P<expected>.*?)\n(?=\n## |\Z)", re.MULTILINE | re.DOTALL
)


def titles(topic: str) -> list[str]:
    """The titles of a file's cases; each heading is one, and none stands twice."""
    text = (CASES / f"{topic}.md").read_text("utf-8")
    found = [match["title"] for match in CASE.finditer(text)]
    assert found == re.findall("^## (.+)$", text, re.MULTILINE)
    assert len(found) == len(set(found))
    return found


def case(topic: str, title: str) -> re.Match[str]:
    """One case of a file."""
    return next(match for match in CASE.finditer((CASES / f"{topic}.md").read_text("utf-8")) if match["title"] == title)


def settle(topic: str, title: str, result: str, update: bool) -> None:
    """Compare a result with the one written down, or write it down."""
    if update:
        path, one = CASES / f"{topic}.md", case(topic, title)
        path.write_text(one.string[: one.start("expected")] + result + one.string[one.end("expected") :], "utf-8")
    else:
        assert result == case(topic, title)["expected"], "run pytest --update to rewrite it"


@pytest.mark.parametrize("title", titles("refusals"))
def test_a_wrong_template_is_refused(tmp_path: Path, title: str, update: bool) -> None:
    """The error names the template, the place in it, what is wrong and what to do."""
    with pytest.raises(SettingsError) as caught:
        laid_out(tmp_path, case("refusals", title)["input"])
    settle("refusals", title, str(caught.value).replace(str(tmp_path / "own.xml.j2"), "TEMPLATE"), update)


def words_of(found: Page) -> Iterator[str]:
    """Each item of a page: its words and what stands with them."""
    for block in found.blocks:
        if isinstance(block, Point) and not block.label:
            yield from ("point", *voices(block.words))
        elif isinstance(block, QuoteBlock):
            yield from ("quotation", *voices(block.words), "by", *voices(block.attribution))


@pytest.mark.parametrize("title", titles("wording"))
def test_wording(title: str, update: bool) -> None:
    """An article's points and quotations are worded as stands beside it."""
    language, _, text = case("wording", title)["input"].partition("\n")
    made = briefing(analysis(text, language=language), themes=THEMES)
    spaces = str.maketrans("\u00a0\u202f", "⍽‗")
    settle("wording", title, "\n".join(words_of(page(made))).translate(spaces), update)


# --- what a template sees -----------------------------------------------------------------------------------------


def strings(value: object) -> Iterator[str]:
    """Every string that can be reached from a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for one in pair for text in strings(one))
    elif isinstance(value, tuple | list):
        yield from (text for one in value for text in strings(one))
    elif is_dataclass(value):
        yield from (text for field in fields(value) for text in strings(getattr(value, field.name)))


def test_no_view_holds_a_source_s_words() -> None:
    """No string that a template can reach has four words in a row from an article, or its outlet, title or file."""
    made = small()
    assert made.statements
    labels = load_labels(TEMPLATES / "labels" / "en.toml")
    views = Views(made, labels)
    names = ("page", "highlights", "sections", "figure")
    seen = [text for name in names for text in strings(getattr(views, name)())]
    seen += [text for one in (made.tally, made.corroboration, refer(made, labels), labels) for text in strings(one)]
    assert "Air" in seen
    assert not [text for text in seen for name in ("Port Gazette", "Marek Lis", "post opens", ".txt") if name in text]
    words = (VARNA + " " + SULINA).split()
    for run in (" ".join(words[n : n + 4]) for n in range(len(words) - 3)):
        assert not [text for text in seen if run in text]


def test_every_point_and_quotation_is_on_the_page() -> None:
    """The shipped template prints all of the briefing, in its order, with its sources."""
    made = small()
    found = page(made)
    printed = [block.id for block in found.blocks if isinstance(block, Point | QuoteBlock)]
    in_order = [item.id for section in made.sections for item in section.items]
    assert printed == [point.id for point in made.highlights] + in_order
    assert [block.id for block in only(found, RegisterEntry)] == ["s1", "s2"]


def test_words_of_the_page_are_those_of_the_sources() -> None:
    """In the source's voices, put together, the words are the passage."""
    made = small()
    blocks = {block.id: block for block in page(made).blocks if isinstance(block, Point | QuoteBlock)}
    for quote in made.quotes():
        assert "".join(run.text for run in blocks[quote.id].words) == quote.quote.passage.text
    for point in made.points():
        ours = "".join(run.text for run in blocks[point.id].words if run.voice == "edit")
        assert ours.replace("\u00a0", " ") == "".join(
            f"{' ' * (edit.span.start == edit.span.end)}[{edit.replacement}]" for edit in point.excerpt.edits
        )


def test_strange_names_are_data(tmp_path: Path) -> None:
    """Markup, template code and quotation marks in an outlet, title or path arrive on the page as written."""
    hostile = "AT&T <b>“Wire”</b> {{ tally }} ]]> &amp; Київ"
    one = analysis(VARNA, "<a>&.txt", outlet=hostile, title=hostile, byline=hostile, url="https://a.example/?x=1&y=<2>")
    made = briefing(one, rejected('<b>&"”.txt', hostile), themes=THEMES)
    found = page(made)
    (group, *_) = only(found, GroupLine)
    assert group.runs[1].text == f"  {hostile}, 4\u00a0March\u00a02026"
    (entry,) = only(found, RegisterEntry)
    text = "".join(run.text for line in entry.lines for run in line)
    assert text.count(hostile) == 3
    assert "File <a>&.txt" in text
    rest = only(found, Table)[-1].rows
    assert [cell[0].text for cell in rows_of(rest)] == ['<b>&"”.txt', "Not readable or excluded", hostile]


def rows_of(rows):
    (row,) = rows
    return row


@pytest.mark.parametrize("url", ["www.example.org/a", "none", "p1", "javascript:alert(1)", "https://a b/“c”", ""])
def test_an_address_that_leads_nowhere_is_no_link(url: str) -> None:
    """It is printed as the article gives it, and every format can be drawn."""
    found = page(briefing(analysis(VARNA, url=url), themes=THEMES))
    (entry,) = only(found, RegisterEntry)
    address = entry.lines[1][0]
    assert address.text == (url or "No address")
    assert address.target == ""
    assert all(RENDERERS[name](found, shipped_style())[0] for name in RENDERERS)


def test_strange_settings_are_data() -> None:
    """So do title, contact and handling."""
    hostile = "R&D <Weekly> {{ 7 * 7 }}"
    found = page(briefing(title=hostile, contact=hostile, handling=hostile))
    (masthead,) = only(found, Masthead)
    assert masthead.title == found.title == found.author == found.footer[0] == hostile
    assert [value for _, value in masthead.fields[2:]] == [hostile, hostile]


def test_characters_that_no_outline_can_hold() -> None:
    """A control character in a setting, a name or a reason is left out and stops nothing."""
    made = briefing(rejected("a\x01.txt", "odd \x00\ufffe\ud800 bytes"), title="Weekly\x02", contact="a\x1bb")
    found = page(made)
    (masthead,) = only(found, Masthead)
    assert (masthead.title, dict(masthead.fields)["Contact"]) == ("Weekly", "ab")
    assert [cell[0].text for cell in only(found, Table)[-1].rows[0]] == [
        "a.txt",
        "Not readable or excluded",
        "odd  bytes",
    ]


@pytest.mark.parametrize("mark", ["“Air”", '"Air"', "‘Air’", "the 'Air'", "''Air''", "``Air´´", "«Air»"])
def test_a_theme_s_title_holds_no_quotation_mark(mark: str) -> None:
    """It is a word of the house, which only quotes by id."""
    made = briefing(analysis(VARNA), themes=[replace(THEMES[0], title=mark)])
    with pytest.raises(SettingsError, match=r"^theme air: title: holds a quotation mark"):
        page(made)


@pytest.mark.parametrize(("slug", "usable"), [("море", True), ("a-b", True), ("a_b", False), ("a" * 29, False)])
def test_a_section_is_found_again_by_its_theme_s_name(slug: str, usable: bool) -> None:
    """A file's name with an underscore, or too long for Word's bookmarks, is refused."""
    made = briefing(analysis(VARNA), themes=[replace(THEMES[0], slug=slug)])
    if usable:
        assert only(page(made), Heading)
    else:
        with pytest.raises(SettingsError, match="a theme's section is named after the theme's file"):
            page(made)


@pytest.mark.parametrize("setting", ["title", "contact", "handling"])
def test_a_setting_holds_no_quotation_mark(setting: str) -> None:
    """Settings that came another way than from a file are refused as well."""
    with pytest.raises(SettingsError, match=f"^{setting}: holds a quotation mark"):
        page(briefing(**{setting: "the “desk”"}))


def test_what_is_not_printed_is_listed() -> None:
    """Every input that no item cites stands in the last section, those read in vain with the others."""
    made = briefing(
        analysis(VARNA, "varna.txt"),
        analysis(VARNA, "copy.txt", outlet="B", date="2026-03-06"),
        analysis("Short news.", "short.txt"),
        analysis("Old news about radars in the harbor of Burgas.", "old.txt", date="2026-01-02"),
        rejected(),
        themes=THEMES,
    )
    found = page(made)
    table = only(found, Table)[-1]
    assert (table.id, only(found, Heading)[-1].id) == ("not-printed-inputs", "not-printed")
    assert [tuple(cell[0].text for cell in row) for row in table.rows] == [
        ("broken.txt", "Not readable or excluded", "the file is empty"),
        ("copy.txt", "Duplicate", "repeats varna.txt"),
        ("short.txt", "Read, nothing of it printed", "none of its statements was chosen"),
        ("old.txt", "Outside the period", "published 2026-01-02"),
    ]
    assert "1 was read and nothing of it printed." in dump(found)


@pytest.mark.parametrize(("date", "told"), [("2026-03-05", False), ("", True)])
def test_dated_first_is_said_where_some_highlights_are_not(date: str, told: bool) -> None:
    """An undated article that gives no highlight does not count."""
    sulina = analysis(SULINA, "sulina.txt", date=date)
    assert ("dated first" in dump(page(briefing(analysis(VARNA), sulina, themes=THEMES, highlights=9)))) is told
    assert "dated first" not in dump(page(briefing(analysis(VARNA), sulina, themes=THEMES, highlights=1)))


def test_a_number_and_its_squares_stay_on_one_line() -> None:
    """In the figure a no-break space ties them."""
    figure = next(table for table in only(page(small()), Table) if table.id == "theme-figure")
    squares = [run.text for row in figure.rows for cell in row for run in cell if set(run.text) & set("■□")]
    assert squares
    assert all(text[0] == "\u00a0" and " " not in text for text in squares)


def test_a_translated_page_has_no_english_of_ours(tmp_path: Path) -> None:
    """Every fixed word of the page comes from the labels: with each of them as x, no other word is left.

    A date in brackets within an article's words is in the article's language.
    """
    labels = tmp_path / "tlh.toml"
    text = (TEMPLATES / "labels" / "en.toml").read_text("utf-8")
    labels.write_text("\n".join(_crossed_out(line) for line in text.splitlines()), "utf-8")
    made = small()
    theirs = f"{VARNA} {SULINA} Port Gazette A radar post opens Marek Lis varna.txt sulina.txt broken.txt Air Sea"
    named = (
        f"{made.title} briefing news SHA the file is empty {{page}} {{pages}} {{number}} {{citation}} {{shown}} March"
    )
    words = re.compile(r"\b[^\W\d_]{3,}\b")
    found = {word for text in _words_of_ours(page(made, labels=labels)) for word in words.findall(text)}
    assert found <= set(words.findall(f"{theirs} {named}"))


def _words_of_ours(value: object) -> Iterator[str]:
    """Every text of a page that is no id."""
    if isinstance(value, Run):
        yield value.text
    elif isinstance(value, tuple | list):
        yield from (text for one in value for text in ([one] if isinstance(one, str) else _words_of_ours(one)))
    elif is_dataclass(value):
        for field in fields(value):
            given = getattr(value, field.name)
            if field.name not in ("id", "language", "notes", "provenance"):
                yield from [given] if isinstance(given, str) else _words_of_ours(given)


def _crossed_out(line: str) -> str:
    """A label with its words as x, what stands in braces kept."""
    name, equals, words = line.partition(" = ")
    return name + equals + re.sub(r"(\{\w+\})|\w+", lambda word: word[1] or "x", words.split("  #")[0])


# --- templates of one's own ---------------------------------------------------------------------------------------


def test_a_template_may_reorder(tmp_path: Path) -> None:
    """Sections and items stand where it puts them, with words that it cannot change."""
    template = """<briefing>
{%- for section in sections|reverse %}
<section id="{{ section.id }}" title="{{ section.title }}">
{% for group in section.groups|reverse %}{% for item in group.items|reverse %}
{% if item.is_point %}<point ref="{{ item.id }}" origin="yes"/>{% else %}<quote ref="{{ item.id }}"/>{% endif %}
{% endfor %}{% endfor %}
</section>
{%- endfor %}
{%- for id in register.ids %}<source ref="{{ id }}"/>{% endfor %}
</briefing>"""
    made = small()
    mine, shipped = laid_out(tmp_path, template, made), page(made)
    printed = [item.id for section in made.sections for item in section.items]
    assert [block.id for block in mine.blocks if isinstance(block, Point | QuoteBlock)] == printed[::-1]
    theirs = {block.id: block.words for block in shipped.blocks if isinstance(block, Point | QuoteBlock)}
    assert all(block.words == theirs[block.id] for block in mine.blocks if isinstance(block, Point | QuoteBlock))
    assert [block.id for block in only(mine, Heading)] == [f"section-{one.slug}" for one in made.sections[::-1]]


def test_a_template_may_add(tmp_path: Path) -> None:
    """Its own words, counts and citations, in the voices that it names."""
    template = """<?xml version="1.0" encoding="utf-8"?>
<briefing>
  <!-- no one sees this -->
  <statement>
    <b>{{ tally.used }} of {{ tally.inputs }}</b> <muted>used</muted>,
    <warn>see <accent>one</accent></warn> <cite ref="q1"/> or <see ref="p1"/> in <number ref="s1"/>.
  </statement>
  <note/>
  <point ref="p1"/>
  <source ref="s1"/>
</briefing>"""
    statement, note, *_ = laid_out(tmp_path, template).blocks
    assert isinstance(statement, Statement)
    assert [(run.text, run.voice, run.target) for run in statement.runs if run.text.strip()] == [
        ("2 of 3", "strong", ""),
        ("used", "muted", ""),
        (", ", "plain", ""),
        ("see ", "warning", ""),
        ("one", "accent", ""),
        ("1\u202f¶2", "accent", "s1"),
        (" or ", "plain", ""),
        ("1\u202f¶1", "accent", "p1"),
        (" in ", "plain", ""),
        ("1", "accent", "s1"),
        (".", "plain", ""),
    ]
    assert note == Note(())


def test_widths_are_shares(tmp_path: Path) -> None:
    """Of the whole, whatever they add up to."""
    template = '<briefing><table id="t" widths="1 3"><row><cell>a</cell><cell/></row></table></briefing>'
    (table,) = laid_out(tmp_path, template).blocks
    assert isinstance(table, Table)
    assert (table.widths, table.rows, table.header[1]) == ((0.25, 0.75), (), ())


def test_a_template_that_is_missing_or_no_text(tmp_path: Path) -> None:
    """The error names it."""
    with pytest.raises(SettingsError, match=r"none\.j2: cannot be rendered"):
        page(small(), tmp_path / "none.j2")
    (tmp_path / "bytes.j2").write_bytes(b"<briefing>\xff</briefing>")
    with pytest.raises(SettingsError, match=r"bytes\.j2: cannot be rendered"):
        page(small(), tmp_path / "bytes.j2")


# --- periods ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2026-03-02", "2026-03-08", "2–8 March 2026"),
        ("2026-03-04", "2026-03-04", "4 March 2026"),
        ("2026-02-28", "2026-03-06", "28 February–6 March 2026"),
        ("2025-12-29", "2026-01-04", "29 December 2025–4 January 2026"),
        ("2025-03-01", "2026-03-31", "1 March 2025–31 March 2026"),
    ],
)
def test_a_period_of_days(since: str, until: str, days: str) -> None:
    """Its days are written as short as they can be, and nothing is called a week."""
    found = page(briefing(analysis(VARNA), since=since, until=until))
    (masthead,) = only(found, Masthead)
    assert dict(masthead.fields)["Period"] == days
    assert dict(masthead.fields)["Cut-off"].endswith(", 24:00 UTC")
    assert found.running_head == ("Weekly briefing", days)
    assert "his week" not in dump(found)


@pytest.mark.parametrize(
    ("day", "week", "days"),
    [
        ("2026-03-04", 10, "2–8 March 2026"),
        ("2026-04-01", 14, "30 March–5 April 2026"),
        ("2026-01-01", 1, "29 December 2025–4 January 2026"),
        ("2027-01-01", 53, "28 December 2026–3 January 2027"),
    ],
)
def test_a_week(day: str, week: int, days: str) -> None:
    """It has its ISO number in the masthead and in the running head."""
    found = page(briefing(analysis(VARNA, date=day), themes=THEMES))
    (masthead,) = only(found, Masthead)
    assert dict(masthead.fields)["Period"] == f"Week {week}, {days}"
    assert found.running_head == (f"Weekly briefing, week {week}", days)
    assert "This week" in dump(found)


def test_nothing_dated() -> None:
    """There are no days, and all is marked as undated."""
    found = page(briefing(analysis(VARNA, date=""), themes=THEMES))
    (masthead,) = only(found, Masthead)
    assert dict(masthead.fields)["Period"] == "No dated article"
    assert dict(masthead.fields)["Cut-off"] == "not stated"
    assert found.running_head == ("Weekly briefing", "")
    assert all(block.runs[0].voice == "warning" for block in only(found, GroupLine))
    assert "Single source, undated" in dump(found)


def test_nil() -> None:
    """A briefing without anything says so in every place."""
    found = page(briefing(since="2026-04-01", until="2026-04-03"))
    assert "Nothing is reported." in dump(found)
    assert dump(found).count("Nothing to report.") == 4
    assert not only(found, Point) + only(found, QuoteBlock) + only(found, RegisterEntry)


def test_items_of_several_articles_say_where_they_are_from() -> None:
    """A group of one article says it once, above; else each item does."""
    one = briefing(analysis(VARNA, "a.txt"), themes=THEMES[:1])
    two = briefing(
        analysis(VARNA, "a.txt"), analysis("Radars came to Burgas by train on Monday.", "b.txt"), themes=THEMES[:1]
    )
    (point, *_) = [block for block in only(page(one), Point) if not block.label]
    assert "Port" not in show(point)
    (point, *_) = [block for block in only(page(two), Point) if not block.label]
    assert "Port⍽Gazette,⍽4⍽Mar⍽2026" in show(point)


def test_a_point_says_whose_the_words_in_italics_are() -> None:
    """As a quotation in its own slot does."""
    text = 'Anna Nowak said the radars were "promised to the minister (Rumen Dachev - ed.) and paid for" on Monday.'
    found = page(briefing(analysis(text), themes=THEMES))
    points = [block for block in found.blocks if isinstance(block, Point)]
    assert points
    assert all("not the speaker’s" in block.tail[-1].text for block in points)


SAID = """\
table statements 0.27 0.34 0.13 0.13 0.13
 row
  cell
  plain     |Speaker and role|
  cell
  plain     |Occasion, date of the article|
  cell
  plain     |Full quotations|
  cell
  plain     |Fragments|
  cell
  plain     |Reported|
 row
  cell
  strong    |Anna Nowak|
  plain     |↵|
  muted     |Bulgarian Defense Minister|
  cell
  source    |in Varna|
  muted     |, |
  source    |on Wednesday|
  edit      | [3⍽Mar⍽2026]|
  muted     | |
  accent    |1‗¶1| → s1
  plain     |↵|
  plain     |4⍽Mar⍽2026|
  cell
  strong    |1|
  plain     |↵|
  accent    |1‗¶2| → s1
  cell
  strong    |1|
  plain     |↵|
  accent    |1‗¶3| → s1
  cell
  strong    |9|
  plain     |↵|
  accent    |1‗¶1, 2, 3, 4, 5, 6| → s1
  muted     | …⍽2⍽more|
 row
  cell
  strong    |Lt. Col. Marek Lis|
  cell
  plain     |4⍽Mar⍽2026|
  cell
  muted     |–|
  cell
  muted     |–|
  cell
  strong    |1|
  plain     |↵|
  accent    |1‗¶5| → s1"""


def said() -> Article:
    """An article with reports by two people, of which those in the first paragraph have a place and a day."""
    text = VARNA + "".join(f"\n\nRadars are needed, and Marek Lis spoke of {n}." for n in range(5))
    made = article(text)
    varna = Occasion(slice_of(made, "in Varna"), slice_of(made, "on Wednesday"), date(2026, 3, 3))
    minister = named(made, "Anna Nowak", "Bulgarian Defense Minister")
    nowak = reported(made, minister, 1, occasion=varna).reports + reported(made, minister, *range(2, 9), 8).reports
    lis = reported(made, named(made, "Marek Lis", "Lt. Col."), 5).reports
    return replace(attributed(made, minister), reports=nowak + lis)


def statements_of(found: Page) -> Table:
    """The table of who said what."""
    return next(block for block in only(found, Table) if block.id == "statements")


def test_who_said_what() -> None:
    """Speaker and role; where, when, or the article's date; how many statements of each kind, and their paragraphs."""
    assert show(statements_of(page(briefing(analysis_of(said()), themes=THEMES)))) == SAID


def test_who_said_what_stands_between_themes_and_sources() -> None:
    """With the number of speakers; and not at all where nobody is named."""
    headings = only(page(small()), Heading)
    assert [block.id for block in headings[-3:]] == ["who-said-what", "sources", "not-printed"]
    assert [note.text for note in headings[-3].notes] == ["1 speaker named"]
    nobody = briefing(analysis(SULINA), themes=THEMES)
    assert "who-said-what" not in [block.id for block in only(page(nobody), Heading)]


def test_the_occasion_of_an_undated_article_is_undated() -> None:
    """And a day that is the article's stands there once."""
    made = said()
    for changes, told in (({"published": None}, "undated"), ({"published": date(2026, 3, 3)}, "")):
        dated = replace(made, source=replace(made.source, **changes))
        cell = statements_of(page(briefing(analysis_of(dated), themes=THEMES))).rows[0][1]
        lines = ["".join(run.text for run in line) for line in cell_lines(cell)]
        expected = ["in Varna, on Wednesday [3\u00a0Mar\u00a02026] 1\u202f¶1", told]
        assert lines == [line for line in expected if line]


def test_a_speaker_at_many_occasions() -> None:
    """Two are told, the others counted."""
    made = article(VARNA + "\n\nRadars came." * 3)
    places = [Occasion(slice_of(made, word), None, None) for word in ("Varna", "Wednesday")]
    days = [Occasion(None, slice_of(made, word), None) for word in ("Varna", "Wednesday")]
    reports = [reported(made, named(made, "Anna Nowak"), n, occasion=one) for n, one in enumerate(places + days, 1)]
    made = replace(made, quotes=(), reports=tuple(report for one in reports for report in one.reports))
    cell = statements_of(page(briefing(analysis_of(made), themes=THEMES))).rows[0][1]
    lines = ["".join(run.text for run in line) for line in cell_lines(cell)]
    assert lines == ["Varna 1\u202f¶1", "Wednesday 1\u202f¶2", "… 2 more", "4\u00a0Mar\u00a02026"]


def test_a_long_list_of_speakers_is_cut() -> None:
    """With a note that counts the rest."""
    names = [f"Anna Nowak{chr(97 + n)}" for n in range(22)]
    made = article(VARNA + "".join(f"\n\nRadars are needed, and {name} knows it." for name in names))
    reports = [reported(made, named(made, name), 4).reports[0] for name in names]
    found = page(briefing(analysis_of(replace(made, reports=tuple(reports))), themes=THEMES))
    assert len(statements_of(found).rows) == 20
    note = found.blocks[found.blocks.index(statements_of(found)) + 1]
    assert show(note).startswith("note\n  muted     |3 more rows are not shown. Statements")


def test_a_long_list_of_what_is_not_printed_is_cut() -> None:
    """With a note that counts the rest; what could not be used comes first."""
    unused = [analysis(f"Nothing of it is news {number}.", f"n{number}.txt") for number in range(45)]
    made = briefing(*unused, rejected(), themes=THEMES)
    found = page(made)
    table = next(block for block in found.blocks if isinstance(block, Table) and block.id == "not-printed-inputs")
    note = next(block for block in found.blocks if isinstance(block, Note) and "run.json" in block.runs[0].text)
    assert len(table.rows) == 20
    assert table.rows[0][1][0].text == "Not readable or excluded"
    assert note.runs[0].text.split()[0] == str(46 - len(made.register) - 20)


def test_a_theme_that_is_named_elsewhere_has_something_to_report() -> None:
    """Its section points there and does not say that there is nothing."""
    text = "The ministry opened a new radar post on the Black Sea coast of Bulgaria on Monday."
    found = page(briefing(analysis(text), themes=THEMES))
    place = next(i for i, block in enumerate(found.blocks) if isinstance(block, Heading) and block.text == "Sea")
    assert isinstance(found.blocks[place + 1], Note)


def test_words_in_a_row_that_does_not_cite_them_are_refused(tmp_path: Path) -> None:
    """With the place in the outline and what to add, before anything is proved."""
    paid = "Varna paid 14 million euros for a radar post of its own."
    text = f"The ministry will open a radar post in Varna on 12 March 2026.\n\n{paid}"
    made = briefing(analysis(text), themes=THEMES)
    cells = '<cell><value ref="f1"/></cell><cell><words ref="e1"/></cell>'

    def table(cites: str) -> str:
        rows = f'<table id="t" widths="1 1 1"><row>{cells}<cell>{cites}</cell></row></table>'
        return f'<briefing>{rows}<source ref="s1"/></briefing>'

    laid_out(tmp_path, table('<cite ref="f1"/> <cite ref="e1"/>'), made)
    for cites, missing in (("", "f1"), ('<cite ref="f1"/>', "e1")):
        message = f"ref='{missing}'> is not cited in its row; put <cite ref=\"{missing}\""
        with pytest.raises(SettingsError, match=message):
            laid_out(tmp_path, table(cites), made)
