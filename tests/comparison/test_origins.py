"""Where tellings came from: articles about places that do not exist, read by hand."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import Any

import pytest

from sayso.comparison.records import WHYS, SharedClaim, Telling
from sayso.comparison.tracing.origins import origins
from sayso.types import (
    Actor,
    Certainty,
    Claim,
    Document,
    Kind,
    Link,
    LinkDecision,
    Party,
    Reading,
    Span,
    Statement,
    claim_id,
    statement_id,
)


@dataclass(frozen=True)
class Says:
    """A claim of an article: its `words`, in which `trigger` and `actor` stand; `by` is who is said to say it."""

    words: str
    trigger: str
    actor: str = ""
    by: tuple[str, str] | None = None
    event: str | None = "COERCE"
    kind: Kind = "organisation"
    negative: bool = False
    done_to: str = ""


def article(outlet: str, text: str, *told: Says, published: str = "2025-03-04", **known: Any) -> Reading:
    """A reading of a text. Its first line is the title."""
    title = text.split("\n")[0]
    document = Document(text, title, Span(0, len(title)), outlet, published=published, **known)
    statements, claims, actors = [], [], {}

    def at(words: str, within: Span | None = None) -> Span:
        start = text.index(words, within.start if within else 0)
        return Span(start, start + len(words))

    def party(words: str, within: Span | None, kind: Kind) -> Party:
        span = at(words, within)
        is_named = words.split()[-1][0].isupper()
        id_ = words.removeprefix("the ").removeprefix("The ") if is_named else f"{document.id}:{words.lower()}"
        actors[id_] = Actor(id_, words, kind, (span,))
        return Party(span, kind, is_named, id_)

    for one in told:
        words = at(one.words)
        statement = None
        if one.by:
            source, cue = one.by
            near = Span(max(0, words.start - 160), words.end)
            link = Link(at(source, near), at(cue, near), parties=(party(source, near, one.kind),))
            statement = Statement(statement_id(document.id, [words], [link]), (words,), (link,), 1, "indirect", 0.9)
            statements.append(statement)
        trigger = (at(one.trigger, words),)
        inner = statement.id if statement else None
        polarity = "negative" if one.negative else "positive"
        claims.append(
            Claim(
                claim_id(document.id, trigger, inner),
                inner,
                trigger,
                one.event,
                Certainty(polarity, "actual", None, None),
                0.9,
                actor=(party(one.actor, words, "organisation"),) if one.actor else (),
                recipient=(party(one.done_to, words, "organisation"),) if one.done_to else (),
            )
        )
    return Reading("by hand", document, tuple(statements), tuple(actors.values()), tuple(claims))


def shared(*readings: Reading, decisions: tuple[LinkDecision, ...] = ()) -> SharedClaim:
    """All the claims of these readings as tellings of one."""
    group = [(one.document.id, claim.id) for one in readings for claim in one.claims]
    (found,) = origins(readings, [group], decisions)
    return found


def of(found: SharedClaim, reading: Reading, number: int = 0) -> Telling:
    """The telling of one of a reading's claims."""
    wanted = reading.claims[number].id
    return next(telling for telling in found.tellings if telling.claim_id == wanted)


def words(reading: Reading, spans: tuple[Span, ...]) -> list[str]:
    return [reading.document.text[span.start : span.end] for span in spans]


RAID = Says(
    "Police raided the offices of the Salt Board in Corrin at dawn on Tuesday", "raided", "Police",
    by=("the interior ministry", "said"),
)  # fmt: skip
AGENCY = article(
    "Brennish News Agency",
    "Salt Board raided\n\nCORRIN, March 4 (BNA) - Police raided the offices of the Salt Board in Corrin at dawn on "
    "Tuesday, the interior ministry said. Officers carried out eleven boxes and a stuffed heron.\n\n"
    "The Salt Board sets the price of salt in all nine provinces.",
    RAID,
)
CREDITING = article(
    "Corrin Times",
    "Heron seized\n\nPolice raided the offices of the Salt Board in Corrin at dawn on Tuesday, it was announced. "
    "Nobody was hurt, and the trams ran.\n\n(BNA, Times staff)",
    replace(RAID, by=None),
)
COPYING = article(
    "The Spark",
    "HERON!\n\nOfficers carried out eleven boxes and a stuffed heron. Police raided the offices of the Salt Board in "
    "Corrin at dawn on Tuesday. What a bird!",
    replace(RAID, by=None),
    published="2025-03-05",
)
SEEING = article(
    "Radio Quill",
    "At the Salt Board\n\nPolice raided the offices of the Salt Board in Corrin at dawn on Tuesday. "
    "Our reporter Ada Finn lives opposite and saw nine men climb in by a window.",
    replace(RAID, by=None),
)


