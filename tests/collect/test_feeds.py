"""From a feed to files, with a server on this machine that does all that servers do."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from collect.conftest import Collect, Hand
from collect.site import HTML, PAGE, PARAGRAPHS, Answer, Site, cut_short, nonsense, packed, page, rss

from briefing.collect.connection import Bounds
from briefing.inputs import discover
from briefing.model import Document
from briefing.read import read

FEED = "/rss.xml"


def stored(folder: Path) -> list[Path]:
    """The files that make would read."""
    return [one.path for one in discover((folder,), folder / "out")]


def records(folder: Path) -> list[Any]:
    """What the stored files hold."""
    return [json.loads(path.read_bytes()) for path in stored(folder)]


def documents(folder: Path) -> list[Document]:
    """What make reads of them, one document for each file."""
    found = [item for path in stored(folder) for item in read(path.name, path.read_bytes(), {})]
    assert len(found) == len(stored(folder))
    return [one for one in found if isinstance(one, Document)]


def ends(tally: object) -> str:
    """The counts of a line."""
    return str(tally).rpartition(": ")[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the files come to lie."""
    return tmp_path / "collected"


# --- what is stored -----------------------------------------------------------------------------------------------


def test_a_page_is_stored_with_what_the_feed_says_of_it(site: Site, collect: Collect, folder: Path) -> None:
    """Its text is the page's; outlet, title and date come from the feed where the page has none."""
    site.answers |= {FEED: site.feed("/a"), "/a": PAGE}
    assert ends(collect(site.base + FEED)) == "1 stored, 0 known already, 0 failed"
    (document,) = documents(folder)
    assert document.text.split("\n\n") == list(PARAGRAPHS)
    fields = document.fields
    assert (fields.title, fields.outlet, fields.date) == (
        "Harbour report 1",
        "Pontic Herald",
        "Wed, 05 Nov 2026 08:00:00 GMT",
    )
    assert (fields.url, fields.date_basis) == (f"{site.base}/a", "metadata")
    assert [path.name[:28] for path in stored(folder)] == ["2026-11-22-harbour-report-1-"]


def test_what_the_page_says_of_itself_comes_first(site: Site, collect: Collect, folder: Path) -> None:
    """And before both the outlet that the settings name."""
    head = "<meta property='og:site_name' content='Pier Gazette'><meta name='date' content='2026-11-20'>"
    site.answers |= {FEED: site.feed("/a"), "/a": Answer(page(head=head), headers=HTML)}
    collect(site.base + FEED)
    (document,) = documents(folder)
    assert (document.fields.outlet, document.fields.date) == ("Pier Gazette", "2026-11-20")
    stored(folder)[0].unlink()
    (folder / ".collected.json").unlink()
    collect(site.base + FEED, source="Hill Observer")
    assert documents(folder)[0].fields.outlet == "Hill Observer"


def test_where_it_comes_from_is_recorded(site: Site, collect: Collect, folder: Path) -> None:
    """Address, way, time, headers without cookies, and the digest of what was received, of page and feed."""
    moved = Answer(status=302, headers={"Location": "/b"})
    site.answers |= {FEED: site.feed("/a"), "/a": moved, "/b": Answer(page(), headers={**HTML, "Set-Cookie": "id=1"})}
    collect(site.base + FEED)
    (record,) = records(folder)
    assert (record["page"]["address"], record["page"]["asked"]) == (f"{site.base}/b", [f"{site.base}/a"])
    assert documents(folder)[0].fields.url == f"{site.base}/b"
    assert record["page"]["accessed"] == "2026-11-22T12:00:00+00:00"
    assert ["content-type", HTML["Content-Type"]] in record["page"]["headers"]
    assert "set-cookie" not in dict(record["page"]["headers"])
    assert record["page"]["sha256"] == sha256(page()).hexdigest()
    assert (record["feed"]["address"], record["feed"]["content"]) == (f"{site.base}{FEED}", "")
    assert record["feed"]["sha256"] == sha256(site.feed("/a").body).hexdigest()


