"""Rich text to plain text: the words, tabs and line ends of RTF, nothing of its looks.

Only what exports of databases need of the standard (Microsoft, RTF 1.9.1): escapes in a code page and in Unicode,
paragraphs, lines and cells. Fonts, styles, pictures, headers, footers and every destination marked to be ignorable go.
"""

import codecs
import re

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\"
)
_HIDING = (
    b"fonttbl colortbl stylesheet info pict header footer headerl headerr headerf footerl footerr footerf listtable"
    b" listoverridetable themedata xmlnstbl fldinst object datastore latentstyles generator"
)
_DESTINATIONS = frozenset(_HIDING.split())
_LETTERS = {
    **dict.fromkeys((b"par", b"line", b"row", b"sect", b"page"), "\n"),
    **dict.fromkeys((b"tab", b"cell"), "\t"),
    **{b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”"},
    **{b"bullet": "•", b"enspace": " ", b"emspace": " "},
}
_SIGNS = {b"~": "\xa0", b"_": "-", b"\n": "\n", b"\r": "\n", b"{": "{", b"}": "}", b"\\": "\\"}


class _State:
    """Where the reading stands: what each open group hides, and how many letters stand in for a Unicode one."""

    __slots__ = ("encoding", "hidden", "pieces", "skip", "stand_ins")

    def __init__(self) -> None:
        self.hidden = [False]
        self.stand_ins = [1]
        self.skip = 0
        self.encoding = "cp1252"
        self.pieces: list[str] = []

    def add(self, text: str) -> None:
        """Take letters, those that stand in for one already taken not."""
        passed = min(self.skip, len(text))
        self.skip -= passed
        if not self.hidden[-1]:
            self.pieces.append(text[passed:])


def rtf_text(content: bytes) -> str:
    r"""Return the text of an RTF file, cells parted by tabs; whatever is wrong with it, no error is raised.

    >>> rtf_text(b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}Caf\\'e9 \\u8364? 5\\par End}")
    'Café € 5\nEnd'
    """
    state = _State()
    for match in _TOKEN.finditer(content):
        word, number, code, sign, brace, text = match.groups()
        if brace:
            _nest(state, brace == b"{")
        elif word:
            _control(state, word, int(number) if number else None)
        elif code:
            state.add(bytes.fromhex(code.decode()).decode(state.encoding, "replace"))
        elif sign == b"*":
            state.hidden[-1] = True
        elif sign:
            state.add(_SIGNS.get(sign, ""))
        elif text:
            state.add(text.decode(state.encoding, "replace"))
    return "".join(state.pieces)


def _nest(state: _State, opens: bool) -> None:
    if opens:
        state.hidden.append(state.hidden[-1])
        state.stand_ins.append(state.stand_ins[-1])
    elif len(state.hidden) > 1:
        state.hidden.pop()
        state.stand_ins.pop()
    state.skip = 0


def _control(state: _State, word: bytes, number: int | None) -> None:
    if word in _DESTINATIONS:
        state.hidden[-1] = True
    elif word == b"uc" and number is not None:
        state.stand_ins[-1] = max(0, min(number, 9))
    elif word == b"u" and number is not None:
        state.skip = 0
        state.add(chr(number % 65536))
        state.skip = state.stand_ins[-1]
    elif word == b"ansicpg" and number is not None:
        state.encoding = _known(f"cp{number}")
    elif word in _LETTERS:
        state.add(_LETTERS[word])


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "cp1252"
