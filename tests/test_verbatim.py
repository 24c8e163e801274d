"""Whatever an article holds, the line from file to page never fails, and every word on the page is the source's.

Generated articles go through the real reader, are understood, condensed and composed, drawn as PDF and Word, and read
back. The last word is that of `prove` and `check`, which have nothing to find.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import pytest
from factories import page, record_of, settings, shipped_style, shipped_themes
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from briefing.analysis import withhold
from briefing.blocks import Point, QuoteBlock
from briefing.check import check, prove, prove_page
from briefing.check.pdf import read_pdf
from briefing.compose import compose
from briefing.condense import condense
from briefing.errors import Unreadable
from briefing.extract import extract
from briefing.model import Analysis, Briefing, Digest, Document, Problem
from briefing.read import read
from briefing.render import RENDERERS
from briefing.text import QUOTATION_MARKS

HOSTILE = (
    "& < > “ ” ‘ ’",
    "<b>bold</b>",
    "</w:t>",
    "&amp;",
    "]]>",
    "a\u00a0b",
    "10\u202f000",
    "ż ğ Ĳ",
    "Київ",
    "(\\)",
    "%s {0}",
    "e\u0301 u\u0308",
    "👩\u200d✈\ufe0f 🇺🇦",
    "漢字かな",
    "שלום",
    "مرحبا",
    "ﬁ ﬀ",
    "\u2011\u00ad\u200b",
    "\u202e\u2066x\u2069",
    "\ufeff",
    "\x00\x07\x1b[31m",
    "\x85",
    "\u2028",
    "\ufffe\ufdd0\U0001fffe",
    "\t\t",
    "…",
    "...",
    "x" * 300,
    "https://a.example/?a=1&b=2",
    "\ud800",
    "■□",
    "\u0130stanbul ıI",
    "½ ² №",
    "\U0001d49c",
    "\u0378",
    "*_`#|~",
)
NAMES = ("Polish Defense Minister Anna Nowak", "Nowak", "Lt. Col. Marek Lis", "Lis", "She", "he", "The minister", "Він")
PLAIN = [
    "opened a radar post in Varna on Wednesday.",
    "said the Black Sea was calm & the ships left in time.",
    "thanked Ukraine for 12 interceptors [sic] on Nov. 5-6.",
    "called the plan “slow, old (sic) and absolutely necessary.”",
    'said that "nothing will stop the crews. Nothing" and left.',
    "met U.S. officials; however, no date was named.",
    "went home. In addition, the towns were told about the radars.",
    "— обіцяв нові радари для України до кінця березня.",
]
SPOKEN = [
    "We have bought the radars that the towns asked for",
    "The mines (Rumen Dachev - ed.) drift ... and nobody counts them",
    "Ми отримали 12 радарів, і Київ не чекатиме",
    "Is it <true>? It is, and the crews know it! They said “yes” twice",
    "[We] will not leave anyone alone, wherever they are",
]
MARKS = ["“”", '""', "«»", "„“", "‘’", "““", "””", "''", "«“"]
noise = st.one_of(st.just(""), st.sampled_from(HOSTILE), st.text(max_size=6))
narration = st.tuples(st.sampled_from(NAMES), noise, st.sampled_from(PLAIN)).map(" ".join)
quotation = st.builds(
    lambda marks, words, more, end, tail: f"{marks[0]}{words} {more}{end}{marks[1]}{tail}",
    st.sampled_from(MARKS),
    st.sampled_from(SPOKEN),
    noise,
    st.sampled_from([",", ".", "?", "", "..."]),
    st.sampled_from(
        [" Nowak said.", " she said.", " said Lt. Col. Marek Lis.", "", ", додав він.", " the minister added."]
    ),
)
paragraph = st.lists(st.one_of(narration, quotation, noise), min_size=1, max_size=4).map(" ".join)
article = st.lists(paragraph, min_size=1, max_size=6)
outlet = st.one_of(st.sampled_from(["", "Port Gazette", "A&B <“Wire”>", "Київ \u202e×"]), st.text(max_size=10))
day = st.sampled_from(["", "2026-03-04", "2026-03-06", "4 March 2026", "soon"])


def as_text(paragraphs: Sequence[str], outlet: str, day: str) -> tuple[str, bytes]:
    """A file with header lines."""
    head = "".join(f"{name}: {value}\n" for name, value in (("Source", outlet), ("Date", day)) if value.strip())
    return ".txt", (head + "\n" + "\n\n".join(paragraphs)).encode("utf-8", "replace")


def as_lines(paragraphs: Sequence[str], outlet: str, day: str) -> tuple[str, bytes]:
    """An export, which can carry any character as an escape."""
    item = {"title": paragraphs[0][:40], "text": "\n\n".join(paragraphs), "source": outlet, "date": day}
    return ".jsonl", json.dumps(item).encode()


def analysed(name: str, content: bytes) -> Analysis:
    """What a file comes to, as the pipeline makes it, but for its catch of all failures."""
    digest = sha256(content).hexdigest()
    try:
        documents = read(name, content, {})
    except Unreadable as error:
        return Analysis(name, digest, (), (Problem("read", error.where, error.message, error.hint),))
    return Analysis(name, digest, tuple(_digest(document) for document in documents))


def _digest(document: Document) -> Digest:
    made = withhold(extract(document), settings())
    return Digest(made, condense(made))


def proved(made: Briefing) -> dict[str, bytes]:
    """The files of a briefing, after every proof."""
    assert prove(made) == ()
    laid_out = page(made)
    assert prove_page(laid_out, made) == ()
    files = {name: draw(laid_out, shipped_style())[0] for name, draw in RENDERERS.items()}
    assert check(files, laid_out, made) == ()
    return files | {"json": record_of(made)}


@given(
    st.lists(st.tuples(st.sampled_from([as_text, as_lines]), article, outlet, day), min_size=1, max_size=3),
    st.sampled_from([0, 2, 9]),
)
@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_every_word_survives_the_whole_line(inputs, quotations: int) -> None:
    """From bytes to files and back: nothing fails, nothing is lost, nothing is found."""
    files = [(f"{n}{suffix}", data) for n, (suffix, data) in enumerate(write(*rest) for write, *rest in inputs)]
    analyses = [analysed(name, content) for name, content in files]
    made = compose(analyses, shipped_themes(), settings(quotations_per_theme=quotations, points_per_theme=9))
    proved(made)
    articles = [digest.article for one in analyses for digest in one.digests]
    assert len(made.fates) == len(inputs)
    for one in articles:
        assert all(one.passage(quote.passage.span) == quote.passage for quote in one.quotes)


@given(article)
@hypothesis_settings(max_examples=40)
def test_a_printed_quotation_is_whole(paragraphs: list[str]) -> None:
    """On the page, its words are those between its marks, and no point begins or ends inside one."""
    suffix, content = as_lines(paragraphs, "Port Gazette", "2026-03-04")
    made = compose([analysed(f"a{suffix}", content)], shipped_themes(), settings(quotations_per_theme=9))
    blocks = {one.id: one for one in page(made).blocks if isinstance(one, Point | QuoteBlock)}
    for quote in made.quotes():
        text = "".join(run.text for run in blocks[quote.id].words)
        assert text == quote.quote.passage.text
        assert text[0] in "“\"«„‘'”"
    assert made.tally.split == 0


@pytest.mark.parametrize("words", [400, 1800])
def test_a_quotation_across_a_page_break(words: int) -> None:
    """It is longer than the rest of its page, or than a page, and is read back as one."""
    long = " ".join(f"Radar{n} of Київ & <ż>" if n % 50 == 0 else f"radar{n}" for n in range(words))
    said = f"“{long},” Polish Defense Minister Anna Nowak said."
    name, content = "a.txt", f"Varna will get two radars.\n\n{said}\n\n{'Radars came. ' * 30}".encode()
    made = compose([analysed(name, content)], shipped_themes(), settings())
    (quote,) = made.quotes()
    assert len(quote.quote.passage.text.split()) > words
    (found,) = (one for one in read_pdf(proved(made)["pdf"]).found if one.id == quote.id)
    assert " ".join(found.text.split()) == quote.quote.passage.text.replace("\n\n", " ")


@pytest.mark.parametrize("mark", ["“", ""])
def test_a_quotation_over_paragraphs(mark: str) -> None:
    """Each paragraph opens with a mark and only the last one closes, or one pair of marks holds them all."""
    said = f"“We have bought the radars that all asked for.\n\n{mark}They will be here soon,” Anna Nowak said."
    proved(compose([analysed("a.txt", said.encode())], shipped_themes(), settings()))


@pytest.mark.parametrize("strange", HOSTILE, ids=ascii)
def test_each_strange_character_alone(strange: str) -> None:
    """In narration, in a quotation, in an insertion and in the name of the outlet."""
    text = (
        f"Anna Nowak {strange} opened a radar post in Varna on Wednesday.",
        f"“We promised the radars {strange} to all (Lis {strange} - ed.) and we keep our word,” Nowak said.",
        f"She called the radar post {strange} “slow {strange} old” and necessary for the coast.",
    )
    suffix, content = as_lines(text, strange, "2026-03-04")
    made = compose([analysed(f"a{suffix}", content)], shipped_themes(), settings())
    proved(made)
    if not set(strange) & set(QUOTATION_MARKS):
        assert made.tally.quotations >= 1


def test_strange_words_of_the_settings() -> None:
    """Title, contact and handling are printed as well, and cannot break a file."""
    content = as_text(["Varna will get two radars before the winter."], "Port Gazette", "2026-03-04")[1]
    made = compose([analysed("a.txt", content)], shipped_themes(), settings())
    hostile = "A&B <x> Київ e\u0301 漢字 {0} %s"
    proved(replace(made, title=hostile, contact=hostile, handling=hostile))