def test_a_page_that_was_tampered_with_is_refused(site: Site, collect: Collect, folder: Path) -> None:
    """The bytes have to be those that were received."""
    site.answers |= {FEED: site.feed("/a"), "/a": PAGE}
    collect(site.base + FEED)
    (path,) = stored(folder)
    content = path.read_bytes().replace(b'"content": "PC', b'"content": "PD')
    with pytest.raises(ValueError, match="its page is not as it was received"):
        _read_failing(content)


def test_another_form_is_refused(site: Site, collect: Collect, folder: Path) -> None:
    """One of a later version, whatever else has changed in it."""
    site.answers |= {FEED: site.feed("/a"), "/a": PAGE}
    collect(site.base + FEED)
    content = stored(folder)[0].read_bytes().replace(b'"briefing_collected": 1', b'"briefing_collected": 2')
    for one in (content, b'{"briefing_collected": 2, "all": "else"}'):
        with pytest.raises(ValueError, match="it is in the form 2 of what is collected, and only 1 is known here"):
            _read_failing(one)


def _read_failing(content: bytes) -> None:
    from briefing.errors import Unreadable

    try:
        read("a.json", content, {})
    except Unreadable as error:
        raise ValueError(error.message) from None


def test_a_page_that_is_packed_for_the_way_is_stored_unpacked(site: Site, collect: Collect, folder: Path) -> None:
    """The digest is that of what is stored."""
    site.answers |= {FEED: site.feed("/a"), "/a": packed(page())}
    collect(site.base + FEED)
    assert records(folder)[0]["page"]["sha256"] == sha256(page()).hexdigest()


def test_without_pages_the_feeds_own_text_is_stored(site: Site, collect: Collect, folder: Path) -> None:
    """No page is asked for, and nothing is said to be missing."""
    site.answers |= {FEED: site.feed("/a", "/b")}
    assert ends(collect(site.base + FEED, pages=False)) == "2 stored, 0 known already, 0 failed"
    assert site.paths() == [FEED]
    assert {one.text for one in documents(folder)} == {"What the feed says of it, in a sentence."}
    assert [one.problems for one in documents(folder)] == [(), ()]


FEEDS = {
    "atom": "<feed xmlns='http://www.w3.org/2005/Atom'><title>Pontic Herald</title><entry><title>Tug</title>"
    "<link href='{base}/a'/><id>x</id><published>2026-11-05</published><summary>Words.</summary></entry></feed>",
    "json": '{{"version": "https://jsonfeed.org/version/1.1", "title": "Pontic Herald", "items": [{{"id": "x", '
    '"url": "{base}/a", "title": "Tug", "content_text": "Words.", "date_published": "2026-11-05"}}]}}',
    "an article's page": page().decode(),
}


@pytest.mark.parametrize("kind", FEEDS)
def test_every_kind_of_feed_is_followed(kind: str, site: Site, collect: Collect, folder: Path) -> None:
    """By its content, whatever its name; a page in the place of a feed is the article itself."""
    body = FEEDS[kind] if kind == "an article's page" else FEEDS[kind].format(base=site.base)
    site.answers |= {FEED: Answer(body.encode()), "/a": PAGE}
    first = collect(site.base + FEED)
    assert ends(first) == "1 stored, 0 known already, 0 failed"
    assert any("is a page and no feed" in note.message for note in first.notes) == (kind == "an article's page")
    assert [one.text.split("\n\n") for one in documents(folder)] == [list(PARAGRAPHS)]
    told = collect(site.base + FEED)
    assert told.notes == []
    assert ends(told) == "0 stored, 1 known already, 0 failed"


# --- the next run -------------------------------------------------------------------------------------------------


def test_the_next_run_asks_only_for_what_is_new(site: Site, collect: Collect, folder: Path) -> None:
    """An unchanged feed answers 304; of a changed one only the new pages are asked for, and no file is touched."""
    site.answers |= {FEED: site.feed("/a", ETag='"1"'), "/a": PAGE, "/b": PAGE}
    collect(site.base + FEED)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in stored(folder)}
    assert str(collect(site.base + FEED)) == f"{site.base}{FEED}: nothing new"
    assert dict(site.asked)[FEED]["if-none-match"] == '"1"'
    site.answers[FEED] = site.feed("/a", "/b", ETag='"2"')
    assert ends(collect(site.base + FEED)) == "1 stored, 1 known already, 0 failed"
    assert site.paths() == [FEED, "/a", FEED, FEED, "/b"]
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before


