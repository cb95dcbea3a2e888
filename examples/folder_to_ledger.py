"""Reads a folder into a ledger and lists what unnamed sources say: python examples/folder_to_ledger.py FOLDER LEDGER"""

import sys

import sayso


def keep(folder: str, path: str) -> list[str]:
    """Keeps every document of the folder; returns a line for each statement of an unnamed source."""
    lines = []
    with sayso.Ledger(path) as ledger:
        for one in sayso.read_many([folder]):
            if isinstance(one, sayso.Failure):
                ledger.add_failure(one)
            else:
                ledger.add(one)
        for found in ledger.statements(named=False, last_link=True):
            text = found.document.text
            said = " ".join(text[span.start : span.end] for span in found.statement.content)
            lines.append(f"{found.statement.id}  {found.document.title}: {said}")
    return lines


if __name__ == "__main__":
    for line in keep(*sys.argv[1:3]):
        print(line)
