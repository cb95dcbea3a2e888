"""Who gets how many words in an article: python examples/who_speaks.py [PATH|URL]"""

import sys
from collections import Counter
from pathlib import Path

import sayso


def who_speaks(reading: sayso.Reading) -> Counter[str]:
    """Words of all outermost statements, by the name of who says them."""
    names = {actor.id: actor.name for actor in reading.actors}
    words: Counter[str] = Counter()
    for statement in reading.statements:
        if statement.parent:
            continue  # its words lie within the statement that holds it
        said = sum(len(reading.document.text[span.start : span.end].split()) for span in statement.content)
        parties = statement.chain[-1].parties
        speakers = [names.get(party.actor_id or "", "somebody") for party in parties] or ["nobody named"]
        words[" and ".join(speakers)] += said
    return words


if __name__ == "__main__":
    source = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "articles" / "harbour.txt"
    for name, count in who_speaks(sayso.read(source)).most_common():
        print(f"{count:5} {name}")
