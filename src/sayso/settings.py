"""Where files live."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def ledger_path() -> Path:
    """The ledger of commands that are given none: `SAYSO_LEDGER`, or one in the user's data folder.

    Nothing is made there. `sayso read` does not use it: it writes to a ledger that it is given.
    """
    named = os.environ.get("SAYSO_LEDGER")
    return Path(named).absolute() if named else _data_folder() / "sayso" / "ledger.sqlite"


def _data_folder() -> Path:
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if sys.platform == "darwin":
        return home / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