def test_a_credited_copy_goes_back_to_the_agency_and_shows_why() -> None:
    found = shared(AGENCY, CREDITING)
    copy = of(found, CREDITING)
    assert (copy.taken_from, copy.why) == (AGENCY.document.id, "credit")
    assert copy.origin == of(found, AGENCY).origin
    here, there = copy.shown
    assert "BNA" in words(CREDITING, here)
    assert any("raided the offices of the Salt Board" in one for one in words(CREDITING, here))
    assert any("raided the offices of the Salt Board" in one for one in words(AGENCY, there))


def test_a_copy_without_credit_is_found_by_its_words() -> None:
    found = shared(AGENCY, COPYING)
    assert (of(found, COPYING).taken_from, of(found, COPYING).why) == (AGENCY.document.id, "reuse")
    assert found.origins == 1


def test_the_same_words_of_one_who_saw_it_are_another_origin() -> None:
    found = shared(AGENCY, SEEING)
    assert (of(found, SEEING).taken_from, of(found, SEEING).why) == (None, "own reporting")
    assert found.origins == 2


def test_what_is_published_later_is_never_the_source() -> None:
    late = article("Brennish News Agency", AGENCY.document.text, RAID, published="2025-03-09")
    assert of(shared(late, COPYING), COPYING).taken_from is None


DAILY = article(
    "Harbour Post",
    "Minister sold the lighthouse\n\nMinister Orla Dunn sold the Sella lighthouse to her cousin in June, a deed seen "
    "by the Harbour Post shows. The price was one crown and a goose.",
    Says("Minister Orla Dunn sold the Sella lighthouse to her cousin", "sold", "Minister Orla Dunn", event="AID"),
)
WIRE = article(
    "North Wire Service",
    "Paper says lighthouse sold\n\nSELLA, March 5 (NWS) - A minister passed a lighthouse to a relative, "
    "the Harbour Post reported on Tuesday.",
    Says(
        "A minister passed a lighthouse to a relative", "passed", "A minister", ("the Harbour Post", "reported"), "AID"
    ),
    published="2025-03-05",
)
ABROAD = article(
    "Inland Herald",
    "Lights out\n\nA member of the Sella cabinet gave away a lighthouse, North Wire Service reports.",
    Says("A member of the Sella cabinet gave away a lighthouse", "gave", "", ("North Wire Service", "reports"), "AID"),
    published="2025-03-06",
)


def test_a_wire_that_only_cites_a_daily_keeps_its_origin_and_so_does_who_cites_the_wire() -> None:
    found = shared(DAILY, WIRE, ABROAD)
    assert (of(found, WIRE).taken_from, of(found, WIRE).why) == (DAILY.document.id, "citing")
    assert (of(found, ABROAD).taken_from, of(found, ABROAD).why) == (WIRE.document.id, "citing")
    assert found.origins == 1
    assert words(WIRE, of(found, WIRE).shown[0]) == ["the Harbour Post"]


def test_an_outlet_that_the_story_has_no_document_of_is_an_origin_too() -> None:
    first, second = (
        article(
            outlet,
            f"{outlet} at eight\n\n{text}, Radio Bray said.",
            Says(text, trigger, "", ("Radio Bray", "said"), kind="outlet"),
        )
        for outlet, text, trigger in (
            ("Sella Mail", "The mayor was arrested in his bath", "arrested"),
            ("Moor Gazette", "Officers took the mayor from his bath", "took"),
        )
    )
    found = shared(first, second)
    assert [(telling.taken_from, telling.why) for telling in found.tellings] == [(None, "citing")] * 2
    assert found.origins == 1


def speech(outlet: str, text: str, said: str, trigger: str, actor: str, **known: Any) -> Reading:
    return article(outlet, f"From {outlet}\n\n{text}", Says(said, trigger, actor, event="ACCUSE"), **known)


AT_THE_HALL = speech(
    "Sella Mail",
    "Tova Lind accused the governor of theft. \"He counted until he liked it,\" she told a press conference.",
    "Tova Lind accused the governor", "accused", "Tova Lind",
)  # fmt: skip
IN_THE_HALL = speech(
    "Moor Gazette",
    "The governor is a thief: such was the charge that Tova Lind made, and I heard the chairs go over.",
    "the charge that Tova Lind made", "charge", "Tova Lind",
)  # fmt: skip
ALONE = speech(
    "Inland Herald",
    "Over tea at her house Tova Lind charged the governor with fraud. \"He has a drawer for it,\" she told the Inland "
    "Herald.",
    "Tova Lind charged the governor", "charged", "Tova Lind",
)  # fmt: skip