def test_the_date_of_the_last_change_is_sent_back(site: Site, collect: Collect) -> None:
    """Where a server gives no tag."""
    changed = "Sun, 22 Nov 2026 08:00:00 GMT"
    site.answers |= {FEED: site.feed("/a", **{"Last-Modified": changed}), "/a": PAGE}
    collect(site.base + FEED)
    collect(site.base + FEED)
    assert dict(site.asked)[FEED]["if-modified-since"] == changed


def test_a_tag_that_cannot_be_sent_back_is_not(site: Site, collect: Collect) -> None:
    """Letters that no header holds: the feed is asked for whole again."""
    site.answers |= {FEED: site.feed("/a", ETag='"ü"'), "/a": PAGE}
    collect(site.base + FEED)
    assert ends(collect(site.base + FEED)) == "0 stored, 1 known already, 0 failed"


def test_what_was_deleted_does_not_come_back(site: Site, collect: Collect, folder: Path) -> None:
    """The memory knows it; without the memory the names of the files do."""
    site.answers |= {FEED: site.feed("/a", "/b"), "/a": PAGE, "/b": PAGE}
    collect(site.base + FEED)
    stored(folder)[0].unlink()
    assert ends(collect(site.base + FEED)) == "0 stored, 2 known already, 0 failed"
    (folder / ".collected.json").unlink()
    assert ends(collect(site.base + FEED)) == "1 stored, 1 known already, 0 failed"


def test_an_article_of_two_feeds_is_stored_once(site: Site, collect: Collect) -> None:
    """It is known by its address; twice in one feed, too."""
    site.answers |= {FEED: site.feed("/a", "/a"), "/other": site.feed("/a"), "/a": PAGE}
    assert ends(collect(site.base + FEED)) == "1 stored, 0 known already, 0 failed"
    assert ends(collect(f"{site.base}/other")) == "0 stored, 1 known already, 0 failed"


def test_a_run_takes_so_many_and_leaves_the_others_to_the_next(site: Site, collect: Collect) -> None:
    """Even where the feed has not changed until then."""
    paths = [f"/{number}" for number in range(5)]
    site.answers |= {FEED: site.feed(*paths, ETag='"1"'), **dict.fromkeys(paths, PAGE)}
    told = [ends(collect(site.base + FEED, articles_per_run=2)) for _ in range(4)]
    assert told == [
        "2 stored, 0 known already, 0 failed, 3 left for the next run",
        "2 stored, 2 known already, 0 failed, 1 left for the next run",
        "1 stored, 4 known already, 0 failed",
        "nothing new",
    ]


# --- what fails ---------------------------------------------------------------------------------------------------


def test_a_page_that_is_gone_leaves_the_feeds_text(site: Site, collect: Collect, folder: Path) -> None:
    """It is told, now and when it is read, and is not asked for again."""
    site.answers |= {FEED: site.feed("/gone")}
    tally = collect(site.base + FEED)
    assert ends(tally) == "1 stored, 0 known already, 0 failed"
    assert list(map(str, tally.notes)) == [
        f"{site.base}/gone: answers 404 Not Found; what the feed says of it was stored"
    ]
    (document,) = documents(folder)
    assert document.text == "What the feed says of it, in a sentence."
    assert [problem.message for problem in document.problems] == [
        "only what the feed says of it is here, since of its page: answers 404 Not Found"
    ]
    collect(site.base + FEED)
    assert site.paths().count("/gone") == 1


def test_a_page_that_is_gone_and_of_which_the_feed_says_nothing_failed(site: Site, collect: Collect) -> None:
    """It is told once."""
    site.answers |= {FEED: Answer(rss(f"{site.base}/gone", text=""))}
    tally = collect(site.base + FEED)
    assert list(map(str, tally.failures)) == [f"{site.base}/gone: answers 404 Not Found; look at the address"]
    assert ends(collect(site.base + FEED)) == "0 stored, 1 known already, 0 failed"


