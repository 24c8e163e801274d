"""Commands that may do no more than their user's files allow, also where the tests are run by root."""

import os
import shutil
import subprocess
import sys

import pytest

_POWERLESS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs")


def powerless() -> tuple[str, ...]:
    """What stands in front of a command; skips the test where root cannot give up what it may do."""
    if os.geteuid():
        return ()
    probe = [*_POWERLESS, sys.executable, "-c", ""]
    if not shutil.which("setpriv") or subprocess.run(probe, capture_output=True).returncode:
        pytest.skip("root may do everything")
    return _POWERLESS