def test_one_speech_is_one_origin_for_all_who_heard_it() -> None:
    found = shared(AT_THE_HALL, IN_THE_HALL)
    assert [(telling.taken_from, telling.why) for telling in found.tellings] == [(None, "quotation")] * 2
    assert found.origins == 1


def test_what_one_outlet_alone_was_told_is_another_origin() -> None:
    found = shared(AT_THE_HALL, IN_THE_HALL, ALONE)
    assert of(found, ALONE).why == "own reporting"
    assert of(found, ALONE).origin != of(found, AT_THE_HALL).origin
    assert found.origins == 2


def said(outlet: str, text: str, claim: str, trigger: str, by: str, cue: str, **known: Any) -> Reading:
    """A document in which a person says one thing."""
    return article(
        outlet, f"From {outlet}\n\n{text}", Says(claim, trigger, "", (by, cue), event=None, kind="person"), **known
    )


def test_two_ministers_of_one_dispute_are_two_speakers() -> None:
    here = said(
        "Sella Mail",
        "President Ulo Marn accused Brenn of arming the rebels. Brenn sent them rifles, Ulo Marn said.",
        "Brenn sent them rifles", "sent", "Ulo Marn", "said",
    )  # fmt: skip
    there = said(
        "Moor Gazette",
        "No cartridge crossed the pass, said the minister of Brenn, Ida Fell.",
        "No cartridge crossed the pass", "crossed", "the minister of Brenn, Ida Fell", "said",
    )  # fmt: skip
    assert shared(here, there).origins == 2


def test_two_quotations_in_one_paragraph_are_not_one_saying() -> None:
    text = (
        "Count\n\nForty thousand came to the weir, the Corrin police said in a statement. "
        '"A hundred thousand of us came to the weir today," Olm Tarr said in a speech.'
    )
    both = article(
        "Sella Mail",
        text,
        Says("Forty thousand came to the weir", "came", "", ("the Corrin police", "said"), event=None),
        Says("of us came to the weir today", "came", "", ("Olm Tarr", "said"), event=None, kind="person"),
    )
    assert shared(both).origins == 2


def test_who_rammed_whom_parts_two_origins() -> None:
    first, second = (
        article(
            outlet,
            f"At sea\n\n{doer} rammed {other}, the coast guard said in a statement.",
            replace(
                Says(f"{doer} rammed {other}", "rammed", doer, ("the coast guard", "said"), "ASSAULT"), done_to=other
            ),
        )
        for outlet, doer, other in (
            ("Sella Mail", "The cutter Auk", "the trawler Plover"),
            ("Moor Gazette", "The trawler Plover", "the cutter Auk"),
        )
    )
    assert shared(first, second).origins == 2


def test_an_outlet_that_reported_it_before_cites_itself() -> None:
    earlier = article(
        "Harbour Post",
        "Crane contract\n\nThe port gave the crane contract to a florist, a letter seen by the Harbour Post shows.",
        Says("The port gave the crane contract to a florist", "gave", "The port", event=None),
    )
    later = article(
        "Harbour Post",
        "Police at the port\n\nPolice came on Monday. As this newspaper reported last week, a florist got the crane "
        "contract from the port.",
        Says("a florist got the crane contract", "got", "a florist", event=None),
        published="2025-03-11",
    )
    telling = of(shared(earlier, later), later)
    assert (telling.taken_from, telling.why) == (earlier.document.id, "citing")


@pytest.mark.parametrize(
    "text",
    [
        "The rebels' spokesman, Ren Ulk, rang the newsroom of Radio Quill at seven. We sent the boats, Ren Ulk said.",
        'We sent the boats, Ren Ulk said. "And we shall send more," he added in an interview with Radio Quill.',
        "Ren Ulk received our reporter in slippers.\n\nWe sent the boats, Ren Ulk said. He poured tea.",
        "We sent the boats, Ren Ulk said. He spoke to our programme At Eight.",
    ],
)
def test_what_was_said_to_the_outlet_in_another_sentence_is_its_own(text: str) -> None:
    alone = said("Radio Quill", text, "We sent the boats", "sent", "Ren Ulk", "said")
    assert of(shared(alone), alone).why == "own reporting"


