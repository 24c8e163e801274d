"""What a feed lists; whatever its bytes do to who reads them."""

import pytest
from collect.site import rss

from briefing.collect.listing import Lister, list_articles
from briefing.errors import Unreadable
from briefing.guard import Limits

FEED = "https://pontic-herald.example/rss.xml"


@pytest.mark.parametrize(
    ("limits", "message"),
    [(Limits(wall=1e-6), "took more than 0 seconds"), (Limits(memory=1), r"MemoryError|reader end")],
)
def test_a_feed_that_takes_too_much_is_refused(limits: Limits, message: str) -> None:
    """Time or memory: it is told as one that cannot be read, and ends nothing."""
    with Lister(limits) as lister, pytest.raises(Unreadable, match=message):
        lister.articles(FEED, rss("https://pontic-herald.example/a"))


KEYS = {
    "its address": ("<link>https://a.example/x</link><guid>7</guid><title>T</title>", "https://a.example/x"),
    "the feed's name for it": ("<guid isPermaLink='false'>7</guid><title>T</title>", f"{FEED} 7"),
    "title and date": ("<title>T</title><pubDate>5 Nov 2026</pubDate>", f"{FEED} T 5 Nov 2026"),
    "no address of the web": ("<link>javascript:x</link><guid isPermaLink='false'>7</guid>", f"{FEED} 7"),
}


@pytest.mark.parametrize("case", KEYS)
def test_an_article_is_known_by(case: str) -> None:
    """An address is the same in all feeds; other names only in one."""
    item, key = KEYS[case]
    (listed,) = list_articles(FEED, f"<rss><channel><item>{item}</item></channel></rss>".encode())
    assert listed.key == key


def test_the_order_is_the_feeds_and_nothing_is_listed_twice() -> None:
    """So that the newest are taken first."""
    links = [f"https://a.example/{name}" for name in "bacab"]
    assert [one.key[-1] for one in list_articles(FEED, rss(*links))] == ["b", "a", "c"]
