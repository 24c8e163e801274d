"""Bytes to text."""

import pytest

from briefing.errors import Unreadable
from briefing.read.decoding import decode

UKRAINIAN = "Гавань у Вилковому знову відкрито, повідомила портова служба. Їй допомагали сорок людей і ґазди. " * 5
FRENCH = "Le port a rouvert après la tempête ; « c’est fait », a déclaré l’équipage à Noël. 40 000 €. " * 5


LONG = 400
"""Characters of a text by which its encoding is told."""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-u"])
def test_ukrainian_is_decoded(encoding: str) -> None:
    """Ukrainian text survives in each encoding it comes in."""
    assert len(UKRAINIAN) >= LONG
    assert decode("a.txt", UKRAINIAN.encode(encoding))[0] == UKRAINIAN


@pytest.mark.parametrize("order", ["le", "be"])
def test_a_byte_order_mark_is_no_character(order: str) -> None:
    """Utf-16 of either order with its mark is decoded without the mark."""
    assert decode("a.txt", f"\ufeff{UKRAINIAN}".encode(f"utf-16-{order}")) == (UKRAINIAN, ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_french_is_decoded(encoding: str) -> None:
    """Western text survives in each encoding it comes in."""
    assert len(FRENCH) >= LONG
    assert decode("a.txt", FRENCH.encode(encoding))[0] == FRENCH


@pytest.mark.parametrize(("encoding", "guessed"), [("utf-8", False), ("utf-16-le", False), ("cp1251", True)])
def test_a_guess_is_reported(encoding: str, guessed: bool) -> None:
    """Only an encoding that is neither declared nor proved is a problem."""
    problems = decode("a.txt", UKRAINIAN.encode(encoding))[1]
    assert [problem.message for problem in problems] == [
        "the encoding is not declared and was taken as cp1251"
    ] * guessed


@pytest.mark.parametrize("declared", ["utf-8", "us-ascii", "no-such\n" + "x" * 99])
def test_a_false_declaration_is_reported(declared: str) -> None:
    """The message names what was declared, in few characters that are printable, and what was taken instead."""
    (problem,) = decode("a.html", UKRAINIAN.encode("cp1251"), declared)[1]
    named = declared.replace("\n", "\\n")[:21] if "\n" in declared else declared
    assert str(problem) == f"a.html: declared as {named}, which it is not, and taken as cp1251; save the file as utf-8"


def test_a_guess_that_loses_much_is_no_text() -> None:
    """Japanese in Shift-JIS is refused rather than printed as cp1252 with holes; a few lost characters are told."""
    japanese = "港は月曜日に再開した、と港湾局は述べた。水先案内人は残った。「誰も眠らなかった」と語った。" * 5
    with pytest.raises(Unreadable, match="not text"):
        decode("a.txt", japanese.encode("shift-jis"))
    text, problems = decode("a.txt", FRENCH.encode("cp1252") + b"\x81\x81")
    assert text == FRENCH + "\ufffd\ufffd"
    assert len(problems) == 2


@pytest.mark.parametrize("declared", ["windows-1251", "CP1251"])
def test_a_declared_character_set_counts(declared: str) -> None:
    """Where a file names its character set, nothing is guessed, even from a few letters."""
    assert decode("a.html", "Ян".encode("cp1251"), declared) == ("Ян", ())


@pytest.mark.parametrize("declared", ["hex", "utf-7", "unicode_escape", "no-such", "utf-16", "gb18030\0", ""])
def test_a_useless_declaration_is_passed_over(declared: str) -> None:
    """A declared codec that is unknown, no character set or unsafe changes nothing."""
    assert decode("a.html", FRENCH.encode("cp1252"), declared)[0] == FRENCH


def test_utf_8_counts_before_a_declaration() -> None:
    """A wrong declaration does not spoil utf-8."""
    assert decode("a.html", UKRAINIAN.encode(), "iso-8859-1") == (UKRAINIAN, ())


@pytest.mark.parametrize("declared", ["koi8-u", "windows-1251"])
def test_a_declaration_that_does_not_decode_is_passed_over(declared: str) -> None:
    """Bytes of utf-16 or utf-8 stay what they prove to be, and a character set that lacks a byte is not believed."""
    assert decode("a.html", UKRAINIAN.encode("utf-16"), declared) == (UKRAINIAN, ())
    assert decode("a.html", b"\x98" + FRENCH.encode("cp1252"), "windows-1251")[0].endswith(FRENCH)


@pytest.mark.parametrize(
    ("text", "saved", "read", "named"),
    [
        (FRENCH, "utf-8", "cp1252", "letters such as Ã¨ show utf-8 read as cp1252"),
        (UKRAINIAN, "utf-8", "cp1251", "letters such as Р“Р°РІР° show utf-8 read as cp1251"),
        (UKRAINIAN, "utf-8", "koi8-r", "letters such as п⌠п╟п╡п╟п╫я▄ show utf-8 read as koi8"),
        (UKRAINIAN, "cp1251", "cp1252", "letters such as Ãàâàíü show Cyrillic read as cp1252"),
        (
            UKRAINIAN,
            "koi8-u",
            "cp1251",
            "letters such as зБЧБОШ show koi8 and cp1251 mistaken for one another",
        ),
    ],
)
def test_a_wrong_decoding_is_named(text: str, saved: str, read: str, named: str) -> None:
    """Text that was decoded wrongly before it came in is told, with what went wrong and what it looks like."""
    damaged = text.encode(saved).decode(read, "replace")
    assert named in [problem.message for problem in decode("a.txt", damaged.encode())[1]]


@pytest.mark.parametrize(
    "text",
    [
        UKRAINIAN,
        FRENCH,
        "Рівне, Січень і Рєпін. Сіль, Рєдін, Сєверодонецьк. " * 5,
        "УКРАЇНА і НАТО: мРНК, кВт, МВт. " * 5,
        "Ærøskøbing, Øyvær, Łódź, Çeşme, naïveté, créée. " * 5,
    ],
)
def test_good_text_is_not_taken_for_damaged(text: str) -> None:
    """Letters that stand together in real words say nothing."""
    assert decode("a.txt", text.encode()) == (text, ())