def test_who_also_spoke_to_everybody_told_the_outlet_nothing_alone() -> None:
    text = "Ren Ulk received our reporter.\n\nRen Ulk held a press conference.\n\nWe sent the boats, Ren Ulk said."
    heard = said("Radio Quill", text, "We sent the boats", "sent", "Ren Ulk", "said")
    assert of(shared(heard), heard).why == "quotation"


def test_a_sentence_that_cites_whom_it_copies_cites() -> None:
    text = "olice raided the offices of the Salt Board in Corrin at dawn on Tuesday"
    citing = article(
        "Moor Gazette",
        f"Elsewhere\n\nAccording to the Brennish News Agency, p{text}.",
        Says(text, "raided", "", ("the Brennish News Agency", "According to"), kind="outlet"),
        published="2025-03-05",
    )
    telling = of(shared(AGENCY, citing), citing)
    assert (telling.taken_from, telling.why) == (AGENCY.document.id, "citing")


def one_claim(*tellings: tuple[Reading, int]) -> SharedClaim:
    """One claim of some readings, each telling as a reading and the number of its claim there."""
    (found,) = origins(
        [reading for reading, _ in tellings], [[(one.document.id, one.claims[number].id) for one, number in tellings]]
    )
    return found


def test_each_part_of_a_sentence_is_cited_from_its_own_paper() -> None:
    first, second = (
        article(outlet, f"{outlet} at noon\n\n{told}, letters show.", Says(told, trigger, event=None))
        for outlet, told, trigger in (
            ("Harbour Post", "The mayor sold the quay", "sold"),
            ("Moor Gazette", "The vicar bought it for forty eggs", "bought"),
        )
    )
    both = article(
        "Inland Herald",
        "Two deals\n\nThe quay was sold, one reads in the Harbour Post; a vicar bought it, one reads in the Moor "
        "Gazette. He paid in eggs, as one reads in the same paper.",
        Says("The quay was sold", "sold", event=None),
        Says("a vicar bought it", "bought", event=None),
        Says("He paid in eggs", "paid", event=None),
        published="2025-03-06",
    )
    pairs = ((first, 0), (second, 1), (second, 2))
    groups = [
        [(one.document.id, one.claims[0].id), (both.document.id, both.claims[number].id)] for one, number in pairs
    ]
    readings = [first, second, both]
    found = [
        next(one for one in origins(readings, [group])[0].tellings if one.document_id == both.document.id)
        for group in groups
    ]
    assert [(one.taken_from, one.why) for one in found] == [(one.document.id, "citing") for one, _ in pairs]


def test_what_a_credited_agency_has_of_the_same_speaker_is_credited() -> None:
    agency = said(
        "North Wire Service",
        "SELLA, March 4 (NWS) - The guns were meant for the rebels, Ilo Brack told a press conference.",
        "The guns were meant for the rebels", "meant", "Ilo Brack", "told",
    )  # fmt: skip
    daily = said(
        "Sella Mail",
        "By Ada Finn, with NWS\n\nRifles for rebels filled the hold, as Ilo Brack put it.",
        "Rifles for rebels filled the hold", "filled", "Ilo Brack", "put",
    )  # fmt: skip
    telling = of(shared(agency, daily), daily)
    assert (telling.taken_from, telling.why) == (agency.document.id, "credit")


def test_what_only_tells_which_is_meant_is_not_what_the_outlet_was_told() -> None:
    agency = said(
        "North Wire Service",
        "SELLA, March 4 (NWS) - The navy stopped a freighter, Ilo Brack told a press conference.",
        "The navy stopped a freighter", "stopped", "Ilo Brack", "told",
    )  # fmt: skip
    words = "The freighter stopped by the navy had put out its lights"
    told = Says(words, "put out", "The freighter stopped by the navy", ("an officer", "told"), event=None)
    daily = article(
        "Sella Mail",
        f"Dark\n\nBy Ada Finn, with NWS\n\n{words}, an officer told the Sella Mail.",
        replace(told, trigger="stopped", actor=""),
        told,
    )
    stopped = one_claim((agency, 0), (daily, 0))
    assert (of(stopped, daily).taken_from, of(stopped, daily).why) == (agency.document.id, "credit")
    assert of(one_claim((daily, 1)), daily, 1).why == "own reporting"


