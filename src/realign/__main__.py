"""`python -m realign` is the same as `realign`."""

import os
import sys

_HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - nothing else is imported yet
if not sys.flags.safe_path and sys.path[:1] != [_HOME]:
    del sys.path[:1]  # the folder we stand in is data: a typer.py in it is no module of ours

from realign.cli import main  # noqa: E402

main()
