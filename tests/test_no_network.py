"""Making a briefing opens no connection, whatever its inputs ask for: told by three witnesses.

Python's own audit events, in the process and in all that it starts; a server on this machine that the inputs point to,
which sees what a library in C would ask for; and a machine without a network, where the same bytes come out.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from collect.site import Site, serving

ROOT = Path(__file__).parents[1]

WITNESS = """
import os, sys

NAMES = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "poplib.", "imaplib.", "nntplib.")

def witness(event, arguments):
    if event == "socket.__new__" or not event.startswith(NAMES):
        return
    if event != "socket.bind":
        with open(os.environ["WITNESS"], "a") as told:
            told.write(f"{event} {arguments!r}\\n")
    raise PermissionError("no network")

sys.addaudithook(witness)
with open(os.environ["WITNESS"] + ".processes", "a") as told:
    told.write("process\\n")
"""
"""Denies all that is done with a socket, names included, and writes down who asked. Python runs it in each process, as
`sitecustomize`. A socket alone is nothing: urllib3, which trafilatura imports, makes one and tries to bind it, to see
whether this machine knows IPv6; that is denied too."""

TEXT = "The harbour at Vilkovo reopened on Monday after a week of work, the port office said. " * 6
HOSTILE = {
    "page.html": """<!DOCTYPE html SYSTEM "{base}/page.dtd"><html><head><base href="{base}/">
        <link rel="stylesheet" href="{base}/style.css"><link rel="canonical" href="{base}/canonical">
        <meta http-equiv="refresh" content="0; url={base}/refresh"><meta property="og:image" content="{base}/og.png">
        <script src="{base}/script.js"></script><style>@import url({base}/import.css);</style></head><body><article>
        <iframe src="{base}/frame"></iframe><img src="{base}/picture.png" srcset="{base}/large.png 2x"><p>{text}</p>
        <object data="{base}/object"></object><video src="{base}/film"></video>
        <blockquote cite="{base}/cite">{text}</blockquote></article></body></html>""",
    "strict.html": """<?xml version="1.0"?><?xml-stylesheet href="{base}/style.xsl" type="text/xsl"?>
        <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "{base}/xhtml.dtd" [
        <!ENTITY % more SYSTEM "{base}/more.ent"> %more; <!ENTITY inner SYSTEM "{base}/inner">]>
        <html xmlns="http://www.w3.org/1999/xhtml"><body><p>&inner; {text}</p></body></html>""",
    "feed.rss": """<?xml version="1.0"?><!DOCTYPE rss SYSTEM "{base}/rss.dtd">
        <rss version="2.0" xmlns:xi="http://www.w3.org/2001/XInclude"><channel><title>Pontic Herald</title>
        <atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="{base}/self"/><item><title>Tug</title>
        <link>{base}/item</link><enclosure url="{base}/sound"/><xi:include href="{base}/include"/>
        <description>&lt;img src="{base}/item.png"&gt; {text}</description></item></channel></rss>""",
    "entities.rss": """<!DOCTYPE rss [<!ENTITY a SYSTEM "{base}/entity">]>
        <rss><channel><item><description>&a; {text}</description></item></channel></rss>""",
    "feed.json": """{{"version": "https://jsonfeed.org/version/1.1", "next_url": "{base}/next",
        "items": [{{"id": "1", "url": "{base}/json", "image": "{base}/json.png",
        "content_html": "<img src='{base}/html.png'><p>{text}</p>"}}]}}""",
    "news.xml": """<?xml version="1.0"?><!DOCTYPE newsItem SYSTEM "{base}/newsml.dtd">
        <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        xsi:schemaLocation="x {base}/newsml.xsd"><contentSet><remoteContent href="{base}/remote"/>
        <inlineData contenttype="text/plain">{text}</inlineData></contentSet></newsItem>""",
    "mail.eml": """From: Desk <desk@port.example>
To: a@b.example
Subject: Tug
MIME-Version: 1.0
Message-ID: <1@b.example>
Content-Type: text/html; charset=utf-8

