"""What bears a name and can be brought from outside: readers, summarizers, renderers.

An installed package adds one with an entry point in the group `briefing.readers`, `briefing.summarizers` or
`briefing.renderers`; the object is used just as a built-in one is, and nothing is inherited from.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from briefing.errors import SettingsError
from briefing.text import printable

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Kind = Literal["readers", "summarizers", "renderers"]
T = TypeVar("T")


def load(kind: Kind, name: str, builtin: Mapping[str, T], where: str = "") -> T:
    """Return what `name` stands for: one of the `builtin` objects, or an entry point's.

    `where` names the setting that says `name`, for the error.

    Raises:
        SettingsError: nothing has that name, two things have it, or an entry point cannot be loaded.
    """
    objects = load_all(kind, builtin)
    if name not in objects:
        raise SettingsError(where or kind, f"there is none called {name!r}", f"use {', '.join(objects)}")
    return objects[name]


def load_all(kind: Kind, builtin: Mapping[str, T]) -> dict[str, T]:
    """Return every object of a kind by name, the `builtin` ones first.

    Raises:
        SettingsError: two things have the same name, or an entry point cannot be loaded.
    """
    objects, origins = dict(builtin), dict.fromkeys(builtin, "briefing itself")
    for name, origin, thing in _entry_points(kind):
        if name in objects:
            raise SettingsError(kind, f"{name!r} is claimed by {origins[name]} and {origin}", "uninstall one of them")
        objects[name], origins[name] = thing, origin
    return objects


def versions(kinds: Iterable[Kind]) -> dict[str, str]:
    """Return the versions of the packages that bring something of these kinds from outside, by their names."""
    from importlib.metadata import entry_points

    packages = [point.dist for kind in kinds for point in entry_points(group=f"briefing.{kind}")]
    return {one.name: one.version for one in packages if one}


@cache
def _entry_points(kind: Kind) -> tuple[tuple[str, str, Any], ...]:
    """Return name, origin and object of each entry point, in the order of their names."""
    from importlib.metadata import entry_points

    points = sorted(entry_points(group=f"briefing.{kind}"), key=lambda point: (point.name, point.value))
    return tuple((point.name, point.value, _loaded(point)) for point in points)


def _loaded(point: "EntryPoint") -> Any:
    try:
        return point.load()
    except (Exception, SystemExit) as error:  # whatever its modules do when they are imported
        package = f"the package {point.dist.name}" if point.dist else "its package"
        failure = f"{type(error).__name__}: {printable(str(error))}"
        where = f"{point.name} = {point.value}"
        raise SettingsError(where, f"cannot be loaded ({failure})", f"mend {package} or uninstall it") from error
