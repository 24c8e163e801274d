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
    "its address alone": ("<link>https://a.example/x#comments</link>", "https://a.example/x"),
    "an address that scripts make": ("<link>https://a.example/#/x</link>", "https://a.example/#/x"),
    "title and date": ("<title>T</title><pubDate>5 Nov 2026</pubDate>", f"{FEED} T 5 Nov 2026"),
    "no address of the web": ("<link>javascript:x</link><guid isPermaLink='false'>7</guid>", f"{FEED} 7"),
}


@pytest.mark.parametrize("case", KEYS)
def test_an_article_is_known_by(case: str) -> None:
    """An address is the same in all feeds; other names only in one."""
    item, key = KEYS[case]
    (listed,) = list_articles(FEED, f"<rss><channel><item>{item}</item></channel></rss>".encode()).listed
    assert listed.key == key


RSS = "<rss><channel><item>{}</item></channel></rss>"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'{}><entry><link href='{}'/></entry></feed>"
JSON = '{{"version": "https://jsonfeed.org/version/1.1", "items": [{{"url": "{}"}}]}}'
HOST = "https://pontic-herald.example"
LINKS = {
    # what is in the feed: the address of the page, and why it has none
    RSS.format("<link>/ru</link>"): (f"{HOST}/ru", ""),
    RSS.format("<link>?p=7</link>"): (f"{HOST}/feeds/new.xml?p=7", ""),
    RSS.format("<link>//a.example/x</link>"): ("https://a.example/x", ""),
    RSS.format("<link>https://a.example/x#y</link>"): ("https://a.example/x#y", ""),
    RSS.format("<guid>7</guid>"): ("", ""),
    RSS.format("<guid>https://a.example/7</guid>"): ("https://a.example/7", ""),
    RSS.format("<guid>7</guid><enclosure url='/a.mp3'/>"): ("", ""),
    RSS.format("<link></link>"): ("", ""),
    RSS.format("<link>ftp://a.example/x</link>"): ("", "its address cannot be asked for (ftp://a.example/x)"),
    RSS.format("<link>http://[::1</link>"): ("", "its address cannot be asked for (http://[::1)"),
    RSS.format("<link>http://user:word@a.example/x</link>"): ("", "its address cannot be asked for"),
    ATOM.format("", "/a"): (f"{HOST}/a", ""),
    ATOM.format("", ""): ("", ""),
    ATOM.format(" xml:base='https://a.example/b/'", "c"): ("https://a.example/b/c", ""),
    ATOM.format(" xml:base='/b/'", "c"): (f"{HOST}/b/c", ""),
    ATOM.format("", "file:///etc/passwd"): ("", "its address cannot be asked for (file://etc/passwd)"),
    JSON.format("/a/jrel"): (f"{HOST}/a/jrel", ""),
    JSON.format("a"): (f"{HOST}/feeds/a", ""),
    JSON.format(" "): ("", ""),
    JSON.format("file:///etc/passwd"): ("", "its address cannot be asked for (file:///etc/passwd)"),
}


@pytest.mark.parametrize("feed", LINKS)
def test_the_address_of_a_page_is_made_whole(feed: str) -> None:
    """From where the feed came; an address that is given and cannot be asked for is told, a name is none."""
    (listed,) = list_articles(FEED, feed.encode(), f"{HOST}/feeds/new.xml").listed
    assert (listed.fields.url, listed.unusable) == LINKS[feed]


def test_where_a_feed_did_not_move_its_own_address_is_the_base() -> None:
    """The one of the settings."""
    assert list_articles(FEED, rss("/a")).listed[0].fields.url == f"{HOST}/a"


def test_the_order_is_the_feeds_and_nothing_is_listed_twice() -> None:
    """So that the newest are taken first."""
    links = [f"https://a.example/{name}" for name in "bacab"]
    assert [one.key[-1] for one in list_articles(FEED, rss(*links)).listed] == ["b", "a", "c"]