def test_what_may_go_well_later_is_tried_again(site: Site, collect: Collect) -> None:
    """The feed is asked for whole then, changed or not, since the page is only found through it."""
    site.answers |= {FEED: site.feed("/a", ETag='"1"'), "/a": [Answer(status=500), PAGE]}
    tally = collect(site.base + FEED)
    assert list(map(str, tally.failures)) == [f"{site.base}/a: answers 500 Internal Server Error; try again later"]
    assert ends(collect(site.base + FEED)) == "1 stored, 0 known already, 0 failed"
    assert ends(collect(site.base + FEED)) == "nothing new"


@pytest.mark.parametrize("act", [cut_short, nonsense], ids=lambda act: act.__name__)
def test_half_an_answer_is_none(act: Any, site: Site, collect: Collect, folder: Path) -> None:
    """Nothing is stored of it."""
    site.answers |= {FEED: site.feed("/a"), "/a": act}
    tally = collect(site.base + FEED)
    assert (ends(tally), stored(folder)) == ("0 stored, 0 known already, 1 failed", [])
    assert "/a: cannot be reached (" in str(tally.failures[0])


def test_a_picture_is_no_article(site: Site, collect: Collect) -> None:
    """What is neither a page nor a PDF is not stored, whatever its header says."""
    site.answers |= {FEED: site.feed("/a"), "/a": Answer(b"\x89PNG\r\n", headers=HTML)}
    (note,) = collect(site.base + FEED).notes
    assert note.message == "is neither a web page nor a PDF (text/html; charset=utf-8)"


def test_a_pdf_is_one(site: Site, collect: Collect, folder: Path) -> None:
    """It is read as a file of its own would be."""
    from read.same_article import files

    site.answers |= {FEED: site.feed("/a"), "/a": Answer(files()["article.pdf"])}
    collect(site.base + FEED)
    assert "Rumen Dachev" in documents(folder)[0].text


def test_an_address_that_cannot_be_used_is_told(site: Site, collect: Collect, folder: Path) -> None:
    """Now and when it is read; not where no page is wanted, and as a failure where the feed has no text either."""
    site.answers |= {FEED: Answer(rss("ftp://a.example/x")), "/b": Answer(rss("ftp://a.example/y", text=""))}
    (note,) = collect(site.base + FEED).notes
    message = "its address cannot be asked for (ftp://a.example/x)"
    assert str(note) == f"{site.base}{FEED} Harbour report 1: {message}; what the feed says of it was stored"
    (document,) = documents(folder)
    assert [one.message for one in document.problems] == [
        f"only what the feed says of it is here, since of its page: {message}"
    ]
    (failure,) = collect(f"{site.base}/b").failures
    assert failure.message == "its address cannot be asked for (ftp://a.example/y)"
    site.answers["/c"] = Answer(rss("ftp://a.example/z"))
    assert collect(f"{site.base}/c", pages=False).notes == []


def test_relative_addresses_start_from_where_the_feed_came(site: Site, collect: Collect) -> None:
    """Behind its redirections."""
    moved = Answer(status=302, headers={"Location": "/new/rss.xml"})
    site.answers |= {FEED: moved, "/new/rss.xml": Answer(rss("a")), "/new/a": PAGE}
    assert collect(site.base + FEED).stored == 1
    assert site.paths() == [FEED, "/new/rss.xml", "/new/a"]


def test_a_place_in_a_page_is_no_other_page(site: Site, collect: Collect) -> None:
    """It is fetched and stored once."""
    site.answers |= {FEED: site.feed("/a", "/a#comments"), "/a": PAGE}
    assert collect(site.base + FEED).stored == 1
    assert site.paths() == [FEED, "/a"]


def test_a_doubtful_feed_is_told(site: Site, collect: Collect) -> None:
    """What its letters were taken for."""
    body = rss(f"{site.base}/a", text="Порт Вилково снова открыт, сообщило управление.").decode().encode("cp1251")
    site.answers |= {FEED: Answer(body), "/a": PAGE}
    (note,) = collect(site.base + FEED).notes
    assert (note.stage, note.where) == ("collect", site.base + FEED)
    assert note.message == "the encoding is not declared and was taken as cp1251"


WALL = "To read on, please take out a subscription. Already a member? Sign in here and enjoy all of our reporting."


