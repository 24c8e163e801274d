"""One feed: what it lists that is new, stored; and in what each article of it ended."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.collect.fetching import NOT_MODIFIED, Fetcher
from briefing.collect.listing import Listed, Lister
from briefing.collect.shelf import Shelf
from briefing.errors import SettingsError, Unfetched, Unreadable
from briefing.model import Problem
from briefing.model.collected import FORM, Collected, Received, header
from briefing.read.choice import HEAD
from briefing.read.file import shown
from briefing.read.kinds import kind_of
from briefing.settings import Feed
from briefing.text import printable, unforged

_REPORT = "please report it with the address; the other feeds were asked"


@dataclass(slots=True)
class Tally:
    """What became of the articles of one feed."""

    feed: str
    is_new: bool = True
    """Whether the feed has changed since the last run."""
    stored: int = 0
    known: int = 0
    left: int = 0
    """For the next run, since there are more new ones than a run takes."""
    failures: list[Problem] = field(default_factory=list)
    """One for each article that failed, or for the feed."""
    notes: list[Problem] = field(default_factory=list)
    """What a person may want to know, and is no failure."""

    def __str__(self) -> str:
        """Return the counts on a line."""
        if not self.is_new:
            return f"{printable(self.feed)}: nothing new"
        counts = [f"{self.stored} stored", f"{self.known} known already", f"{len(self.failures)} failed"]
        more = [f"{self.left} left for the next run"] if self.left else []
        return f"{printable(self.feed)}: {', '.join(counts + more)}"


@dataclass(frozen=True, slots=True)
class Means:
    """What feeds are collected with."""

    shelf: Shelf
    fetcher: Fetcher
    lister: Lister


def collect_feed(feed: Feed, means: Means) -> Tally:
    """Store what is new in a feed, and return in what each of its articles ended."""
    tally = Tally(feed.url)
    try:
        _collect(feed, means, tally)
    except SettingsError:  # the folder, which is that of all feeds
        raise
    except (Unfetched, Unreadable) as error:
        tally.failures.append(_problem(error.where, error.message, error.hint))
    except Exception as error:  # the run is not for one feed to end
        tally.failures.append(_problem(feed.url, f"failed with {type(error).__name__}: {error}", _REPORT))
        means.shelf.drop_version(feed.url)
    return tally


def _collect(feed: Feed, means: Means, tally: Tally) -> None:
    answer, has_moved = means.fetcher.fetch(feed.url, feed, means.shelf.conditions(feed.url))
    if has_moved:
        hint = f"put {printable(answer.address)} into the settings"
        tally.notes.append(_problem(feed.url, "has moved for good", hint))
    if answer.status == NOT_MODIFIED:
        tally.is_new = False
        return
    listing = means.lister.articles(feed.url, answer.content, answer.address)
    tally.notes.extend(_problem(one.where, one.message, one.hint) for one in listing.doubts)
    if _collect_listed(listing.listed, answer, feed, means, tally):
        means.shelf.keep_version(feed.url, answer)
    else:
        means.shelf.drop_version(feed.url)


def _collect_listed(listed: Sequence[Listed], answer: Received, feed: Feed, means: Means, tally: Tally) -> bool:
    """Store what is new of the articles of a feed; return whether nothing of them is left for another run."""
    is_done = True
    for one in listed:
        if means.shelf.knows(one.key):
            tally.known += 1
        elif tally.stored + len(tally.failures) >= feed.articles_per_run:
            tally.left += 1
        else:
            is_done = _collect_one(one, answer, feed, means, tally) and is_done
    return is_done and not tally.left


def _collect_one(one: Listed, answer: Received, feed: Feed, means: Means, tally: Tally) -> bool:
    """Store one article, or tell why not; return whether that is settled for good."""
    page, missing = None, ""
    try:
        page = _page(one, answer, feed, means.fetcher)
    except Unfetched as error:
        if error.again or not one.paragraphs:
            tally.failures.append(_problem(error.where, error.message, error.hint))
            if not error.again:
                means.shelf.settle(one.key)
            return not error.again
        missing = error.message
        tally.notes.append(_problem(error.where, error.message, "what the feed says of it was stored"))
    if page is None and not one.paragraphs:
        message = "the feed gives neither a text nor a page of it"
        tally.failures.append(_problem(_where(one, feed), message, "look at the feed"))
        means.shelf.settle(one.key)
        return True
    listed_in = replace(answer, content=b"")
    article = Collected(FORM, feed.source, one.fields, one.paragraphs, listed_in, page, missing=missing)
    if page is answer:
        hint = "where a feed was meant, give the address of that"
        tally.notes.append(_problem(feed.url, "is a page and no feed, and was stored as one article", hint))
    means.shelf.store(one.key, article, means.fetcher.manners.clock.day())
    tally.stored += 1
    return True


def _page(one: Listed, answer: Received, feed: Feed, fetcher: Fetcher) -> Received | None:
    """Return the page of an article, None where there is none to fetch; raises `Unfetched`."""
    if one.fields.url == feed.url:
        page = answer  # it was given as a feed
    elif feed.pages and one.unusable:
        raise Unfetched(_where(one, feed), one.unusable, "look at the feed")
    elif feed.pages and one.fields.url:
        page, _ = fetcher.fetch(one.fields.url, feed)
    else:
        return None
    if kind_of("", page.content[:HEAD]) not in ("html", "pdf"):
        kind = shown(header(page.headers, "content-type") or "of no declared type")
        raise Unfetched(one.fields.url, f"is neither a web page nor a PDF ({kind})", "save it yourself if it matters")
    return page


def _where(one: Listed, feed: Feed) -> str:
    return f"{feed.url} {shown(one.fields.title)}".strip()


def _problem(where: str, message: str, hint: str) -> Problem:
    return Problem("collect", *map(unforged, (where, message, hint)))