<html><body><img src="{base}/pixel.gif"><link rel=stylesheet href="{base}/mail.css"><p>{text}</p></body></html>
""",
    "note.md": "# Tug\n\n![a]({base}/note.png)\n\n<img src='{base}/inline.png'>\n\n[b]({base}/there)\n\n{text}\n",
    "note.txt": "Title: Tug\nURL: {base}/url\n\n{text}\n",
    "lines.jsonl": '{{"title": "Tug", "url": "{base}/line", "image": "{base}/line.png", "text": "{text}"}}\n',
}
"""Files that name addresses wherever their formats let them."""


FORMATS = ("pdf", "docx", "html", "md", "json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample articles."""
    shutil.copytree(ROOT / "samples" / "articles", tmp_path / "articles")
    return tmp_path / "articles"


@pytest.fixture
def site() -> Iterator[Site]:
    """A server that sees who asks."""
    with serving() as made:
        yield made


def write_hostile(folder: Path, base: str) -> None:
    """Add the files, their addresses on a server."""
    for name, text in HOSTILE.items():
        (folder / name).write_text(text.format(base=base, text=TEXT), "utf-8")


def make(folder: Path, out: str, *before: str, path: str = "", **environment: str) -> bytes:
    """Make a briefing of the folder in all formats, with several processes, and return its files in one."""
    command = [*before, sys.executable, "-m", "briefing", "make", folder.name, "--out", out, "--state", f"{out}/.state"]
    places = os.pathsep.join(filter(None, (path, str(ROOT))))
    done = subprocess.run(
        [*command, "--since", "2026-02-01", "--until", "2026-12-31", "--workers", "2"],
        cwd=folder.parent,
        env={**os.environ, "PYTHONPATH": places, **environment},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (made,) = (folder.parent / out).glob("2026*")
    return b"".join((made / f"briefing.{ending}").read_bytes() for ending in FORMATS)


def test_no_process_opens_a_socket(folder: Path, site: Site, tmp_path: Path) -> None:
    """Neither the program nor the processes that it starts; and no library asks the server that the inputs name."""
    write_hostile(folder, site.base)
    (tmp_path / "witness").mkdir()
    (tmp_path / "witness" / "sitecustomize.py").write_text(WITNESS)
    told = tmp_path / "told"
    make(folder, "out", path=str(tmp_path / "witness"), WITNESS=str(told))
    assert not told.exists(), told.read_text()
    assert len((tmp_path / "told.processes").read_text().split()) > 1
    assert site.asked == []


def test_the_witness_sees_what_it_is_to_see(tmp_path: Path) -> None:
    """A process that asks for a name, a connection or a page is denied it and written down."""
    (tmp_path / "sitecustomize.py").write_text(WITNESS)
    told = tmp_path / "told"
    asking = (
        "socket.getaddrinfo('localhost', 80)",
        "socket.socket().connect(('127.0.0.1', 9))",
        "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "urllib.request.urlopen('http://localhost/')",
    )
    for call in asking:
        subprocess.run(
            [sys.executable, "-c", f"import socket, urllib.request; {call}"],
            env={**os.environ, "PYTHONPATH": str(tmp_path), "WITNESS": str(told)},
            capture_output=True,
        )
    assert [line.split()[0] for line in told.read_text().splitlines()] == [
        "socket.getaddrinfo",
        "socket.connect",
        "socket.sendto",
        "urllib.Request",
    ]


def test_the_same_comes_out_without_a_network(folder: Path, site: Site) -> None:
    """Byte for byte, in all formats: nothing that is fetched can be in them."""
    unshare = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-rn"]
    if not shutil.which("unshare") or subprocess.run([*unshare, "true"], capture_output=True).returncode:
        pytest.skip("needs to be allowed to leave the network")
    write_hostile(folder, site.base)
    assert make(folder, "with") == make(folder, "without", *unshare)
    assert site.asked == []
