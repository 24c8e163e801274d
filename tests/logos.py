"""Invented logos: small pictures, made when they are needed, and styles that name them."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from briefing.render.style import Style, load_style

TEXT = "Ministry of Example & Sons"


def picture(size: tuple[int, int] = (60, 12), mode: str = "RGB", colour: object = "#123456", **saving: object) -> bytes:
    """The bytes of a picture, PNG where no format is given."""
    made = BytesIO()
    Image.new(mode, size, colour).save(made, **{"format": "PNG", **saving})  # type: ignore[arg-type]
    return made.getvalue()


def written(folder: Path, content: bytes | None = None, name: str = "logo.png", **values: object) -> Path:
    """A style.toml in a folder, with the logo beside it."""
    if content is not None:
        (folder / name).write_bytes(content)
    told = {"file": name, "text": TEXT, **values}
    lines = (f"{key} = {value!r}" for key, value in told.items() if value is not None)
    (folder / "style.toml").write_text("\n".join(("[logo]", *lines, "")), "utf-8")
    return folder / "style.toml"


def styled(folder: Path, content: bytes | None = None, **values: object) -> Style:
    """The packaged style with a logo."""
    return load_style(written(folder, picture() if content is None else content, **values))