def test_a_page_that_is_a_wall_does_not_hide_the_feeds_text(site: Site, collect: Collect, folder: Path) -> None:
    """Where the feed has several times as much; that is told, and the page is kept."""
    whole = " ".join(PARAGRAPHS)
    site.answers |= {FEED: Answer(rss(f"{site.base}/a", text=whole)), "/a": Answer(page(WALL), headers=HTML)}
    collect(site.base + FEED)
    (document,) = documents(folder)
    assert document.text == whole
    assert [one.message for one in document.problems] == [
        f"only what the feed says of it is here, since of its page: it gives {len(WALL)} characters, and the feed"
        f" {len(whole)}"
    ]
    assert records(folder)[0]["page"]["sha256"] == sha256(page(WALL)).hexdigest()


@pytest.mark.parametrize(("times", "told"), [(1, 1.9), (20, 2.5)])
def test_a_page_with_a_text_of_its_own_comes_first(
    times: int, told: float, site: Site, collect: Collect, folder: Path
) -> None:
    """A short report whose feed adds a line to it, and a long one, whatever the feed has."""
    paragraphs = [f"{WALL} ({number})" for number in range(times)]
    text = "What the feed adds. " * int(told * len("\n\n".join(paragraphs)) / 20)
    site.answers |= {FEED: Answer(rss(f"{site.base}/a", text=text)), "/a": Answer(page(*paragraphs), headers=HTML)}
    collect(site.base + FEED)
    (document,) = documents(folder)
    assert document.text.startswith(WALL)


def test_a_page_without_text_leaves_the_feeds(site: Site, collect: Collect, folder: Path) -> None:
    """As of sites that show nothing without their scripts; the page is kept all the same."""
    site.answers |= {FEED: site.feed("/a"), "/a": Answer(b"<html><body><script>x</script></body></html>", headers=HTML)}
    collect(site.base + FEED)
    (document,) = documents(folder)
    assert document.text == "What the feed says of it, in a sentence."
    assert [problem.message for problem in document.problems] == [
        "only what the feed says of it is here, since of its page: no text found in the page"
    ]