def test_a_statement_is_its_issuers_whoever_spoke_in_between() -> None:
    here = article(
        "Sella Mail",
        "Water\n\nThe tide rose, the water ministry said in a statement. Olm Tarr said that ducks drowned. A dike "
        "broke, the statement added.",
        Says("The tide rose", "rose", "", ("the water ministry", "said"), event=None),
        Says("ducks drowned", "drowned", "", ("Olm Tarr", "said"), event=None, kind="person"),
        Says("A dike broke", "broke", "", ("the statement", "added"), event=None, kind="document"),
    )
    there = said("Moor Gazette", "A dike broke, Olm Tarr said.", "A dike broke", "broke", "Olm Tarr", "said")
    ministry = said(
        "Inland Herald",
        "A dike gave way, the water ministry said.",
        "A dike gave way",
        "gave",
        "the water ministry",
        "said",
    )
    found = one_claim((here, 2), (there, 0), (ministry, 0))
    assert of(found, here, 2).origin == of(found, ministry).origin != of(found, there).origin


def test_an_office_means_whom_the_document_names_with_it() -> None:
    text = "The water minister, Ida Fell, wore boots. A dike broke, the minister said in a speech."
    here = article(
        "Sella Mail",
        f"Water\n\n{text} Ida Fell said that ducks drowned.",
        Says("ducks drowned", "drowned", "", ("Ida Fell", "said"), event=None, kind="person"),
        Says("A dike broke", "broke", "", ("the minister", "said"), event=None, kind="person"),
    )
    others = [
        said(outlet, f"A dike gave way, {by} said in a speech.", "A dike gave way", "gave", by, "said")
        for outlet, by in (("Moor Gazette", "Ida Fell"), ("Inland Herald", "Governor Olm Tarr"))
    ]
    fell, tarr = others
    found = one_claim((here, 1), (fell, 0), (tarr, 0))
    assert of(found, here, 1).origin == of(found, fell).origin != of(found, tarr).origin


def test_he_is_not_the_ship_that_the_claim_is_about() -> None:
    here = article(
        "Sella Mail",
        "Sea\n\nAdmiral Olm Tarr told reporters that the wind was fair. The Plover fished in our waters, he said.",
        Says("the wind was fair", "was", "", ("Admiral Olm Tarr", "told"), event=None, kind="person"),
        Says("The Plover fished in our waters", "fished", "The Plover", ("he", "said"), event=None, kind="person"),
    )
    there = article(
        "Moor Gazette",
        "Sea\n\nThe Plover fished in its own waters, the owners of the Plover said.",
        Says("The Plover fished in its own waters", "fished", "The Plover", ("the owners of the Plover", "said"), None),
    )
    assert one_claim((here, 1), (there, 0)).origins == 2


def test_what_somebody_does_in_a_report_is_the_reports() -> None:
    accusing = article(
        "Sella Mail",
        "Gates\n\nThe group Lantern accused the guards of sloth in a report of forty pages.",
        Says("The group Lantern accused the guards", "accused", "The group Lantern", event="ACCUSE"),
    )
    court = article(
        "Moor Gazette",
        "Law\n\nThe court suspended the law in an order of four pages.",
        Says("The court suspended the law", "suspended", "The court", event="SANCTION"),
    )
    assert of(shared(accusing), accusing).why == of(shared(court), court).why == "report"


def test_what_was_told_on_earlier_days_and_shows_no_source_is_retold() -> None:
    first = article(
        "Harbour Post",
        "Mill\n\nMen in the mill shot at the cars of the envoy, our reporter saw.",
        Says("Men in the mill shot at the cars of the envoy", "shot", event="ASSAULT"),
    )
    words = "somebody in a mill had shot at an envoy and her cars"
    later = article(
        "Inland Herald",
        f"Abroad\n\nLittle is known: {words}.",
        Says(words, "shot", event="ASSAULT"),
        published="2025-03-06",
    )
    same_day = article(
        "Moor Gazette",
        "Near\n\nThe mill hid men who shot at cars, an envoy in one.",
        Says("men who shot at cars, an envoy in one", "shot", event="ASSAULT"),
    )
    found = shared(first, later, same_day)
    assert (of(found, later).taken_from, of(found, later).why) == (first.document.id, "paraphrase")
    assert of(found, same_day).why == "own reporting"


