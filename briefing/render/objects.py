"""The objects of one PDF as bytes: numbered, packed and compressed as they come, with the table that finds them.

Takes dictionaries written in the file's own notation; gives the file. Everything but streams goes into object streams
(ISO 32000-1, 7.5.7) under a cross-reference stream (7.5.8), which PDF/A-2 and PDF/UA allow and which make the structure
of a long file a fifth of its size. Nothing comes from the clock: the identifier is the digest of what was written.
"""

import zlib
from hashlib import md5

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The second line tells programs that look at the first bytes that the file is not text (ISO 19005-2, 6.1.2)."""
_PACKED = 200
"""Objects in a stream: enough to compress well, few enough to be unpacked for one."""
_LEVEL = 6
_ROW = 8
"""Bytes of an entry in the table: what it is, where (four), the place in its stream (two), and the row's filter."""


class Objects:
    """Collects the objects of one file."""

    def __init__(self) -> None:
        self._written = bytearray(_HEADER)
        self._places: list[tuple[int, int, int]] = [(0, 0, 0)]
        """Of each object: 1 and its offset, or 2, its stream and its place there."""
        self._waiting: list[tuple[int, bytes]] = []

    def reserve(self) -> int:
        """Return the number of an object that is put later."""
        self._places.append((0, 0, 0))
        return len(self._places) - 1

    def put(self, number: int, body: str) -> None:
        """Write an object that has its number."""
        self._waiting.append((number, body.encode("ascii")))
        if len(self._waiting) == _PACKED:
            self._pack()

    def add(self, body: str) -> str:
        """Write an object; return the reference to it."""
        number = self.reserve()
        self.put(number, body)
        return refer(number)

    def stream(self, content: bytes, entries: str = "", compress: bool = True) -> str:
        """Write a stream with these entries in its dictionary; return the reference to it."""
        number = self.reserve()
        self._stream(number, content, entries, compress)
        return refer(number)

    def finish(self, root: str, info: str) -> bytes:
        """Return the file, whose catalog and properties are these objects."""
        if self._waiting:
            self._pack()
        digest = md5(self._written, usedforsecurity=False).hexdigest()
        number, start = self.reserve(), len(self._written)
        self._places[number] = (1, start, 0)
        entries = (
            f"/Type/XRef/Size {len(self._places)}/W[1 4 2]/Root {root}/Info {info}/ID[<{digest}><{digest}>]"
            f"/DecodeParms<</Predictor 12/Columns {_ROW - 1}>>"
        )
        self._stream(number, self._table(), entries, True)
        return bytes(self._written) + b"startxref\n%d\n%%%%EOF\n" % start

    def _pack(self) -> None:
        """Write what waits as one stream."""
        stream, offset, index = self.reserve(), 0, []
        for place, (number, body) in enumerate(self._waiting):
            self._places[number] = (2, stream, place)
            index.append(f"{number} {offset}")
            offset += len(body) + 1
        head = (" ".join(index) + "\n").encode("ascii")
        content = head + b"\n".join(body for _, body in self._waiting)
        entries = f"/Type/ObjStm/N {len(self._waiting)}/First {len(head)}"
        self._waiting.clear()
        self._stream(stream, content, entries, True)

    def _stream(self, number: int, content: bytes, entries: str, compress: bool) -> None:
        self._places[number] = (1, len(self._written), 0)
        data = zlib.compress(content, _LEVEL) if compress else content
        method = "/Filter/FlateDecode" if compress else ""
        self._written += f"{number} 0 obj\n<<{entries}{method}/Length {len(data)}>>\nstream\n".encode("ascii")
        self._written += data
        self._written += b"\nendstream\nendobj\n"

    def _table(self) -> bytes:
        """Return the rows of the table, each as its difference from the one above (PNG's filter 2)."""
        rows = bytearray()
        above = bytes(_ROW - 1)
        for kind, where, place in self._places:
            row = bytes((kind,)) + where.to_bytes(4) + place.to_bytes(2)
            rows.append(2)
            rows += bytes((mine - its) & 255 for mine, its in zip(row, above, strict=True))
            above = row
        return bytes(rows)


def refer(number: int) -> str:
    """Return the reference to an object."""
    return f"{number} 0 R"


def text_string(text: str) -> str:
    """Write words as a string of the file, in UTF-16 (ISO 32000-1, 7.9.2.2)."""
    return f"<FEFF{text.encode('utf-16-be', 'surrogatepass').hex().upper()}>"


def name_string(name: str) -> str:
    """Write an id as a string of the file."""
    return f"<{name.encode().hex()}>"
