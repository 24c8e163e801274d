"""A page that holds every block, in invented words, for the tests of renderers and read-back."""

from datetime import date

from briefing.blocks import (
    Block,
    Chart,
    Checks,
    Comment,
    Contents,
    CountStrip,
    GroupLine,
    Heading,
    Masthead,
    Note,
    Page,
    Point,
    QuoteBlock,
    RegisterEntry,
    Run,
    Runs,
    Series,
    Statement,
    Table,
)

HOSTILE = "AT&T said 5 < 6 and <bad>“tag”</bad>,\u00a0ż ğ Київ Türkiye Ĳ 10\u202fkm"
"""What markup, fonts and encodings like to spoil."""


def source(text: str) -> Run:
    """Words of the source."""
    return Run(text, "source")


def ours(text: str) -> Run:
    """Words of ours."""
    return Run(text, "plain")


def citation(number: int, paragraph: int) -> Run:
    """A citation as the outline makes it: number, narrow no-break space, pilcrow."""
    return Run(f"{number}\u202f¶{paragraph}", "accent", f"s{number}")


def point(id: str, *words: Run, label: str = "") -> Point:
    """A point that cites paragraph 1 of source 1."""
    return Point(id, words, (citation(1, 1),), label)


def quote(id: str, *words: Run) -> QuoteBlock:
    """A quotation by an invented minister."""
    by = (Run("Rumen Dachev", "strong"), ours(", Bulgarian Defense Minister. "), citation(1, 2))
    return QuoteBlock(id, words, by)


def every_block() -> tuple[Block, ...]:
    """One of each block at least, in the order of a briefing."""
    return (
        Masthead("Weekly briefing", "Air defense, the Black Sea", (("Period", "Week 10"), ("Handling", "TLP:CLEAR"))),
        CountStrip((Run("2 articles, 1 undated.", "strong"), ours(" 3 quotations."))),
        Contents("Contents", (("highlights", "Highlights"), ("sources", "Sources"))),
        Heading("highlights", "Highlights", (Run("2 points", "muted"),)),
        point("p1", Run("[Rumen Dachev]", "edit"), source(" praised the crews & the <port>."), label="The Black Sea"),
        Heading("theme-by-article", "Theme by article"),
        Table(
            "themes",
            ((ours("Theme"),), (ours("This week"),), (ours("All"),)),
            (
                ((ours("Air defense"),), (Run("1", "strong", "s1"), Run(" ■■□", "accent")), (ours("3"),)),
                ((ours("The Black Sea"),), (ours("–"),), (ours("0"),)),
            ),
            (0.4, 0.4, 0.2),
        ),
        Note((Run("Each square is one point. ■ dated, □ undated.", "muted"),)),
        Chart(
            "articles-by-day",
            "Articles by theme and day",
            "Columns, a row for each theme. Air defense: Mon 2: 3, undated: 1; The Black Sea: Mon 2: 0, undated: 12.",
            ("Mon 2", "undated"),
            (Series("Air defense", (3, 1)), Series("The Black Sea", (0, 12))),
            apart=True,
        ),
        Heading("how-this-was-checked", "How this was checked"),
        Checks((((Run("3 / 3", "accent"),), (ours("quotations found character for character"),)),)),
        Heading(
            "section-black-sea", "The Black Sea", (Run("2 points", "muted"), Run("Single source, undated", "warning"))
        ),
        GroupLine((Run("This week", "strong"), Run("  Dobrudja Courier, 4 March 2026", "muted"))),
        point("p2", source(HOSTILE)),
        quote(
            "q1",
            source("“I promised it to the minister "),
            Run("(Rumen Dachev - ed.)", "insertion"),
            source(", so it will be done ... soon,”"),
        ),
        Note((Run("Also names this theme: quotation ", "muted"), Run("1\u202f¶2", "accent", "q1"))),
        GroupLine((Run("Undated, not shown as this week’s", "warning"), Run("  Port Gazette", "muted"))),
        point("p3", source("Nothing else was announced.")),
        Comment("n1", "Analyst comment", ("The port is the one to watch.", "It opens in May & closes in June.")),
        Comment("c-section-black-sea", "Analyst comment", hint="Write your comment here"),
        Statement((ours("2 articles received: 1 used as dated, 1 undated."),)),
        Heading("sources", "Sources", (Run("numbered in order of first citation", "muted"),), wide=True),
        RegisterEntry(
            "s1",
            "1",
            (
                (Run("Dobrudja Courier.", "strong"), ours(" “Sweep & clear”. Published 4 March 2026.")),
                (
                    Run(
                        "https://www.dobrudja-courier.example/a?x=1&y=2",
                        "plain",
                        "https://www.dobrudja-courier.example/a?x=1&y=2",
                    ),
                ),
            ),
            (ours("Dobrudja Courier, 4 March 2026."),),
        ),
    )


def page(*blocks: Block) -> Page:
    """A page of the given blocks, or of every block."""
    return Page(
        blocks=blocks or every_block(),
        title="Weekly briefing",
        language="en",
        running_head=("Weekly briefing, week 10", "2–8 March 2026"),
        footer=(
            "TLP:CLEAR",
            "Serif type: the source’s words. Sans type and [brackets]: ours.",
            "Page {page} of {pages}",
        ),
        created=date(2026, 3, 8),
        author="Briefing desk",
    )


def long_quote(words: int) -> Runs:
    """A quotation that needs more than a page."""
    return (source("“" + " ".join(f"word{number}" for number in range(words)) + ",”"),)
