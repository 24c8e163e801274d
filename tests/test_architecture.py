"""The import table of docs/architecture.md and the sizes of the house, enforced on the syntax trees."""

import ast
import re
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "briefing"
PATHS = sorted(PACKAGE.rglob("*.py"))
TREES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in PATHS}

LAYERS = {
    0: {"model", "errors", "text", "anchors", "blocks", "lexicon"},
    1: {"files"},
    2: {"settings", "plugins", "inputs", "outputs", "phrases", "days", "vectors", "outlets", "published", "records"}
    | {"edits", "reconcile", "store", "guard"},
    3: {"read", "extract", "condense", "compose", "render", "check", "engine"},
    4: {"reading", "merging", "collect"},
    5: {"analysis"},
    6: {"library"},
    7: {"runs"},
    8: {"pipeline", "checking", "inspecting", "remembered"},
    9: {"rounds"},
    10: {"cli", "ci", "progress", "__init__", "__main__"},
}
LAYER = {name: layer for layer, names in LAYERS.items() for name in names}
LAST = LAYERS[10] | {
    "pipeline",
    "rounds",
    "checking",
    "inspecting",
    "remembered",
    "library",
    "analysis",
    "settings",
    "collect",
}
LAST |= {"errors", "model", "inputs"}
"""What the command line and those beside it may import."""

FENCES = {
    "click": ("briefing/cli.py",),
    "dateutil": ("briefing/extract/*",),
    "docx": (
        "briefing/render/house.py",
        "briefing/render/word*",
        "briefing/render/package.py",
    ),
    "httpcore": ("briefing/collect/connection.py",),
    "httpx": ("briefing/collect/connection.py", "briefing/collect/fetching.py"),
    "feedparser": ("briefing/read/feed.py",),
    "jinja2": ("briefing/render/template.py",),
    "lxml": (
        "briefing/check/*",
        "briefing/read/*",
        "briefing/render/outline.py",
        "briefing/render/elements.py",
        "briefing/render/references.py",
        "briefing/render/word*",
    ),
    "markdown_it": ("briefing/check/markdown.py", "briefing/read/markdown.py"),
    "distributed": ("briefing/engine.py",),
    "msgspec": (
        "briefing/collect/listing.py",
        "briefing/collect/shelf.py",
        "briefing/published.py",
        "briefing/read/collected.py",
        "briefing/reading.py",
        "briefing/records.py",
        "briefing/render/record.py",
        "briefing/store.py",
    ),
    "numpy": ("briefing/vectors.py", "briefing/condense/*", "briefing/compose/*"),
    "PIL": ("briefing/render/logo.py",),
    "pikepdf": ("briefing/check/*", "briefing/read/*"),
    "pypdfium2": ("briefing/check/*", "briefing/read/pdf_file.py"),
    "reportlab": ("briefing/render/*",),
    "rich": ("briefing/progress.py",),
    "sumy": ("briefing/condense/*",),
    "trafilatura": ("briefing/read/*",),
}
NAMELESS = {"utils", "util", "helpers", "common", "manager", "base", "misc", "core"}

EACH_MODULE = pytest.mark.parametrize("path", TREES)


def imports(path: str) -> Iterator[str]:
    """The dotted names of what a module imports, wherever in it, the names it takes from a package included."""
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules(path: str) -> set[str]:
    """The paths of our modules that a module imports."""
    return {found for name in imports(path) if (found := module(name))}


def module(name: str) -> str:
    """The path of the module that a dotted name is, or lies in; "" for those of others."""
    parts = name.split(".")
    while parts and parts[0] == "briefing":
        for path in ("/".join(parts) + ".py", "/".join(parts) + "/__init__.py"):
            if path in TREES:
                return path
        parts.pop()
    return ""


def part(path: str) -> str:
    """The stage or module directly under briefing/ that a path belongs to."""
    return path.split("/")[1].removesuffix(".py")