def test_of_two_of_one_day_the_one_that_the_other_names_was_first() -> None:
    scoop = article(
        "Harbour Post",
        "Deed\n\nThe minister signed the deed of the lighthouse himself on the sixth.",
        Says("The minister signed the deed of the lighthouse himself on the sixth", "signed", event=None),
    )
    wire = article(
        "North Wire Service",
        "SELLA, March 4 (NWS) - The Harbour Post had written about a lighthouse. The newspaper wrote that the minister "
        "signed the deed of the lighthouse himself on the sixth.",
        Says("the minister signed the deed of the lighthouse himself on the sixth", "signed", event=None),
    )
    found = shared(scoop, wire)
    assert of(found, scoop).taken_from is None
    assert (of(found, wire).taken_from, of(found, wire).why) == (scoop.document.id, "citing")


@pytest.mark.parametrize(
    "text",
    [
        "Ida Fell resigned on Thursday, at a press conference in the capital.",
        "Ida Fell resigned on Thursday. She announced this at a press conference in the capital.",
    ],
)
def test_what_was_done_before_all_is_a_speech(text: str) -> None:
    heard = article("Sella Mail", f"Gone\n\n{text}", Says("Ida Fell resigned", "resigned", "Ida Fell", event="RETREAT"))
    assert of(shared(heard), heard).why == "quotation"


@pytest.mark.parametrize(("cue", "why"), [("says", "own reporting"), ("said", "quotation")])
def test_whom_a_feature_has_say_it_now_its_reporter_met(cue: str, why: str) -> None:
    text = f"Our reporter saw boats in the harbour.\n\nFour tonnes of fish died, Bert Osk {cue}."
    one = said("Sella Mail", text, "Four tonnes of fish died", "died", "Bert Osk", cue)
    assert of(shared(one), one).why == why


def test_who_gives_no_warning_says_nothing() -> None:
    seen = article(
        "Sella Mail",
        "Bridge\n\nThe officers gave no warning.",
        Says("The officers gave no warning", "warning", "The officers", event="THREATEN", negative=True),
    )
    assert of(shared(seen), seen).why == "own reporting"


def test_one_report_is_one_origin_for_all_who_read_it() -> None:
    first, second = (
        article(
            outlet,
            f"Steel\n\n{text}, {by} {cue}.",
            Says(text, trigger, "", (by, cue), event=None, kind="document"),
        )
        for outlet, text, trigger, by, cue in (
            ("Sella Mail", "The state paid for steel", "paid", "a report by the Court of Accounts", "says"),
            ("Moor Gazette", "Millions were spent on steel", "spent", "the Court of Accounts report", "finds"),
        )
    )
    found = shared(first, second)
    assert [telling.why for telling in found.tellings] == ["report", "report"]
    assert found.origins == 1


def test_those_who_say_otherwise_have_another_origin() -> None:
    counts = [
        article(
            outlet,
            f"Clash at the ford\n\n{text}, {by} said.",
            Says(
                text, "killed", text.removesuffix(" were killed").removesuffix(" was killed"), (by, "said"), "ASSAULT"
            ),
        )
        for outlet, text, by in (
            ("Sella Mail", "Three guards were killed", "the ministry"),
            ("Moor Gazette", "Five guards were killed", "the ministry"),
            ("Inland Herald", "Nobody was killed", "the ministry"),
        )
    ]
    assert shared(*counts).origins == 3


def test_a_later_version_of_a_page_keeps_its_origin_though_its_number_changed() -> None:
    url = "https://mail.example/fall"
    text = "Roof falls in shaft two\n\nTwelve miners died when the roof of shaft two of the Corrie zinc mine came down."
    first = article(
        "Sella Mail", text, Says("Twelve miners died", "died", "Twelve miners"), url=url, published="2025-03-04T08:00"
    )
    second = article(
        "Sella Mail",
        text.replace("Twelve", "Eleven"),
        Says("Eleven miners died", "died", "Eleven miners"),
        url=url,
        published="2025-03-04T11:00",
    )
    found = shared(second, first)
    assert (of(found, second).taken_from, of(found, second).why) == (first.document.id, "correction")
    assert found.origins == 1


def test_a_column_that_retells_odd_details_is_a_paraphrase() -> None:
    scoop = article(
        "Harbour Post",
        "Chief overruled\n\nPremier Ansa Roll overruled her defence chief at a cabinet that sat until two in the "
        "morning, two clerks told the Harbour Post. He put on his hat and left before the soup. "
        'The draft runs to nine pages and is marked "not for the archive".',
        Says("Premier Ansa Roll overruled her defence chief", "overruled", "Premier Ansa Roll", event="REJECT"),
    )
    column = article(
        "Weekly Compass",
        "Soup\n\nShe brushed her soldier aside, and he took his hat and was gone before the soup. The papers run to "
        "nine pages, and the archive need not be troubled.",
        Says("She brushed her soldier aside", "brushed", "She", event=None),
        published="2025-03-08",
    )
    other = article(
        "Moor Gazette",
        "Cabinet\n\nThe premier rules alone.",
        Says("The premier rules alone", "rules"),
        published="2025-03-07",
    )
    found = shared(scoop, column, other)
    assert (of(found, column).taken_from, of(found, column).why) == (scoop.document.id, "paraphrase")
    assert of(found, column).origin == of(found, scoop).origin != of(found, other).origin
    assert "soup" in words(column, of(found, column).shown[0])


