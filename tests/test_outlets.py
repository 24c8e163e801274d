"""The register of outlets: what sources.toml may say, and whose an article is."""

from pathlib import Path

import pytest
from factories import article
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import SettingsError
from briefing.model import Outlet
from briefing.outlets import Register, host_of, load_outlets, name_key

GAZETTE = Outlet(
    "Port Gazette",
    also=("The Port Gazette", "portgazette.example"),
    country="Bulgaria",
    type="newspaper",
    owner="Harbour Press",
    reliability="B",
)
FILE = """["Port Gazette"]
also = ["The Port Gazette", "portgazette.example"]
country = "Bulgaria"
type = "newspaper"
owner = "Harbour Press"
reliability = "B"

["Вісник порту"]
"""


def load(tmp_path: Path, toml: str) -> tuple[Outlet, ...]:
    """The entries of a register."""
    path = tmp_path / "sources.toml"
    path.write_text(toml, encoding="utf-8")
    return load_outlets(path)


# --- the file -----------------------------------------------------------------------------------------------------


def test_an_entry_is_read_as_it_stands(tmp_path: Path) -> None:
    """Without a letter it is F; order is the file's, and a byte order mark is no part of it."""
    assert load(tmp_path, FILE) == load(tmp_path, f"\ufeff{FILE}") == (GAZETTE, Outlet("Вісник порту"))
    assert load(tmp_path, FILE)[1].reliability == "F"
    assert load(tmp_path, "") == ()


def test_each_letter_is_one(tmp_path: Path) -> None:
    """A to F."""
    made = load(tmp_path, "".join(f'[outlet{letter}]\nreliability = "{letter}"\n' for letter in "ABCDEF"))
    assert [outlet.reliability for outlet in made] == [*"ABCDEF"]


REFUSED = [
    # what the file says, what is said of it
    ('[Gazette]\nreliabilty = "B"', "Gazette: unknown key 'reliabilty'; did you mean 'reliability'?"),
    ("[Gazette]\nxyz = 1", "Gazette: unknown key 'xyz'; use also, country, type, owner, reliability"),
    ('country = "Bulgaria"', "country: is no outlet; write its name in square brackets"),
    ('[Gazette]\nreliability = "b"', "Gazette: reliability: 'b' is not a letter from A to F; give one, or leave it"),
    ('[Gazette]\nreliability = "G"', "'G' is not a letter from A to F"),
    ('[Gazette]\nreliability = ""', "'' is not a letter from A to F"),
    ("[Gazette]\nreliability = [1]", "[1] is not a letter from A to F"),
    ("[Gazette]\ncountry = 7", "Gazette: country: 7 is not a text; give a text"),
    ('[Gazette]\nalso = "Post"', "Gazette: also: 'Post' is not a list of texts"),
    ("[Gazette]\nalso = [7]", "Gazette: also: 7 is not a text"),
    ("[Gazette]\nowner = 'the \"best\"'", "Gazette: owner: holds a quotation mark; leave it out: only sources bring"),
    ("[Gazette]\ntype = '«news»'", "Gazette: type: holds a quotation mark"),
    ("[Gazette]\nalso = ['„Post“']", "Gazette: also: holds a quotation mark"),
    ("['The \"Post\"']", "holds a quotation mark"),
    ('[Gazette]\nowner = "a\\nb"', "Gazette: owner: holds a line end or an invisible character; leave it out"),
    ('[Gazette]\nowner = "a\\tb"', "holds a line end"),
    ('[Gazette]\nowner = "a\\u202eb"', "holds a line end or an invisible character"),
    ('["Ga\\nzette"]', "sources.toml: Ga\\nzette: holds a line end"),
    (f'[Gazette]\ncountry = "{"x" * 61}"', "Gazette: country: 61 characters do not fit the page; give at most 60"),
    (f"[{'x' * 61}]", "61 characters do not fit the page"),
    ('[""]', "'' has no letter or figure; give the name as articles have it"),
    ('[Gazette]\nalso = ["—"]', "'—' has no letter or figure"),
    ('[Gazette]\nalso = ["https://gazette.example"]', "is more than a host; give the host alone"),
    ('[Gazette]\nalso = ["gazette.example/news"]', "'gazette.example/news' is more than a host"),
    (
        "[Gazette]\n[gazette]",
        "gazette and Gazette have a name in common, whatever its case and punctuation; make them one entry",
    ),
    ('[Gazette]\n[Post]\nalso = ["The Post", "GAZETTE"]', "Post and Gazette have a name in common"),
    (
        '[Gazette]\nalso = ["port.example"]\n[Post]\nalso = ["www.Port.example"]',
        "Post and Gazette have the address port.example in common",
    ),
    ("[Gazette", "is not TOML"),
    ("[Gazette]\n[Gazette]", "is not TOML"),
]


