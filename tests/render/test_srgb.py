"""The profile says what everybody else means by sRGB."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from briefing.render.srgb import NAME, srgb_profile

COLOURS = [(0x16, 0x19, 0x1D), (0x17, 0x4A, 0x73), (0x7A, 0x3B, 0x00), (255, 255, 255), (0, 0, 0), (1, 128, 254)]


def test_it_is_a_profile() -> None:
    """A colour library opens it, and it is the same every time."""
    profile = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    assert ImageCms.getProfileDescription(profile).strip() == NAME
    assert (profile.profile.xcolor_space, profile.profile.device_class) == ("RGB ", "mntr")
    assert srgb_profile() == srgb_profile()
    assert len(srgb_profile()) < 1000


@pytest.mark.parametrize("colour", COLOURS)
def test_its_colours_are_those_of_srgb(colour: tuple[int, int, int]) -> None:
    """From it to another maker's sRGB a colour stays what it is, but for rounding."""
    ours, theirs = ImageCms.ImageCmsProfile(BytesIO(srgb_profile())), ImageCms.createProfile("sRGB")
    image = Image.new("RGB", (1, 1), colour)
    there = ImageCms.profileToProfile(image, ours, theirs)
    assert there is not None
    found = there.getpixel((0, 0))
    assert isinstance(found, tuple)
    assert all(abs(one - other) <= 1 for one, other in zip(found, colour, strict=True))
