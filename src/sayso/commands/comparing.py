"""`sayso compare`, `voices` and `align`: a ledger's documents seen together, printed or drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso import errors
from sayso.commands.options import (
    LISTED,
    default_ledger,
    form_of,
    format_option,
    ledger_option,
    opened_ledger,
    output_option,
    spare,
    together,
)
from sayso.commands.printing import MOST_SHOWN, Line, has_styles, note_line, number_of, print_lines, width_of
from sayso.types import OUTLET_VOICE, STATUSES

if TYPE_CHECKING:
    from sayso.comparison.aligning.alignments import Period, Unmeasured
    from sayso.ledger import Ledger

_pictures = together(
    click.option(
        "--pictures",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="Draw pictures into this folder, and print nothing.",
    ),
    click.option(
        "--picture-format",
        type=click.Choice(["svg", "png"]),
        default="svg",
        show_default=True,
        help="SVG follows the reader's light or dark; PNG is light.",
    ),
)


@click.command()
@ledger_option
@click.option("--story", metavar="ID", help="Only the story with this id; its first digits are enough.")
@click.option(
    "--least",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Only stories that so many documents tell.",
)
@format_option(*LISTED)
@_pictures
@output_option
def compare(
    ledger: Path | None,
    story: str | None,
    least: int,
    form: str | None,
    pictures: Path | None,
    picture_format: str,
    output: Path | None,
) -> None:
    """Compare how a ledger's documents tell the same stories.

    For each story: its documents, and the claims that they share, each with how many
    origins it has and how many outlets tell it. A telling has its outlet, its exact words, in
    whose voice they are, and from where the outlet has it; tellings with one letter have one
    origin. On a terminal words that differ between the tellings are underlined, and loaded
    words are bold. Tellings that cannot both be true are named; nothing here says which is.

    Each telling begins with its claim's id, which `sayso link` takes.

    \b
    Examples:
      sayso compare --ledger news.sqlite
      sayso compare --ledger news.sqlite --story 43146b --format json
      sayso compare --ledger news.sqlite -o tellings.csv
      sayso compare --ledger news.sqlite --story 43146b --pictures drawn
      sayso compare --ledger news.sqlite --pictures drawn --picture-format png
    """
    from sayso.across import compare as compared
    from sayso.reporting.compared import story_csv, story_json, story_lines

    form = form or form_of(output, LISTED)
    spare(output, (), ledger or default_ledger())
    paint = _painter(pictures, picture_format, output)
    with opened_ledger(ledger, create=False) as store:
        found = compared(store, least=least, story_id=story or "")
        first = next(found, None)
        if story is not None and (first is None or not story):
            raise errors.UsageError(
                f"No story whose id begins with {story!r} is told by {number_of(least, 'document')} or more.",
                "`sayso compare` prints the ids of stories. Those that one document alone tells want --least 1.",
            )
        if first is None and not _is_empty(store):
            note_line(f"No story in the ledger is told by {number_of(least, 'document')} or more.")
        stories = chain([first] if first else [], found)
        if pictures:
            from sayso.reporting.gallery import story_pictures

            return _draw(pictures, story_pictures(stories, _source(ledger)), paint)
        lines: Iterable[Line] = story_json(stories) if form == "json" else story_csv(stories)
        shown = story_lines(stories, width_of(output), has_legend=has_styles(output))
        print_lines(shown if form == "text" else lines, output)


@click.command()
@ledger_option
@format_option(*LISTED)
@_pictures
@output_option
def voices(
    ledger: Path | None, form: str | None, pictures: Path | None, picture_format: str, output: Path | None
) -> None:
    """Count whom each outlet of a ledger lets speak.

    For each source: in how many of the outlet's documents it speaks, how many statements are
    direct, partly so or indirect, and how many of the outlet's words they have. What several
    say jointly counts in full for each of them.

    \b
    Examples:
      sayso voices --ledger news.sqlite
      sayso voices --ledger news.sqlite --format csv -o voices.csv
    """
    from sayso.across import voices as counted
    from sayso.reporting.voiced import voice_csv, voice_json, voice_lines

    form = form or form_of(output, LISTED)
    spare(output, (), ledger or default_ledger())
    paint = _painter(pictures, picture_format, output)
    with opened_ledger(ledger, create=False) as store:
        outlets = counted(store)
        _is_empty(store)
    if pictures:
        from sayso.reporting.gallery import voice_pictures

        return _draw(pictures, voice_pictures(outlets, _source(ledger)), paint)
    lines: Iterable[Line] = (voice_json(outlets),) if form == "json" else voice_csv(outlets)
    print_lines(voice_lines(outlets, width_of(output)) if form == "text" else lines, output)


@click.command()
@ledger_option
@click.option(
    "--windows",
    type=click.Choice(["month", "quarter", "year"]),
    default="month",
    show_default=True,
    help="How long the windows are between which changes are seen.",
)
@click.option("--outlet", metavar="WORDS", multiple=True, help="Only what outlets of this name tell. May be repeated.")
@click.option(
    "--voice",
    metavar="outlet|quoted|SOURCE",
    help="Only what is told in the outlets' own voice, by all whom they quote, or by this source.",
)
@click.option(
    "--status",
    type=click.Choice(STATUSES),
    multiple=True,
    help="Claims of this status make ties. May be repeated. Default: actual.",
)
@format_option(*LISTED)
@_pictures
@output_option
def align(
    ledger: Path | None,
    windows: Period,
    outlet: tuple[str, ...],
    voice: str | None,
    status: tuple[str, ...],
    form: str | None,
    pictures: Path | None,
    picture_format: str,
    output: Path | None,
) -> None:
    """Show who stands with whom in a ledger, as told by whom.

    A claim makes a tie from who acts to whom it is done to: positive for cooperation, negative
    for conflict. Measures have the interval that holds 95 per cent of draws of documents;
    from few documents there is none, and the base is called thin.

    For the network itself: sayso export --to gexf, or graphml.

    \b
    Examples:
      sayso align --ledger news.sqlite
      sayso align --ledger news.sqlite --windows quarter --voice outlet
      sayso align --ledger news.sqlite --outlet courier --format json
    """
    from sayso.across import unmeasured
    from sayso.comparison.aligning.alignments import How
    from sayso.reporting.aligned import alignment_csv, alignment_json, alignment_lines

    form = form or form_of(output, LISTED)
    spare(output, (), ledger or default_ledger())
    paint = _painter(pictures, picture_format, output)
    with opened_ledger(ledger, create=False) as store:
        network = unmeasured(store, How(windows=windows, statuses=status or ("actual",)))
        is_empty = _is_empty(store)
    if outlet or voice is not None:
        called = _outlets_called(outlet, network) if outlet else None
        network = network.cut(outlets=called, voice=_voice_called(voice, network))
    found = network.measured()
    if not (found.ties or is_empty):
        note_line("No claim in the ledger makes a tie.")
    if pictures:
        from sayso.reporting.gallery import alignment_pictures

        asked = [f"outlet {one}" for one in outlet] + [f"voice {voice}"] * bool(voice)
        asked += [f"status {one}" for one in status]
        return _draw(pictures, alignment_pictures(found, _source(ledger, asked)), paint)
    lines: Iterable[Line] = (alignment_json(found),) if form == "json" else alignment_csv(found)
    shown = () if is_empty else alignment_lines(found, width_of(output))
    print_lines(shown if form == "text" else lines, output)


def _is_empty(store: Ledger) -> bool:
    """Whether a ledger holds no documents, which is then said."""
    if next(store.readings(), None):
        return False
    note_line("The ledger holds no documents. Add some with: sayso read --ledger FILE SOURCES")
    return True


def _outlets_called(words: Sequence[str], network: Unmeasured) -> list[str]:
    """The outlets with these words in their names."""
    known = [outlet for outlet in network.bases if outlet]
    found = []
    for one in words:
        meant = [outlet for outlet in known if one.strip() and one.casefold() in outlet.casefold()]
        if not meant:
            hint = f"There are: {_some(known)}." if known else None
            raise errors.UsageError(f"No outlet in the ledger is called {one!r}.", hint)
        found += meant
    return found


def _voice_called(words: str | None, network: Unmeasured) -> str | None:
    """`outlet`, `quoted`, or the key of the one source that is called so."""
    from sayso.comparison.aligning.alignments import QUOTED

    if words in (None, OUTLET_VOICE, QUOTED):
        return words
    wanted, heard = (words or "").strip().casefold(), network.heard
    meant = [one for one in heard if wanted in (one.key.casefold(), one.name.casefold())]
    meant = meant or [one for one in heard if wanted and wanted in one.name.casefold()]
    if len(meant) == 1:
        return meant[0].key
    known = _some([one.key for one in meant or heard])
    raise errors.UsageError(
        f"{len(meant) or 'No'} sources of ties are called {words!r}.", f"Give one of them: {known}." if known else None
    )


def _some(names: Sequence[str]) -> str:
    """The first few names, and that there are more."""
    return ", ".join(sorted(names)[:MOST_SHOWN]) + (", …" if len(names) > MOST_SHOWN else "")


def _source(ledger: Path | None, asked: Sequence[str] = ()) -> str:
    """The ledger, and what of it was asked for, as captions tell it."""
    from sayso.reporting.safety import one_line

    return one_line(", ".join([(ledger or default_ledger()).name, *asked]))


def _painter(folder: Path | None, form: str, output: Path | None) -> Callable[[str], bytes] | None:
    """What makes the files of pictures, if not SVG. What is wrong with the options is said before anything is read."""
    if folder and folder.exists() and not folder.is_dir():
        raise errors.UsageError(f"{folder} is a file, not a folder.", "Give a folder for the pictures.")
    if folder and output:
        raise errors.UsageError(
            "--pictures draws into its folder and writes no file for --output.", "Ask for one of the two at a time."
        )
    if form == "svg":
        return None
    if folder is None:
        raise errors.UsageError(f"--picture-format {form} draws nothing alone.", "Name a folder: --pictures FOLDER")
    from sayso.reporting.pngs import painter

    return painter()


def _draw(folder: Path, pictures: Iterable[tuple[str, str]], paint: Callable[[str], bytes] | None) -> None:
    """Writes pictures into a folder, which is made where there is none."""
    count = 0
    for name, picture in pictures:
        folder.mkdir(parents=True, exist_ok=True)
        if paint:
            (folder / name).with_suffix(".png").write_bytes(paint(picture))
        else:
            (folder / name).write_text(picture, encoding="utf-8", newline="\n")
        count += 1
    note_line(f"Drew {number_of(count, 'picture')} into {folder}." if count else "There is nothing to draw.")
