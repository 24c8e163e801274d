"""A reader from an installed package, as CONTRIBUTING shows one."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
ASK = """
import json, sys
from briefing.reading import load_readers
from briefing.read import read, reader_for
path, content = sys.argv[2], open(sys.argv[1], "rb").read()
(document,) = read(path, content, {}, load_readers())
reader = reader_for(path, content, load_readers())
print(json.dumps([reader.name, reader.guarded, document.fields.title, document.fields.outlet, document.text]))
"""


@pytest.mark.parametrize("name", ["watch.wire", "watch.txt"])
def test_an_installed_package_reads_its_format(tmp_path: Path, name: str) -> None:
    """The example, installed with its entry point and nothing else, reads a format that we do not know, by any name."""
    (module,) = re.findall(r'```python\n(""".*?)```', GUIDE, re.DOTALL)
    (entry_point,) = re.findall(r"```toml\n(\[project\.entry-points.*?)```", GUIDE, re.DOTALL)
    info = tmp_path / "desk_wire-1.dist-info"
    info.mkdir()
    (tmp_path / "desk_wire.py").write_text(module, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: desk-wire\nVersion: 1\n")
    (info / "entry_points.txt").write_text(entry_point.replace("project.entry-points.", "").replace('"', ""))
    article = tmp_path / "watch.wire"
    article.write_text("!WIRE\nHarbour reopens\n\nThe harbour reopened.\n\nThe pilots stayed.\n", encoding="utf-8")
    code = f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(ROOT)!r}]\n{ASK}"
    told = subprocess.run([sys.executable, "-c", code, article, name], capture_output=True, text=True, check=True)
    expected = ["wire", False, "Harbour reopens", "Desk Wire", "The harbour reopened.\n\nThe pilots stayed."]
    assert json.loads(told.stdout) == expected
