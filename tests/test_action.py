"""action.yml as a runner would run it, and the sample workflows: no input, file or article is ever read as code."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from test_ci import commands, parsed

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]
WORKFLOWS = [ROOT / "samples/ci/weekly.yml", ROOT / "samples/ci/on-new-documents.yml"]
HOSTILE = ['"; touch pwned; "', "$(touch pwned)", "x\ny=1\n::error::z"]
MORE_HOSTILE = [
    "`touch pwned`",
    "'; touch pwned #",
    "--help",
    "* ?",
    "\\$(touch pwned)",
    "${HOME}",
    "a[$(touch pwned)]",
]
PROGRAM = f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m briefing "$@"\n'


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of the action."""

    failed: bool
    outputs: dict[str, str]
    summary: str
    log: str


class Runner:
    """Runs the steps in a checkout, as GitHub's runner does."""

    def __init__(self, folder: Path) -> None:
        self.checkout, self.files = folder / "checkout", folder / "runner"
        self.checkout.mkdir()
        (self.files / "bin").mkdir(parents=True)
        (self.files / "bin/briefing").write_text(PROGRAM)
        (self.files / "bin/briefing").chmod(0o755)

    def run(self, **given: str) -> Ran:
        """Run the action with inputs; `_` stands for `-` in their names."""
        inputs = {name: one["default"] for name, one in ACTION["inputs"].items()}
        inputs |= {name.replace("_", "-"): value for name, value in given.items()}
        assert inputs.keys() == ACTION["inputs"].keys()
        steps: dict[str, dict] = {}
        log, failed = "", False
        for name in ("summary", "path"):
            (self.files / name).write_text("")
        for step in STEPS:
            done = self._step(step, inputs)
            log, failed = log + done.stdout + done.stderr, done.returncode != 0
            steps[step.get("id", "")] = {"outputs": parsed((self.files / "output").read_text(encoding="utf-8"))}
            if failed:
                break
        values = {name: look_up(one["value"], {"steps": steps}) for name, one in ACTION["outputs"].items()}
        return Ran(failed, values, (self.files / "summary").read_text(encoding="utf-8"), log)

    def _step(self, step: dict, inputs: dict[str, str]) -> "subprocess.CompletedProcess[str]":
        (self.files / "output").write_text("")
        (self.files / "script.sh").write_text(step["run"])
        environment = {
            "PATH": f"{self.files / 'bin'}:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(self.files / "output"),
            "GITHUB_PATH": str(self.files / "path"),
            "GITHUB_STEP_SUMMARY": str(self.files / "summary"),
            "GITHUB_WORKSPACE": str(self.checkout),
            "RUNNER_TEMP": str(self.files),
            **{name: look_up(value, {"inputs": inputs}) for name, value in step["env"].items()},
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(self.files / "script.sh")]
        return subprocess.run(command, cwd=self.checkout, env=environment, capture_output=True, text=True)


def look_up(expression: str, context: dict) -> str:
    """The value of `${{ a.b.c }}`; the runner has "" where there is none."""
    path = re.fullmatch(r"\$\{\{ ([\w.-]+) \}\}", expression)
    assert path, expression
    value = context
    for name in path[1].split("."):
        value = value.get(name, {})
    return value if isinstance(value, str) else ""


@pytest.fixture
def runner(tmp_path, articles) -> Runner:
    """A runner whose checkout has the three articles, and files with names and titles that mean harm."""
    made = Runner(tmp_path)
    folder = made.checkout / "articles"
    shutil.copytree(articles, folder)
    (folder / "$(touch pwned).txt").write_text(
        "Title: %0A::error::Radars\nDate: 2025-11-06\n\n::set-output name=pdf::/etc/passwd\n\n"
        "Bulgaria has bought three ::set-output name=pdf::evil radars for its air defense, the parliament was told.\n"
    )
    (folder / "::error::late.txt").touch()
    (folder / "a\n::set-output name=folder::evil.txt").touch()
    return made


