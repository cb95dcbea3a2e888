"""The training loop: python -m training.train --data DIR --start DIR --out DIR [--bundle DIR] [--recipe FILE].

`--start` is a folder with `model.safetensors` and `vocab.txt` of MPNet; with `--bundle` the
layers that learn begin where that bundle's training ended. Checkpoints go to `--out`; the
same command goes on from the last one, also after it was told to stop (SIGTERM). Seeded by
the recipe; with `--minutes` the learning rate falls to nothing by that time, however many
steps there were, and the run is not exactly repeatable.

With MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=17179869184 in the environment memory is not handed
back to the system and asked for again at every step, which was seen to take a third of the
time on one machine; the gain was not measured apart.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import time
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from sayso.encoder.wordpiece import WordPiece
from sayso.heads import EVENTS, distance_buckets
from training import prepare, start
from training.examples import Example
from training.model import (
    TRIGGER_PARTS,
    WORDING_PARTS,
    Heads,
    Network,
    Size,
    labelled_partition,
    labelled_score,
    stretch_partition,
    stretch_score,
)

BEGIN, END, PAD = 0, 2, 1


def collate(batch: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """[B, T+2] ids, shapes, mask: each window between the marks that begin and end a text."""
    longest = max(len(e.ids) for e in batch) + 2
    ids = torch.full((len(batch), longest), PAD)
    shapes = torch.zeros((len(batch), longest), dtype=torch.long)
    mask = torch.zeros((len(batch), longest))
    for row, e in enumerate(batch):
        n = len(e.ids)
        ids[row, 0], ids[row, n + 1] = BEGIN, END
        ids[row, 1 : n + 1] = torch.from_numpy(e.ids).long()
        shapes[row, 1 : n + 1] = torch.from_numpy(e.shapes).long()
        mask[row, : n + 2] = 1
    return ids, shapes, mask


def losses(network: Network, e: Example, hidden: Tensor) -> dict[str, Tensor]:
    """The losses one window gives; hidden is [T, H] float32. Sums, with counts under `name#`."""
    heads = network.heads
    out = heads.project(hidden)
    found: dict[str, Tensor] = {}
    steps = torch.arange(len(e.ids))
    if e.anchors is not None:
        labels = torch.from_numpy(e.anchors)
        found["anchor"] = F.cross_entropy(out["anchor"], labels, ignore_index=prepare.PASSED_OVER, reduction="sum")
        found["anchor#"] = torch.tensor(float(len(e.at)))
    if e.at:
        at = torch.tensor(e.at)
        buckets = torch.from_numpy(distance_buckets((steps[None] - at[:, None]).numpy()))
        scores = heads.roles(out["role_piece"], out["role_anchor"][at], buckets)
        found["roles"], found["roles#"] = stretch_gap(scores, e.inside, e.known)
        parents = torch.tensor(e.parents)
        told = parents != prepare.PASSED_OVER
        if told.any() and len(e.at) > 1:
            score = heads.parents(out["parent_child"][at], out["parent_self"][at])
            score = score.masked_fill(torch.eye(len(e.at), dtype=torch.bool), -1e4)
            score = torch.cat([torch.zeros(len(e.at), 1), score], 1)
            found["parent"] = F.cross_entropy(score[told], parents[told] + 1, reduction="sum")
            found["parent#"] = told.sum().float()
    if e.names is not None:
        labels = torch.from_numpy(e.names)
        found["names"] = F.cross_entropy(out["names"], labels, ignore_index=prepare.PASSED_OVER, reduction="sum")
        found["names#"] = torch.tensor(float((e.names > 0).sum()))
    if e.heads is not None:
        labels = torch.from_numpy(e.heads).float()
        found["mention"] = F.binary_cross_entropy_with_logits(out["mention"], labels, reduction="sum")
        found["mention#"] = labels.sum()
        # Gold heads, and those that the network takes for heads: these must learn to stand alone.
        chosen = torch.nonzero((labels > 0) | (out["mention"].detach() > -1.0))[:, 0]
        if len(chosen) > 1 and e.mentions:
            cluster = torch.full((len(e.ids),), -1)
            for head, _, _, number in e.mentions:
                cluster[head] = number
            cluster = cluster[chosen]
            buckets = torch.from_numpy(distance_buckets((chosen[None] - chosen[:, None]).numpy()))
            score = heads.antecedents(out["mention_later"][chosen], out["mention_earlier"][chosen], buckets)
            earlier = torch.ones_like(score).tril(-1).bool()
            score = torch.cat([torch.zeros(len(chosen), 1), score.masked_fill(~earlier, -1e4)], 1)
            same = (cluster[:, None] == cluster[None]) & (cluster[:, None] >= 0) & earlier
            right = torch.cat([~same.any(1, keepdim=True), same], 1)
            gap = score.logsumexp(1) - score.masked_fill(~right, -1e4).logsumexp(1)
            found["antecedent"], found["antecedent#"] = gap.sum(), torch.tensor(float(len(e.mentions)))
            at = torch.tensor([m[0] for m in e.mentions])
            buckets = torch.from_numpy(distance_buckets((steps[None] - at[:, None]).numpy()))
            score = heads.extents(out["extent_head"][at], out["extent_piece"], buckets)
            target = torch.tensor([m[1:3] for m in e.mentions])
            found["extent"] = F.cross_entropy(score.flatten(0, 1), target.flatten(), reduction="sum")
            found["extent#"] = torch.tensor(float(2 * len(e.mentions)))
    return found | _event_losses(heads, e, out) | _treebank_losses(heads, e, out)


def stretch_gap(scores: Tensor, inside: list[np.ndarray], known: list[list[bool]]) -> tuple[Tensor, Tensor]:
    """How far the marked stretches are from certain, summed, and how many roles that is.

    scores [C, 3R, T]; `inside` [R, T] and `known` [R] are those of each anchor: what is not known gives no loss.
    """
    rows = scores.shape[0] * scores.shape[1] // 3
    told = torch.tensor(known).view(-1)
    marked = torch.stack([torch.from_numpy(mask) for mask in inside]).view(rows, -1)[told]
    begin, within, end = scores.view(rows, 3, -1)[told].unbind(1)
    gap = stretch_partition(begin, within, end) - stretch_score(begin, within, end, marked)
    return gap.sum(), torch.tensor(float(len(gap)))


def trigger_parts(out: dict[str, Tensor]) -> dict[str, Tensor]:
    """What the head of triggers tells of each piece, by name."""
    return dict(zip(TRIGGER_PARTS, out["trigger"].split(list(TRIGGER_PARTS.values()), -1), strict=True))


def _event_losses(heads: Heads, e: Example, out: dict[str, Tensor]) -> dict[str, Tensor]:
    found: dict[str, Tensor] = {}
    if not e.eventful:
        return found
    trigger = trigger_parts(out)
    at = torch.tensor(e.events_at, dtype=torch.long)
    target = torch.zeros(len(e.ids), len(EVENTS))
    target[:, 0] = 1
    for place, shares in zip(e.events_at, e.types, strict=True):
        target[place] = 0
        for type_, share in shares.items():
            target[place, type_] = share
    found["event"] = F.cross_entropy(trigger["type"], target, reduction="sum")
    found["event#"] = torch.tensor(float(len(at)))
    if len(at):
        steps = torch.arange(len(e.ids))
        buckets = torch.from_numpy(distance_buckets((steps[None] - at[:, None]).numpy()))
        scores = heads.parties(out["party_piece"], out["party_anchor"][at], buckets)
        found["parties"], found["parties#"] = stretch_gap(scores, e.parties, e.parties_known)
        statuses = torch.tensor([status for status, _ in e.statuses])
        negative = torch.tensor([value for _, value in e.statuses])
        found["status"] = F.cross_entropy(trigger["status"][at], statuses, reduction="sum")
        found["status"] = found["status"] + F.binary_cross_entropy_with_logits(
            trigger["negative"][at, 0], negative, reduction="sum"
        )
        found["status#"] = torch.tensor(float(len(at)))
    if e.wording is not None:
        loaded, evidence, kind = out["wording"].split(list(WORDING_PARTS.values()), -1)
        labels = torch.from_numpy(e.wording)
        found["wording"] = F.cross_entropy(loaded, labels[0], reduction="sum") + F.cross_entropy(
            evidence, labels[1], reduction="sum"
        )
        found["wording#"] = (labels > 0).sum().float()
        for own, kinds in e.kinds:
            found["wording"] = found["wording"] + F.binary_cross_entropy_with_logits(
                kind[torch.from_numpy(own)].mean(0), torch.from_numpy(kinds).float(), reduction="sum"
            )
    return found


def _treebank_losses(heads: Heads, e: Example, out: dict[str, Tensor]) -> dict[str, Tensor]:
    found: dict[str, Tensor] = {}
    trigger = trigger_parts(out)
    if e.predicates is not None:
        labels = torch.from_numpy(e.predicates)
        told = labels != prepare.PASSED_OVER
        found["predicate"] = F.binary_cross_entropy_with_logits(
            trigger["predicate"][told, 0], labels[told].float(), reduction="sum"
        )
        found["predicate#"] = (labels == 1).sum().float()
    if e.frames_at:
        at = torch.tensor(e.frames_at)
        steps = torch.arange(len(e.ids))
        buckets = torch.from_numpy(distance_buckets((steps[None] - at[:, None]).numpy()))
        scores = heads.arguments(out["argument_piece"], out["argument_anchor"][at], buckets)  # [C, L, T]
        labels = torch.from_numpy(np.stack(e.arguments))
        found["arguments"] = (labelled_partition(scores) - labelled_score(scores, labels)).sum()
        found["arguments#"] = ((labels > 0) & (labels < scores.shape[1])).sum().float()
    if e.certainty:
        at = torch.tensor([place for place, _ in e.certainty])
        told_as = torch.tensor([value for _, value in e.certainty])
        found["certainty"] = F.smooth_l1_loss(trigger["certainty"][at, 0], told_as, reduction="sum")
        found["certainty#"] = torch.tensor(float(len(at)))
    if e.words is not None:
        at, above, relation, sentence = torch.from_numpy(e.words)
        buckets = torch.from_numpy(distance_buckets((at[None] - at[:, None]).numpy()))
        scores = heads.arcs(out["arc_dependent"][at], out["arc_head"][at], buckets)
        apart = (sentence[:, None] != sentence[None]) | torch.eye(len(at), dtype=torch.bool)
        scores = torch.cat([scores[:, :1], scores[:, 1:].masked_fill(apart, -1e4)], 1)
        found["arc"] = F.cross_entropy(scores, above + 1, reduction="sum")
        found["arc#"] = torch.tensor(float(len(at)))
        own = above.clamp(min=0)  # the root's relation is scored against the first word: it is told by the arc
        score = heads.relations(out["relation_dependent"][at], out["relation_head"][at[own]])
        kept = (above >= 0) & (relation >= 0)
        found["relation"] = F.cross_entropy(score[kept], relation[kept], reduction="sum")
        found["relation#"] = kept.sum().float()
    return found


WEIGHTS = {
    "anchor": 2.0, "roles": 1.0, "parent": 0.5, "names": 1.0, "mention": 0.3, "antecedent": 0.5, "extent": 0.3,
    "event": 2.0, "parties": 1.0, "status": 0.5, "wording": 0.5,
    "predicate": 0.5, "arguments": 1.0, "certainty": 0.5, "arc": 1.0, "relation": 0.5,
}  # fmt: skip


def schedule(tasks: dict[str, list[Example]], recipe: dict[str, Any]) -> list[list[Example]]:
    """Every batch of the run in order: whole passes over each set, mixed evenly."""
    placed: list[tuple[float, list[Example]]] = []
    chance = random.Random(recipe["seed"])
    for task, passes in recipe["passes"].items():
        for number in range(int(-(-passes // 1))):
            share = min(1.0, passes - number)
            some = prepare.batches(tasks[task], recipe["pieces"], recipe["seed"] + 1000 * number)
            some = some[: round(len(some) * share)]
            low, high = number / passes, (number + share) / passes
            placed += [(low + (high - low) * chance.random(), batch) for batch in some]
    return [batch for _, batch in sorted(placed, key=lambda pair: pair[0])]


def main(options: argparse.Namespace) -> None:
    recipe = tomllib.loads(options.recipe.read_text())
    torch.manual_seed(recipe["seed"])
    torch.set_num_threads(options.threads)
    wordpiece = WordPiece((options.start / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30527])
    tasks = prepare.load(options.data, "train", wordpiece)
    size = Size(layers=recipe["layers"], frozen=recipe["frozen"])
    network = Network(size, recipe["dropout"])
    start.published(network, options.start)
    if options.bundle:
        start.shipped(network, options.bundle)
    encoder = network.encoder
    # The table of distances is shared by all layers, and attention is twice as fast where it is not learnt.
    fixed = [encoder.words, encoder.places, encoder.norm, encoder.relative, *encoder.layers[: size.frozen]]
    for module in fixed:
        module.requires_grad_(False)
    learnt = [p for p in encoder.parameters() if p.requires_grad]
    groups = [
        {"params": learnt, "lr": recipe["rate"], "weight_decay": 0.01},
        {"params": list(network.heads.parameters()), "lr": recipe["head_rate"], "weight_decay": 0.01},
    ]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    plan = schedule(tasks, recipe)
    step, spent = 0, 0.0
    options.out.mkdir(parents=True, exist_ok=True)
    saved = options.out / "last.pt"
    if saved.exists():
        stored = torch.load(saved)
        network.load_state_dict(stored["network"])
        optimiser.load_state_dict(stored["optimiser"])
        step, spent = stored["step"], stored["spent"]
    # What the fixed layers make of a window, by its name: computed once, and kept for the next command too.
    cached = options.out / "lower.pt"
    kept: dict[str, Tensor] = torch.load(cached) if cached.exists() else {}
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: stopped.append(number))
    network.train()
    for module in fixed:
        module.eval()
    begun, told, shown, pieces = time.time(), time.time(), {}, 0
    while step < len(plan) and not stopped:
        elapsed = spent + time.time() - begun
        progress = step / len(plan)
        if options.minutes:
            progress = max(progress, elapsed / 60 / options.minutes)
            if progress >= 1:
                break
        # New heads learn alone for a while: what they ask for at first would only disturb the encoder.
        warm = min(1.0, max(0, step + 1 - recipe["hold"]) / recipe["warmup"])
        head_warm = min(1.0, (step + 1) / recipe["warmup"])
        optimiser.param_groups[0]["lr"] = recipe["rate"] * warm * (1 - progress)
        optimiser.param_groups[1]["lr"] = recipe["head_rate"] * head_warm * (1 - progress)
        batch = plan[step]
        ids, shapes, mask = collate(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.precision == "bfloat16"):
            missing = [i for i, e in enumerate(batch) if e.name + str(len(e.ids)) not in kept]
            if missing:
                with torch.no_grad():
                    lower = encoder.lower(ids[missing], mask[missing]).bfloat16()
                for i, row in zip(missing, lower, strict=True):
                    kept[batch[i].name + str(len(batch[i].ids))] = row[: len(batch[i].ids) + 2].clone()
            x = torch.zeros(*ids.shape, size.width)
            for i, e in enumerate(batch):
                row = kept[e.name + str(len(e.ids))]
                x[i, : len(row)] = row
            hidden = encoder.upper(x, shapes, mask)
        hidden = hidden.float()
        totals: dict[str, Tensor] = {}
        for i, e in enumerate(batch):
            for name, value in losses(network, e, hidden[i, 1 : len(e.ids) + 1]).items():
                totals[name] = totals.get(name, torch.zeros(())) + value
        loss = torch.zeros(())
        for name, weight in WEIGHTS.items():
            if name in totals:
                mean = totals[name] / totals[name + "#"].clamp(min=4.0)
                loss = loss + weight * mean
                shown.setdefault(name, []).append(mean.item())
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for p in network.parameters() if p.requires_grad], 1.0)
        optimiser.step()
        optimiser.zero_grad()
        step += 1
        pieces += int(mask.sum())
        if step % 25 == 0:
            means = " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in shown.items())
            speed = pieces / (time.time() - begun)
            print(f"{step}/{len(plan)} {elapsed / 60:.1f} min {speed:.0f} pieces/s {means}", flush=True)
            shown = {}
        if time.time() - told > options.every * 60:
            told = time.time()
            save(saved, network, optimiser, recipe, size, step, spent + time.time() - begun)
    save(saved, network, optimiser, recipe, size, step, spent + time.time() - begun)
    torch.save(kept, cached)


def save(
    path: Path, network: Network, optimiser: Any, recipe: dict[str, Any], size: Size, step: int, spent: float
) -> None:
    """Write a checkpoint beside the last one, then put it in its place."""
    fresh = path.with_suffix(".new")
    torch.save(
        {
            "network": network.state_dict(),
            "optimiser": optimiser.state_dict(),
            "recipe": recipe,
            "size": json.dumps(size.to_dict()),
            "step": step,
            "spent": spent,
        },
        fresh,
    )
    fresh.replace(path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--bundle", type=Path, help="a bundle to go on from")
    parser.add_argument("--recipe", type=Path, default=Path(__file__).parent / "recipe.toml")
    parser.add_argument("--minutes", type=float, default=0.0)
    parser.add_argument("--every", type=float, default=8.0, help="minutes between checkpoints")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--precision", choices=("bfloat16", "float32"), default="bfloat16",
        help="float32 is faster on processors without AVX-512",
    )  # fmt: skip
    main(parser.parse_args())
