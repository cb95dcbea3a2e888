"""Who stands with whom, as lines for a terminal, JSON and CSV, each measure with its interval and its base."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.comparison import Alignment
from sayso.comparison.aligning.alignments import (
    LEAST_DOCUMENTS,
    QUOTED,
    Change,
    Estimate,
    Group,
    Measures,
    Weights,
)
from sayso.comparison.aligning.ties import Base, Tie
from sayso.reporting.lines import fitting, hanging, wrapped
from sayso.reporting.safety import escaped_json, one_line
from sayso.reporting.tables import csv_line
from sayso.reporting.tellers import many
from sayso.reporting.voiced import percent, thin
from sayso.types import OUTLET_VOICE

if TYPE_CHECKING:
    from rich.text import Text

COLUMNS: tuple[str, ...] = (
    "actor",  # id of who does it
    "actor_name",
    "recipient",  # id of whom it is done to
    "recipient_name",
    "sign",  # 1 or -1, of the tie
    "document_id",  # of the claim that makes it, as all that follows
    "claim_id",
    "event",
    "outlet",
    "voice",  # keys of who says it, joined by "; "; "outlet" is the outlet itself
    "voice_name",
    "date",  # the first day that it may mean
    "enddate",  # the last one
    "date_from",  # claim, or published where the claim tells no days
)
"""The columns of a table of ties, one row a claim. Columns are added at the end, never renamed."""

MOST_OUTLETS = 8
"""Outlets that are listed, those with most documents first; more only where their base is not thin."""
MOST_TIES = 30
MOST_CHANGES = 10
"""Listed on a terminal, changes of each window; more are counted."""
_LEFT_OUT = {
    "doubtful": "doubtful",
    "status": "of another status or denied",
    "side unknown": "of an unknown actor or recipient",
    "itself": "of an actor toward itself",
}
_PARTS = {OUTLET_VOICE: "The outlets' own voice", QUOTED: "All whom they quote"}


def alignment_lines(alignment: Alignment, width: int = 80) -> Iterator[Text]:
    """The base, ties by weight, measures with intervals, coalitions; then by outlet, by voice and by window."""
    from rich.text import Text

    width = fitting(width)
    names = {actor.id: one_line(actor.name) for actor in alignment.actors}
    yield from wrapped(Text("Who stands with whom, as told", "bold"), width)
    yield from wrapped(Text(_base_in_words(alignment.base)), width)
    if not alignment.ties:
        return
    yield from _titled("Ties", width)
    for tie in alignment.ties[:MOST_TIES]:
        yield from _tie_lines(tie, names, width)
    yield from _left(len(alignment.ties) - MOST_TIES, 2, "--format csv lists every tie with its claims", width)
    yield from _titled("Measures", width)
    yield from _measure_lines(alignment.measures, width)
    yield from _group_lines("Coalitions", alignment.measures.coalitions, names, width)
    yield from _group_lines("Camps of a like stance to others", alignment.measures.camps, names, width)
    yield from _titled("By outlet", width)
    outlets = sorted(alignment.outlets, key=lambda part: -part.measures.documents)
    firm = sum(part.measures.documents >= LEAST_DOCUMENTS for part in outlets)
    shown = max(firm, MOST_OUTLETS)
    for part in outlets[:shown]:
        yield from _part_lines(one_line(part.name or "") or "No outlet named", part.measures, width)
    yield from _left(len(outlets) - shown, 2, "all on a thin base; --outlet NAME shows one", width)
    yield from _titled("By voice", width)
    for part in alignment.voices:
        yield from _part_lines(_PARTS[part.name or OUTLET_VOICE], part.measures, width)
    yield from _window_lines(alignment, names, width)


def _titled(title: str, width: int) -> Iterator[Text]:
    from rich.text import Text

    yield Text("")
    yield from wrapped(Text(title, "bold"), width)


def _left(count: int, margin: int, told: str, width: int) -> Iterator[Text]:
    from rich.text import Text

    if count > 0:
        yield from hanging(Text(" " * margin), Text(f"and {count:,} more: {told}", "dim"), width)


def _base_in_words(base: Base) -> str:
    left = ", ".join(f"{count:,} {_LEFT_OUT[reason]}" for reason, count in base.left_out.items() if count)
    told = f"{many(base.documents, 'document')}. {base.tied:,} of {many(base.claims, 'claim')} of an event type"
    note = thin(base.documents)
    return (
        f"{told} {'makes' if base.tied == 1 else 'make'} ties"
        + (f"; left out: {left}." if left else ".")
        + (f" [{note}]" if note else "")
    )


def _tie_lines(tie: Tie, names: Mapping[str, str], width: int) -> Iterator[Text]:
    """ "+  Besk → Ardo · 3 claims in 2 documents, 1 outlet · AID, CONSULT" """
    from rich.text import Text

    events = ", ".join(one_line(event) for event, _ in Counter(ground.event for ground in tie.grounds).most_common())
    told = len({ground.outlet for ground in tie.grounds})
    line = Text(f"{_name(tie.actor, names)} → {_name(tie.recipient, names)}")
    line.append(
        f" · {many(tie.weight, 'claim')} in {many(tie.documents, 'document')}, {many(told, 'outlet')} · {events}", "dim"
    )
    sign, style = ("+", "green") if tie.sign > 0 else ("−", "red")
    yield from hanging(Text(f"  {sign}  ", style), line, width)


def _name(actor_id: str, names: Mapping[str, str]) -> str:
    return names.get(actor_id) or one_line(actor_id)


def _measure_lines(measures: Measures, width: int) -> Iterator[Text]:
    from rich.text import Text

    ties = measures.positive + measures.negative
    low, high = measures.frustration_index
    index = f"{low}" if low == high else f"{low} to {high}"
    rows = [
        ("balance", measures.balance, f"of {many(measures.triangles, 'triangle')} (Cartwright–Harary)"),
        ("weighted balance", measures.weighted_balance, "of triangles by their intensity"),
        ("frustration", measures.frustration, f"{index} of {many(ties, 'tie')} (frustration index)"),
        (
            "contradiction",
            measures.contradiction,
            f"{measures.contradicted:g} of {measures.of_weight:g}, by weight, against the coalitions",
        ),
        ("polarisation", measures.polarisation, "modularity of the congruence network (Leifeld)"),
    ]
    yield from hanging(Text("  "), Text(_measured_in_words(measures)), width)
    for name, estimate, told in rows:
        line = Text(estimate_in_words(estimate, measures.documents)).append(f" · {told}", "dim")
        yield from hanging(Text(f"  {name:<18}"), line, width)


def _measured_in_words(measures: Measures) -> str:
    """What the measures rest on."""
    actors = f"{len(measures.actors):,} of {many(measures.of_actors, 'actor')}"
    ties = f"{measures.positive:,} positive, {measures.negative:,} negative, {measures.undecided:,} undecided"
    note = thin(measures.documents)
    base = f"{actors}, {many(measures.claims, 'claim')} in {many(measures.documents, 'document')}; pairs: {ties}"
    return f"{base} [{note}]" if note else base


def estimate_in_words(estimate: Estimate, documents: int) -> str:
    """ "0.67 (95%: 0.40 to 1.00)"; "–" where there is nothing to measure, no interval where the base is thin."""
    if estimate.value is None:
        return "–"
    interval = _interval(estimate)
    told = f"95%: {interval}" if interval else thin(documents) or "no interval"
    return f"{_rounded(estimate.value)} ({told})"


def _interval(estimate: Estimate) -> str:
    """ "0.40 to 1.00"; empty where there is none."""
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{_rounded(estimate.low)} to {_rounded(estimate.high)}"


def _rounded(value: float) -> str:
    """Two decimals, and no "-0.00"."""
    return f"{round(value, 2) + 0:.2f}"


def _group_lines(title: str, groups: Sequence[Group], names: Mapping[str, str], width: int) -> Iterator[Text]:
    """Groups of two or more; those that stand alone are counted."""
    from rich.text import Text

    if not groups:
        return
    together = [group for group in groups if len(group.actors) > 1]
    alone = len(groups) - len(together)
    yield from _titled(title, width)
    for number, group in enumerate(together, 1):
        held = "" if group.held is None else f" · held in {percent(round(1000 * group.held), 1000)} of draws"
        line = Text(", ".join(_name(actor, names) for actor in group.actors)).append(held, "dim")
        yield from hanging(Text(f"  {number:>2}  "), line, width)
    yield from hanging(Text("  "), Text(f"{many(alone, 'actor')} alone." if alone else "Nobody alone.", "dim"), width)


def _part_lines(name: str, measures: Measures, width: int) -> Iterator[Text]:
    """One part of the network in two lines: its base, and three measures."""
    from rich.text import Text

    head = Text(name, "bold").append(f" · {_measured_in_words(measures)}", "")
    yield from hanging(Text("  "), head, width)
    shown = (
        ("balance", measures.balance),
        ("frustration", measures.frustration),
        ("polarisation", measures.polarisation),
    )
    told = [
        f"{word} {_rounded(one.value)}" + (f" ({_interval(one)})" if _interval(one) else "")
        for word, one in shown
        if one.value is not None
    ]
    if told:
        yield from hanging(Text("      "), Text(" · ".join(told)), width)


def _window_lines(alignment: Alignment, names: Mapping[str, str], width: int) -> Iterator[Text]:
    """Each window, and what changed in it: ties that formed, went or turned."""
    from rich.text import Text

    if not alignment.windows:
        return
    yield from _titled("Over time", width)
    for window in alignment.windows:
        yield from _part_lines(window.name, window.measures, width)
        changes = firmest_first(change for change in alignment.changes if change.into == window.name)
        for place, change in enumerate(changes[:MOST_CHANGES]):
            if change.is_thin and (place == 0 or not changes[place - 1].is_thin):
                told = f"On a thin base, fewer than {LEAST_DOCUMENTS} documents:"
                yield from hanging(Text("      "), Text(told, "dim"), width)
            yield from _change_lines(change, names, width)
        yield from _left(len(changes) - MOST_CHANGES, 6, "--format json holds every change", width)
    if alignment.undated:
        told = f"{many(alignment.undated, 'claim')} of no day that fits a window."
        yield from hanging(Text("  "), Text(told, "dim"), width)


def firmest_first(changes: Iterable[Change]) -> list[Change]:
    """As they come, those on a thin base after all others."""
    return sorted(changes, key=lambda change: change.is_thin)


def _change_lines(change: Change, names: Mapping[str, str], width: int) -> Iterator[Text]:
    """ "formed  Ardo – Besk · nothing in 9 documents of 2025-06, then 7 claims + in 6 of 8 · held in 99% of draws"

    In how many draws one on a thin base holds is not told: it would look surer than it is.
    """
    from rich.text import Text

    one, other = change.actors
    line = Text(f"{_name(one, names)} – {_name(other, names)}", "dim" if change.is_thin else "")
    before, after = change.before, change.after
    out_of = f"{_weights(before)}{many(before.of_documents, 'document')} of {change.out_of}"
    line.append(f" · {out_of}, then {_weights(after)}{after.of_documents:,}", "dim")
    if change.held is not None and not change.is_thin:
        line.append(f" · held in {percent(round(1000 * change.held), 1000)} of draws", "dim")
    yield from hanging(Text(f"      {change.kind:<8}"), line, width)


def _weights(weights: Weights) -> str:
    """ "3 claims + and 1 claim − in 2 of ", "nothing in ": before how many documents have ties."""
    told = [
        f"{many(count, 'claim')} {sign}" for count, sign in ((weights.positive, "+"), (weights.negative, "−")) if count
    ]
    return f"{' and '.join(told)} in {weights.documents:,} of " if told else "nothing in "


# ── JSON and CSV ────────────────────────────────────────────────────────────────────────────


def alignment_json(alignment: Alignment) -> str:
    return escaped_json(json.dumps(alignment.to_dict(), ensure_ascii=False, indent=1))


def alignment_csv(alignment: Alignment) -> Iterator[str]:
    """The header and one row for each claim of each tie, without line ends."""
    names = {actor.id: actor.name for actor in alignment.actors}
    sayers = {source.key: source.name for source in alignment.sources}
    yield csv_line(COLUMNS)
    for tie in alignment.ties:
        ends = [tie.actor, names.get(tie.actor), tie.recipient, names.get(tie.recipient), tie.sign]
        for ground in tie.grounds:
            voices = list(ground.voices) or [OUTLET_VOICE]
            told = [ground.document_id, ground.claim_id, ground.event, ground.outlet]
            said = [voices, [sayers.get(voice) for voice in ground.voices]]
            yield csv_line([*ends, *told, *said, ground.since, ground.until, ground.dated])