def untouched(runner: Runner, ran: Ran) -> None:
    """Nothing was executed, and the log has no command but our own kinds."""
    assert not list(runner.files.parent.rglob("pwned"))
    assert not (ROOT / "pwned").exists()
    assert {name for name, _, _ in commands(ran.log)} <= {"warning", "error"}


# --- the action ---------------------------------------------------------------------------------------------------


def test_outputs_tell_what_was_made(runner):
    """Files that mean harm do none; the outputs are those of run.json, and the summary has the briefing."""
    ran = runner.run(path="articles", formats="pdf,md")
    untouched(runner, ran)
    assert not ran.failed
    counts = json.loads((runner.checkout / "out/2025-W45/run.json").read_text(encoding="utf-8"))["counts"]
    assert ran.outputs == {
        "exit_code": "0",
        "folder": "out/2025-W45",
        "pdf": "out/2025-W45/briefing.pdf",
        "docx": "",
        "html": "",
        "new": ran.outputs["new"],
        "used": str(counts["used"]),
        "rejected": "2",
        "duplicates": str(counts["duplicates"]),
        "changed": "true",
    }
    assert counts["used"] == 4
    assert "# Weekly briefing" in ran.summary
    assert len(commands(ran.log)) == 2


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", [name for name in ACTION["inputs"] if not name.startswith("fail")])
def test_no_input_is_read_as_code(runner, name, value):
    """Every input is one value of its option and nothing else; what cannot be used is refused."""
    ran = runner.run(**{"path": "articles", "formats": "md", name.replace("-", "_"): value})
    untouched(runner, ran)
    if name == "version":
        assert ran.failed
    elif name == "out":
        assert Path(runner.checkout, ran.outputs["folder"]).parent == Path(runner.checkout, value)
        assert Path(runner.checkout, ran.outputs["folder"], "run.json").is_file()
    else:
        assert ran.outputs["exit_code"] in {"strict": "0", "new-only": "0", "state": "02"}.get(name, "2")


@pytest.mark.parametrize("value", MORE_HOSTILE)
def test_no_input_is_read_as_code_beside_others(runner, value):
    """All of them at once."""
    given = dict.fromkeys(ACTION["inputs"].keys() - {"version"}, value)
    untouched(runner, runner.run(**{name.replace("-", "_"): value for name, value in given.items()}))


@pytest.mark.parametrize(
    ("given", "code", "failed"),
    [
        ({}, 0, False),
        ({"strict": "true"}, 1, True),
        ({"strict": "true", "fail": "false"}, 1, False),
        ({"week": "45"}, 2, True),
        ({"path": "articles/::error::late.txt"}, 3, True),
        ({"path": "articles/::error::late.txt", "fail_if_empty": "false"}, 3, False),
        ({"path": "absent", "fail_if_empty": "false"}, 2, True),
        ({"path": ""}, 2, True),
    ],
)
def test_the_exit_code_is_an_output_however_it_ends(runner, given, code, failed):
    """The step fails or not as it was asked to; outputs and summary are there in each case."""
    ran = runner.run(**{"path": "articles", "formats": "md", **given})
    untouched(runner, ran)
    assert (ran.outputs["exit_code"], ran.failed) == (str(code), failed)
    assert f"exit code {code}" in ran.summary
    assert ran.outputs["changed"] == ("true" if code < 2 else "false")


def test_several_paths_stand_on_lines_of_their_own(runner):
    """Spaces in a name do no harm, and empty lines say nothing."""
    (runner.checkout / "more of it").mkdir()
    (runner.checkout / "more of it/b.txt").write_text("Date: 2025-11-05\n\nThe second ship has left the port of Varna.")
    ran = runner.run(path="articles/harbor.txt\n\nmore of it\n", formats="md")
    assert ran.outputs["used"] == "2"


