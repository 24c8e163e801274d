"""The objects of a file: numbered, packed and found again."""

import re
from io import BytesIO

import pikepdf
import pytest

from briefing.render.objects import Objects, refer, text_string


def file_of(count: int) -> bytes:
    """A file of so many small objects and a stream, which its catalog leads to."""
    objects = Objects()
    late = objects.reserve()
    small = [objects.add(f"<</N {number}>>") for number in range(count)]
    stream = objects.stream(b"words " * 50, "/Type/Words")
    objects.put(late, f"<</Type/Pages/Count 0/Kids[]/Small[{' '.join(small)}]/Stream {stream}>>")
    return objects.finish(objects.add(f"<</Type/Catalog/Pages {refer(late)}>>"), objects.add("<<>>"))


@pytest.mark.parametrize("count", [0, 1, 199, 200, 201, 1000])
def test_every_object_is_found(count: int) -> None:
    """However many there are, each is where the table says, and qpdf has nothing to mend."""
    with pikepdf.open(BytesIO(file_of(count))) as file:
        assert [int(each.N) for each in file.Root.Pages.Small] == list(range(count))
        assert file.Root.Pages.Stream.read_bytes() == b"words " * 50
        assert file.check_pdf_syntax() == []


def test_same_bytes_and_their_own_identifier() -> None:
    """The identifier follows from what was written."""
    assert file_of(7) == file_of(7)
    identifiers = {bytes(pikepdf.open(BytesIO(file_of(count))).trailer.ID[0]) for count in (7, 8)}
    assert len(identifiers) == 2


def test_small_objects_are_packed() -> None:
    """A thousand of them take a few bytes each, and no more than two hundred are unpacked for one."""
    data = file_of(1000)
    assert len(data) < 10_000
    counts = [int(number) for number in re.findall(rb"/Type/ObjStm/N (\d+)", data)]
    assert sum(counts) == 1003
    assert max(counts) == 200


@pytest.mark.parametrize("text", ["", "plain", "Київ (\\)", "🙂", "\ud800"])
def test_words_as_strings(text: str) -> None:
    """What is written as a string reads as it was."""
    assert bytes.fromhex(text_string(text)[5:-1]).decode("utf-16-be", "surrogatepass") == text