def test_a_headline_follows_its_article() -> None:
    headed = article(
        "Corrin Times",
        "Salt Board stormed\n\nPolice raided the offices of the Salt Board in Corrin at dawn on Tuesday, it was "
        "announced.\n\n(BNA)",
        Says("Salt Board stormed", "stormed"),
        replace(RAID, by=None),
    )
    found = shared(AGENCY, headed)
    assert [of(found, headed, number).why for number in (0, 1)] == ["credit", "credit"]
    assert found.origins == 1


def decision(verb: str, reading: Reading, taken_from: Reading | None) -> LinkDecision:
    source = taken_from.document.id if taken_from else None
    return LinkDecision(1, verb, "2025-04-01", reading.document.id, reading.claims[0].id, source)  # type: ignore[arg-type]


def test_a_link_that_a_person_cut_is_not_drawn() -> None:
    found = shared(AGENCY, COPYING, decisions=(decision("cut", COPYING, AGENCY),))
    assert of(found, COPYING).taken_from is None
    assert [of(found, one).decided for one in (AGENCY, COPYING)] == [False, True]


def test_what_was_taken_from_nobody_is_the_outlets_own() -> None:
    found = shared(AGENCY, COPYING, CREDITING, decisions=(decision("cut", COPYING, None),))
    assert (of(found, COPYING).taken_from, of(found, COPYING).why) == (None, "own reporting")
    assert [of(found, one).decided for one in (AGENCY, CREDITING, COPYING)] == [False, False, True]
    assert of(found, COPYING).origin != of(found, AGENCY).origin == of(found, CREDITING).origin


def test_a_link_that_a_person_added_is_drawn_and_joins_the_origins() -> None:
    assert shared(AGENCY, SEEING).origins == 2
    found = shared(AGENCY, SEEING, decisions=(decision("add", SEEING, AGENCY),))
    assert of(found, SEEING).taken_from == AGENCY.document.id
    assert [of(found, one).decided for one in (AGENCY, SEEING)] == [False, True]
    assert found.origins == 1


def test_what_was_cut_and_is_from_elsewhere_is_not_decided() -> None:
    found = shared(AGENCY, CREDITING, COPYING, decisions=(decision("cut", COPYING, AGENCY),))
    assert (of(found, COPYING).taken_from, of(found, COPYING).decided) == (CREDITING.document.id, False)


TWICE = article(
    "Radio Quill",
    "Salt Board stormed\n\nPolice raided the offices of the Salt Board in Corrin at dawn on Tuesday, it was "
    "announced.\n\nThe raid on the Salt Board took an hour.\n\n(BNA)",
    replace(RAID, by=None),
    Says("Salt Board stormed", "stormed"),
    Says("The raid on the Salt Board took an hour", "raid"),
)


@pytest.mark.parametrize(("verbs", "decided"), [("add", True), ("add cut", True), ("cut add", True), ("", False)])
def test_a_headline_has_its_articles_decision(verbs: str, decided: bool) -> None:
    found = shared(AGENCY, TWICE, decisions=tuple(decision(verb, TWICE, AGENCY) for verb in verbs.split()))
    body, headline = of(found, TWICE, 0), of(found, TWICE, 1)
    assert (body.decided, headline.decided) == (decided, decided)
    assert (body.taken_from, headline.taken_from) == (None, None) if verbs == "add cut" else (AGENCY.document.id,) * 2


@pytest.mark.parametrize("taken_from", [None, AGENCY])
@pytest.mark.parametrize("number", [1, 2])
def test_what_was_cut_follows_no_other_telling_of_its_article(number: int, taken_from: Reading | None) -> None:
    assert of(shared(AGENCY, TWICE), TWICE, number).taken_from == AGENCY.document.id
    cut = replace(decision("cut", TWICE, taken_from), claim_id=TWICE.claims[number].id)
    found = shared(AGENCY, TWICE, decisions=(cut,))
    assert [(one.taken_from is None, one.decided) for one in (of(found, TWICE, 0), of(found, TWICE, number))] == [
        (False, False),
        (True, True),
    ]