@pytest.mark.parametrize(("toml", "told"), REFUSED)
def test_a_slip_is_told_with_its_remedy(tmp_path: Path, toml: str, told: str) -> None:
    """Where it stands, what it is and what to do; never passed over."""
    with pytest.raises(SettingsError) as refused:
        load(tmp_path, toml)
    assert told in str(refused.value)
    assert str(refused.value).startswith(f"{tmp_path / 'sources.toml'}: ")


def test_what_may_stand_there(tmp_path: Path) -> None:
    """Sixty characters, an apostrophe, a slash between names, and one name twice in one entry."""
    toml = f'["{"x" * 60}"]\n["Sailors’ Post"]\nalso = ["Post/Gazette", "St. Post/Gazette", "sailors’ post"]'
    assert [len(outlet.also) for outlet in load(tmp_path, toml)] == [0, 3]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """It is not there, or not in UTF-8."""
    with pytest.raises(SettingsError, match="cannot be read"):
        load_outlets(tmp_path / "none.toml")
    (tmp_path / "sources.toml").write_bytes(b"[\xff]")
    with pytest.raises(SettingsError, match="is not UTF-8; save it as UTF-8"):
        load_outlets(tmp_path / "sources.toml")


# --- whose an article is ------------------------------------------------------------------------------------------

MIRROR = Outlet("Coast Mirror", also=("mirror.example",))
NORTH = Outlet("Northern.NET", also=("news.portgazette.example", "Норд", "порт.example"))
REGISTER = Register((GAZETTE, MIRROR, NORTH))

FOUND = [
    # the outlet and address of an article, whose it is
    ("Port Gazette", "", GAZETTE),
    ("PORT  GAZETTE", "", GAZETTE),
    ("The Port-Gazette", "", GAZETTE),
    ("Northern Net", "", NORTH),
    ("НОРД", "", NORTH),
    ("Port Gazette Weekly", "", None),
    ("Gazette", "", None),
    ("", "", None),
    ("", "https://portgazette.example/news?id=1", GAZETTE),
    ("", "HTTP://WWW.PortGazette.Example:8080", GAZETTE),
    ("", "portgazette.example/news", GAZETTE),
    ("", "https://sport.portgazette.example/", GAZETTE),
    ("", "https://news.portgazette.example/", NORTH),
    ("", "https://a.news.portgazette.example/", NORTH),
    ("", "https://xn--n1abei.example/", NORTH),
    ("", "https://evilportgazette.example/", None),
    ("", "https://portgazette.example.evil.example/", None),
    ("", "https://evil.example/portgazette.example", None),
    ("", "https://evil.example/?u=https://portgazette.example", None),
    ("", "https://portgazette.example@evil.example/", None),
    ("", "https://[portgazette.example", None),
    ("", "https://..portgazette..example/", None),
    ("Coast Mirror", "https://portgazette.example/", MIRROR),
    ("Unknown Post", "https://portgazette.example/", GAZETTE),
]


@pytest.mark.parametrize(("outlet", "url", "expected"), FOUND)
def test_whose_an_article_is(outlet: str, url: str, expected: Outlet | None) -> None:
    """Its name tells; else its address, if that lies under one of the register, the longest first."""
    assert REGISTER.find(article("Ships sailed.", outlet=outlet, url=url).source) == expected


def test_an_upstream_is_found_by_its_name() -> None:
    """As an article credits it."""
    assert REGISTER.find_by_name("The Port Gazette") == GAZETTE
    assert REGISTER.find_by_name("Sulina Bulletin") is REGISTER.find_by_name("") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Caf\u00e9 Post", "Cafe\u0301 Post", id="composed"),
        pytest.param("Straße", "STRASSE", id="case"),
        pytest.param("A.B. Post", "AB-Post", id="marks"),
    ],
)
def test_one_name_in_two_ways_of_writing(one: str, other: str) -> None:
    """Case, blanks and punctuation do not matter, nor how an accent is stored."""
    assert name_key(one) == name_key(other) != ""


def test_vowel_signs_tell_names_apart() -> None:
    """What is no letter of its own in Unicode may still be one to its readers."""
    assert name_key("की") != name_key("का")


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("www.Port.example.", "port.example"),
        ("//port.example/x", "port.example"),
        ("port.example:80/r?u=https://evil.example", "port.example"),
        ("The St. Port.example", ""),
        ("www.example", ""),
        ("Gazette", ""),
        ("a..b", ""),
    ],
)
def test_the_host_of_an_address(address: str, host: str) -> None:
    """In lower case, without `www.` and the last dot; a name with blanks, or one without a dot, is no address."""
    assert host_of(address) == host


@given(st.text())
def test_no_address_is_too_odd(address: str) -> None:
    """Whatever stands there, it has a host with a dot in it or none."""
    assert host_of(address) == "" or "." in host_of(address).strip(".")
