"""Bytes to text."""

import pytest

from briefing.read.decoding import decode

UKRAINIAN = "Гавань у Вилковому знову відкрито, повідомила портова служба. Їй допомагали сорок людей і ґазди. " * 5
FRENCH = "Le port a rouvert après la tempête ; « c’est fait », a déclaré l’équipage à Noël. 40 000 €. " * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-u"])
def test_ukrainian_is_decoded(encoding: str) -> None:
    """Ukrainian text survives in each encoding it comes in."""
    assert decode("a.txt", UKRAINIAN.encode(encoding))[0] == UKRAINIAN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_french_is_decoded(encoding: str) -> None:
    """Western text survives in each encoding it comes in."""
    assert decode("a.txt", FRENCH.encode(encoding))[0] == FRENCH


@pytest.mark.parametrize(("encoding", "guessed"), [("utf-8", False), ("utf-16-le", False), ("cp1251", True)])
def test_a_guess_is_reported(encoding: str, guessed: bool) -> None:
    """Only an encoding that is neither declared nor proved is a problem."""
    problems = decode("a.txt", UKRAINIAN.encode(encoding))[1]
    assert [problem.message for problem in problems] == [
        "the encoding is not declared and was taken as cp1251"
    ] * guessed


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