def test_a_program_that_is_killed_has_an_exit_code(runner):
    """The script tells it where the program could not."""
    (runner.files / "bin/briefing").write_text('#!/bin/sh\n[ "$1" = --version ] && echo briefing 0 || kill -9 $$\n')
    ran = runner.run(path="articles")
    assert (ran.outputs["exit_code"], ran.outputs["pdf"], ran.failed) == ("137", "", True)


def test_expressions_stay_out_of_scripts():
    """They would be pasted into the script before the shell reads it; and nothing is read as code twice."""
    for step in STEPS:
        assert "${{" not in step["run"]
        assert not re.search(r"\beval\b|\bbash -c\b|\bsh -c\b|\bsource\b", step["run"])
        assert step["shell"] == "bash"


def test_every_input_reaches_a_script_and_every_output_comes_from_one():
    """None is documented and forgotten."""
    used = {value for step in STEPS for value in step["env"].values()}
    assert used == {f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"]} | {"${{ github.action_repository }}"}
    from briefing.ci import OUTPUTS

    assert tuple(ACTION["outputs"]) == OUTPUTS


# --- the samples --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_sample_workflows_are_careful(path):
    """Least rights, one at a time, an end, and actions that are named by their full version."""
    flow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert flow["permissions"] == {"contents": "read"}
    assert flow["concurrency"] == {"group": "briefing", "cancel-in-progress": False}
    triggers = flow[True]  # YAML takes `on` for a truth value
    assert "workflow_dispatch" in triggers
    assert all(int(one["cron"].split()[0]) % 30 for one in triggers.get("schedule", ()))
    for job in flow["jobs"].values():
        assert job["timeout-minutes"] <= 15
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            assert re.fullmatch(r"[\w./-]+@v\d+\.\d+\.\d+", step.get("uses", "a@v1.0.0"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_sample_workflows_know_the_action(path):
    """They give inputs and read outputs that it has, keep its state from run to run, and let its files go last."""
    text = path.read_text(encoding="utf-8")
    steps = [step for job in yaml.safe_load(text)["jobs"].values() for step in job["steps"]]
    (ours,) = (step for step in steps if step.get("id") == "briefing")
    assert ours["with"].keys() <= ACTION["inputs"].keys()
    assert set(re.findall(r"steps\.briefing\.outputs\.(\w+)", text)) <= ACTION["outputs"].keys()
    caches = [step["with"] for step in steps if "actions/cache" in step.get("uses", "")]
    assert all("github.run_id" in cache["key"] for cache in caches)
    assert caches[0]["restore-keys"]
    assert all({ours["with"]["state"], "out"} == set(cache["path"].split()) for cache in caches)
    (upload,) = (step for step in steps if "upload-artifact" in step.get("uses", ""))
    assert "always()" in upload["if"]


def test_the_systemd_unit_is_fenced_in():
    """No network, no writing but its own folder, bounded time and memory; the timer makes up for a missed Monday."""
    unit = (ROOT / "samples/ci/briefing.service").read_text(encoding="utf-8").splitlines()
    wanted = "Type=oneshot PrivateNetwork=yes ProtectSystem=strict NoNewPrivileges=yes MemoryMax=1G TimeoutStartSec=900"
    assert {*wanted.split(), "StateDirectory=briefing", "User=briefing"} <= set(unit)
    timer = (ROOT / "samples/ci/briefing.timer").read_text(encoding="utf-8").splitlines()
    assert {"OnCalendar=Mon 05:17 UTC", "Persistent=true", "RandomizedDelaySec=5min"} <= set(timer)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_takes_the_units(tmp_path):
    """Nothing in them is unknown to it; the program stands in for the one that is installed."""
    for name in ("briefing.service", "briefing.timer"):
        text = (
            (ROOT / "samples/ci" / name).read_text(encoding="utf-8").replace("/opt/briefing/bin/briefing", "/bin/true")
        )
        (tmp_path / name).write_text(text)
    command = ["systemd-analyze", "verify", *map(str, tmp_path.iterdir())]
    done = subprocess.run(command, env={**os.environ, "SYSTEMD_LOG_TARGET": "console"}, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
