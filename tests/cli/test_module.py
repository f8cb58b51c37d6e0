"""`python -m variorum` is the command line too."""

import subprocess
import sys


def test_the_package_is_a_program() -> None:
    done = subprocess.run([sys.executable, "-m", "variorum", "--help"], capture_output=True, text=True, check=True)
    assert "collate" in done.stdout