def test_an_added_link_is_stronger_than_the_one_that_it_would_close_a_ring_with() -> None:
    found = shared(AGENCY, COPYING, decisions=(decision("add", AGENCY, COPYING),))
    assert of(found, AGENCY).taken_from == COPYING.document.id
    assert of(found, COPYING).taken_from is None
    assert found.origins == 1


def test_nothing_is_taken_from_what_was_taken_from_it_by_others() -> None:
    added = (decision("add", AGENCY, SEEING), decision("add", SEEING, COPYING))
    assert of(shared(AGENCY, SEEING, COPYING, decisions=added[1:]), COPYING).taken_from == AGENCY.document.id
    assert of(shared(AGENCY, SEEING, COPYING, decisions=added), COPYING).taken_from is None


def test_of_two_decisions_about_one_link_the_later_counts() -> None:
    added, cut = decision("add", SEEING, AGENCY), decision("cut", SEEING, AGENCY)
    assert of(shared(AGENCY, SEEING, decisions=(added, cut)), SEEING).taken_from is None
    assert of(shared(AGENCY, SEEING, decisions=(cut, added)), SEEING).taken_from == AGENCY.document.id


ALL = (AGENCY, CREDITING, COPYING, SEEING, DAILY, WIRE, ABROAD, AT_THE_HALL, IN_THE_HALL, ALONE)
GROUPS = [
    [(one.document.id, claim.id) for one in readings for claim in one.claims]
    for readings in (ALL[:4], ALL[4:7], ALL[7:])
]


@pytest.mark.parametrize("order", [ALL[::-1], ALL[3:] + ALL[:3], ALL[::2] + ALL[1::2]])
def test_the_order_of_documents_and_claims_does_not_matter(order: tuple[Reading, ...]) -> None:
    again = origins(order, [group[::-1] for group in GROUPS[::-1]])
    assert sorted(again, key=lambda one: one.id) == sorted(origins(ALL, GROUPS), key=lambda one: one.id)


def test_links_are_shown_in_the_text_and_never_close_a_ring() -> None:
    texts = {one.document.id: one.document.text for one in ALL}
    for claim in origins(ALL, GROUPS):
        sources = {telling.document_id: telling.taken_from for telling in claim.tellings}
        for telling in claim.tellings:
            here, there = telling.shown
            assert telling.why in WHYS
            assert all(0 <= one.start < one.end <= len(texts[telling.document_id]) for one in (*telling.at, *here))
            assert all(0 <= one.start < one.end <= len(texts[telling.taken_from or ""]) for one in there)
            path = list(itertools.islice(iter_up(telling.document_id, sources), len(sources) + 1))
            assert len(path) == len(set(path))


def iter_up(document: str, sources: dict[str, str | None]) -> Any:
    at: str | None = document
    while at is not None:
        yield at
        at = sources.get(at)


def test_documents_of_no_outlet_and_no_day_are_told_apart() -> None:
    bare = [
        article(
            "", f"Raid\n\nPolice raided the salt store. {seen}", Says("Police raided", "raided", "Police"), published=""
        )
        for seen in ("I counted nine men from my window.", "Our reporter saw a heron carried out.")
    ]
    found = shared(*bare)
    assert [telling.why for telling in found.tellings] == ["own reporting"] * 2
    assert found.origins == 2


def test_there_is_nothing_to_share_without_claims() -> None:
    assert origins(ALL, []) == []
    assert origins([], [[]]) == []


def test_a_speech_has_one_id_in_every_claim_and_a_claim_its_own() -> None:
    twice = [
        article(
            outlet,
            "Lind\n\nTova Lind accused the governor of theft at a press conference.\n\n"
            "Tova Lind demanded a recount at the press conference.",
            Says("Tova Lind accused the governor", "accused", "Tova Lind", event="ACCUSE"),
            Says("Tova Lind demanded a recount", "demanded", "Tova Lind", event="REQUEST"),
            published=day,
        )
        for outlet, day in (("Sella Mail", "2025-03-04"), ("Moor Gazette", "2025-03-04"))
    ]
    groups = [[(one.document.id, one.claims[number].id) for one in twice] for number in (0, 1)]
    first, second = origins(twice, groups)
    assert first.id != second.id
    assert {telling.origin for telling in first.tellings} == {telling.origin for telling in second.tellings}