def functions(path: str) -> Iterator[ast.FunctionDef]:
    """Every function and method of a module."""
    return (node for node in ast.walk(TREES[path]) if isinstance(node, ast.FunctionDef))


def depth(node: ast.AST) -> int:
    """How deep statements that hold statements lie in one another; `elif` is no deeper than its `if`."""
    nests = isinstance(node, ast.If | ast.For | ast.While | ast.With | ast.Try)
    return nests + max((depth(child) - is_elif(node, child) for child in ast.iter_child_nodes(node)), default=0)


def is_elif(node: ast.AST, child: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]


@EACH_MODULE
def test_imports_point_downwards(path):
    """A module imports from lower layers; a stage never from another stage, a lower module only from those below it."""
    mine = part(path)
    for imported in modules(path):
        other = part(imported)
        if mine in LAYERS[max(LAYERS)]:
            assert other in LAST, f"{path} imports {imported}"
        elif mine != other and imported != "briefing/__init__.py":
            lower = LAYER[other] < LAYER[mine] or (LAYER[mine] == 0 and other == "model")
            assert lower, f"{path} imports {imported}"


def test_every_module_has_a_layer():
    """A new module is put into the table before it is used."""
    assert {part(path) for path in TREES} <= set(LAYER)


def test_imports_go_in_no_circle():
    """There is an order in which every module comes after what it imports, late imports included."""
    TopologicalSorter({path: modules(path) - {path} for path in TREES}).prepare()


@EACH_MODULE
def test_third_parties_stay_behind_their_fence(path):
    """A library is imported only where the table says, so that it can be replaced there."""
    for top in {name.split(".")[0] for name in imports(path)} - {"briefing"} - sys.stdlib_module_names:
        assert any(fnmatch(path, place) for place in FENCES[top]), f"{path} imports {top}"


@EACH_MODULE
def test_names_say_something(path):
    """No module is called after nothing in particular."""
    assert Path(path).stem not in NAMELESS


@EACH_MODULE
def test_functions_keep_to_size(path):
    """No function has more than 45 lines or nests deeper than 3."""
    for function in functions(path):
        assert (function.end_lineno or 0) - function.lineno < 45, function.name
        assert depth(function) <= 3, function.name


@EACH_MODULE
def test_everything_public_is_explained_and_typed(path):
    """Modules and public functions have a docstring; every function has its return type."""
    assert ast.get_docstring(TREES[path]), path
    for function in functions(path):
        assert function.returns or function.name == "__init__", function.name
    for node in TREES[path].body:
        public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        assert not public or ast.get_docstring(node), node.name  # type: ignore[union-attr, arg-type]


@EACH_MODULE
def test_letters_are_of_every_script(path):
    """Rules on text know no ASCII ranges: names are called Żuławska and Київ, too."""
    if part(path) in ("read", "extract", "condense", "compose"):
        assert "[A-Z]" not in (ROOT / path).read_text(encoding="utf-8")


def test_few_places_hold_up_every_failure():
    """One file's failure is held up where it is read and analysed, an archive member's in its archive, a feed's where
    it is collected, that of work in another process to be told here, what a package from outside does when it is
    loaded, and an internal error in the command line; nowhere else."""
    broad = re.compile(r"except(:| \(?(Base)?Exception\b)")
    places = [path for path in TREES for _ in broad.findall((ROOT / path).read_text(encoding="utf-8"))]
    engine = ["briefing/engine.py", "briefing/engine.py"]
    outside = ["briefing/plugins.py", "briefing/read/zip_file.py", "briefing/reading.py"]
    assert sorted(places) == ["briefing/cli.py", "briefing/collect/feeds.py", *engine, *outside]


def test_the_languages_are_in_the_wheel():
    """Data files lie inside the package, which the wheel takes whole; the templates are added to it."""
    import tomllib

    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert wheel["wheel"] == {"packages": ["briefing"], "force-include": {"templates": "briefing/templates"}}
    assert list(PACKAGE.glob("languages/*.toml"))