BROKEN = {
    "gone": (Answer(status=404), "answers 404 Not Found; look at the address"),
    "no feed": (Answer(b"words"), "is neither a feed nor a page; give the address of an RSS, Atom or JSON feed"),
    "entities": (Answer(b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>&a;</rss>"), "it declares entities, as feeds do not"),
    "empty": (Answer(b"<rss><channel></channel></rss>"), "no entry in it"),
    "nothing": (Answer(), "is neither a feed nor a page"),
    "damaged": (Answer(b'{"version": "https://jsonfeed.org/version/1", "items": ['), "it is not JSON"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_feed_that_cannot_be_read_is_told(case: str, site: Site, collect: Collect) -> None:
    """With what to do."""
    answer, message = BROKEN[case]
    site.answers[FEED] = answer
    (failure,) = collect(site.base + FEED).failures
    assert str(failure).startswith(f"{site.base}{FEED}: {message}")


def test_a_feed_that_moved_for_good_is_read_and_told(site: Site, collect: Collect) -> None:
    """So that the settings can be mended; a detour is not told."""
    site.answers |= {"/old": Answer(status=301, headers={"Location": "/rss.xml"}), FEED: site.feed("/a"), "/a": PAGE}
    site.answers["/detour"] = Answer(status=302, headers={"Location": "/rss.xml"})
    tally = collect(f"{site.base}/old")
    assert ends(tally) == "1 stored, 0 known already, 0 failed"
    assert list(map(str, tally.notes)) == [
        f"{site.base}/old: has moved for good; put {site.base}{FEED} into the settings"
    ]
    assert collect(f"{site.base}/detour").notes == []


CHARSETS = {
    "the header is wrong, utf-8 it is": ("text/html; charset=windows-1251", "utf-8", ""),
    "the header names none there is": ("text/html; charset=x-none", "cp1251", "<meta charset='windows-1251'>"),
    "the header tells alone": ("text/html; charset=windows-1251", "cp1251", ""),
    "the page tells alone": ("text/html", "cp1251", "<meta charset='windows-1251'>"),
    "the header says utf-8, and it is not": ("text/html; charset=utf-8", "cp1251", ""),
}


@pytest.mark.parametrize("case", CHARSETS)
def test_a_wrong_character_set_does_no_harm(case: str, site: Site, collect: Collect, folder: Path) -> None:
    """The page is decoded as files are: by what the bytes are, then by what is said of them."""
    content_type, encoding, head = CHARSETS[case]
    text = "Порт Вилково снова открыт, сообщило управление в понедельник, и сорок судов вошли в него до ночи."
    body = page(text, text.replace("Порт", "Пристань"), head=head).decode().encode(encoding)
    site.answers |= {FEED: site.feed("/a"), "/a": Answer(body, headers={"Content-Type": content_type})}
    collect(site.base + FEED)
    assert documents(folder)[0].text.startswith(text)


# --- names and bounds ---------------------------------------------------------------------------------------------

TITLES = [
    "../../../etc/passwd",
    "a\r\nSet-Cookie: x=1",
    "\u202egnp.exe",
    "C:\\x\x00.txt",
    "Порт " * 200,
    "…",
    ".hidden",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_name_is_safe_whatever_the_title(title: str, site: Site, collect: Collect, folder: Path) -> None:
    """It stays in the folder, is no dotfile, is short enough and holds nothing but letters, digits and hyphens."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "title": title, "content_text": "A b."}],
    }
    site.answers[FEED] = Answer(json.dumps(feed).encode())
    assert collect(site.base + FEED).stored == 1
    (path,) = stored(folder)
    assert path.parent == folder
    assert len(path.name.encode()) <= 255
    assert all(ch.isalnum() or ch in "-." for ch in path.name)


def test_half_a_character_does_no_harm(site: Site, collect: Collect, folder: Path) -> None:
    """What escapes bring in and is no text is left out, in whatever field."""
    bad = "a\ud800 \x00b."
    item = {"id": bad, "title": bad, "content_text": bad, "authors": [{"name": bad}], "language": bad}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": bad, "items": [item]}
    site.answers |= {FEED: Answer(json.dumps(feed).encode())}
    assert collect(site.base + FEED).stored == 1
    assert [one.fields.title for one in documents(folder)] == ["a b."]


def test_an_entry_that_is_nested_too_deep_costs_only_its_text(site: Site, collect: Collect, folder: Path) -> None:
    """Its page is fetched all the same."""
    site.answers |= {FEED: Answer(rss(f"{site.base}/a", text="&lt;div&gt;" * 100_000)), "/a": PAGE}
    assert collect(site.base + FEED).stored == 1
    assert records(folder)[0]["paragraphs"] == []


def test_what_an_answer_says_forges_no_line(site: Site, collect: Collect) -> None:
    """Of a message or of the record: what servers say is printed escaped."""
    site.answers |= {FEED: Answer(rss("http://x.invalid/\u202ea\u0085b", text="A b."))}
    tally = collect(site.base + FEED)
    assert all(str(one).isprintable() for one in (*tally.failures, *tally.notes))


def test_too_large_a_page_leaves_the_feeds_text(site: Site, collect: Collect) -> None:
    """It is not read to its end."""
    site.answers |= {FEED: site.feed("/a"), "/a": Answer(b"a" * 200_000, headers=HTML)}
    (note,) = collect(site.base + FEED, bounds=Bounds(size=100_000)).notes
    assert note.message == "is larger than 0.1 MB"


def test_a_damaged_memory_is_told(site: Site, collect: Collect, folder: Path) -> None:
    """With what to do; nothing is asked for."""
    folder.mkdir()
    (folder / ".collected.json").write_text('{"known": 3}')
    with pytest.raises(ValueError, match=r"\.collected\.json: is damaged; delete it: what is stored stays known"):
        collect(site.base + FEED)


def test_a_host_that_asks_for_a_long_rest_is_left_alone_by_later_runs(site: Site, collect: Collect, hand: Hand) -> None:
    """Until the time is over."""
    site.answers |= {FEED: [Answer(status=429, headers={"Retry-After": "3600"}), site.feed("/a")], "/a": PAGE}
    (failure,) = collect(site.base + FEED).failures
    assert str(failure).endswith("asks to be left alone for 3600 seconds; run it again after that")
    hand.time += 3000
    collect(site.base + FEED)
    assert site.paths() == [FEED]
    hand.time += 700
    assert collect(site.base + FEED).stored == 1
    assert hand.slept == []
