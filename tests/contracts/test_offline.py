"""A read, a ledger and a report with the network cut off: any attempt to reach it ends the program."""

import json
import subprocess
import sys
from pathlib import Path

CUT = """
import sys
def cut(event, arguments):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        raise SystemExit(f"{event} {arguments}")
sys.addaudithook(cut)
"""
RUN = CUT + "from sayso.commands.main import main; sys.exit(main(sys.argv[1:]))"
ARTICLE = str(Path(__file__).parents[2] / "examples" / "articles" / "opinion.txt")


def run(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", RUN, *arguments], capture_output=True, cwd=tmp_path, check=False)


def test_the_cut_cuts() -> None:
    code = CUT + "import socket; socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 1
    assert b"socket." in done.stderr
    assert b"Traceback" not in done.stderr


def test_reading_keeping_and_reporting_need_no_network(tmp_path: Path) -> None:
    done = run(tmp_path, "read", ARTICLE, "--ledger", "l.sqlite", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["statements"]
    for arguments in (["show", "--ledger", "l.sqlite"], ["report", "--ledger", "l.sqlite", "-o", "p.html"]):
        done = run(tmp_path, *arguments)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "p.html").stat().st_size > 1000
