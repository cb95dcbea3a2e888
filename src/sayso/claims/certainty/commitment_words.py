"""The words that tell how far somebody stands behind what is reported, by class. What the classes do: `certainty`.

The notions are the field's: factive predicates, whose content the teller takes as true (Kiparsky & Kiparsky 1970),
assertive ones (Hooper 1975), implicative ones (Karttunen 1971), and how certain a source in a chain is (FactBank: Saurí
& Pustejovsky 2009). The words were gathered for sayso from common knowledge of English; none names a party.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """What a reporting word does to its content. `kind` names the class.

    `most` is how far its subject can commit on the scale to 3: below 0 the content is turned round, 0 leaves it open.
    `keep` is the share of the content's certainty that the outlet makes its own by using the word: near 1 it vouches,
    near 0 it leaves the matter open, below 0 it distances itself.
    """

    kind: str
    most: float
    keep: float


_CLASSES: tuple[tuple[Cue, str], ...] = (
    # Factive: whoever uses the word takes the content as true.
    (Cue("factive", 3, 0.85), """
        reveal revelation show prove proof confirm confirmation admit admission acknowledge acknowledgement
        acknowledgment concede concession expose exposure exposé disclose disclosure discover discovery learn know aware
        unaware realise realize recognise recognize recognition demonstrate demonstration document uncover unearth
        verify verification establish detect spot confess confession regret apologise apologize apology remember
        forget notice corroborate authenticate substantiate witness ascertain pinpoint trace unmask evidence
        convict conviction convicted divulge ensure overlook comprehend appreciate figure|out piece|together own|up
        come|clean lay|bare find|guilty found|guilty bear|out bring|to|light
        shed|light let|slip"""),
    # Emotive factives: whoever is moved by a thing has it for true, and so does who tells of it.
    (Cue("moved", 3, 0.8), """
        delighted pleased glad happy sad sorry upset angry angered furious shocked surprised stunned astonished amazed
        astounded disappointed dismayed outraged appalled horrified disgusted annoyed irritated irked frustrated ashamed
        embarrassed mortified proud relieved grateful thankful thrilled elated gratified impressed amused offended
        insulted saddened distressed devastated heartened excited baffled puzzled perplexed troubled incensed enraged
        infuriated resent rejoice rejoicing lament mourn grieve celebrate congratulate commend welcome applaud praise
        hail marvel bemoan deplore rue hate loathe detest despise enjoy cheer commiserate thank shock surprise anger
        outrage dismay delight relief pride gratitude sorrow fury grief laud compliment credit congratulation"""),
    (Cue("moved", 3, 0.6), """
        condemn condemnation denounce denunciation decry criticise criticize criticism slam lambast castigate berate
        chide rebuke reprimand excoriate disapprove disapproval attack protest outcry"""),
    # Implicative: the content did or did not come about, as the polarity tells.
    (Cue("implicative", 3, 0.85), """
        manage refuse refusal fail failure decline neglect omit cease stop bother remembered|to"""),
    # Findings, after inquiry, and what was perceived.
    (Cue("found", 3, 0.7), """
        find finding conclude conclusion determine identify rule ruling judgment judgement diagnose diagnosis
        see watch observe observation overhear illustrate underline underscore highlight chronicle detail"""),
    # The word grants that it is so, in passing.
    (Cue("noted", 3, 0.65), """
        note remind reminder explain explanation clarify clarification mention point|out draw|attention|to
        call|attention|to"""),
    # The speaker is the one who would know, or saying so makes it so.
    (Cue("announced", 3, 0.45), """
        announce announcement notify notification proclaim proclamation publish certify inform update make|clear
        make|it|clear made|clear"""),
    # Grounds that a teller names.
    (Cue("cited", 3, 0.5), "cite quote"),
    # Nothing is added, nothing taken away. A word in no class counts as one of these.
    (Cue("said", 3, 0.2), """
        say tell report add write state statement speak talk reply answer respond response recall recollect
        recollection describe description recount account relate reaffirm stipulate narrate comment remark according
        testify testimony brief declare declaration post tweet text email message read put go continue repeat
        reiterate stress
        emphasise emphasize affirm affirmation assure assurance reassure reassurance volunteer elaborate outline cry
        shout quip joke broadcast carry hear communicate communiqué convey relay transmit submit file swear specify
        mumble mutter murmur yell scream sigh retort snap exclaim phone radio blog word words version voice sum|up"""),
    # Put forward as an opinion.
    (Cue("argued", 3, 0.1), "argue argument opine reason preach rationalise rationalize generalise generalize"),
    (Cue("warned", 2, 0.3), "warn warning caution alert sound|the|alarm raise|the|alarm"),
    # The speaker alone answers for it.
    (Cue("claimed", 3, -0.15), """
        claim insist insistence maintain assert assertion contend contention boast brag profess profession
        purport crow trumpet gloat tout parrot rant rail bluster harp hold|forth would|have|it"""),
    (Cue("unlikely", 3, -0.6), """
        pretend pretence pretense feign have|us|believe have|you|believe make|out make|believe"""),
    # Charges: who makes them answers for them, and a careful outlet takes no side.
    (Cue("accused", 2.5, 0.05), """
        accuse accusation allege allegation allegedly alleged charge indict indictment blame implicate incriminate sue
        lawsuit complain complaint fault arraign arraignment impeach impeachment point|the|finger point|fingers"""),
    # A name that somebody gives to a thing.
    (Cue("labelled", 3, -0.15), """
        call dub brand portray portrayal depict depiction characterise characterize label term style paint cast frame
        so-called self-styled"""),
    # Nobody is named who answers for it.
    (Cue("hearsay", 2, 0.2), "reportedly understood leak"),
    (Cue("rumoured", 1.5, 0.05), """
        rumour rumor rumoured rumored gossip purportedly supposedly ostensibly supposed purported hearsay innuendo
        legend myth"""),
    # A stand of the mind, the firmest first.
    (Cue("sure", 3, 0.2), "certain certainty convinced convince sure positive confident confidence no|doubt"),
    (Cue("estimated", 2.5, 0.25), """
        estimate estimation calculate calculation count compute assess assessment measure tally"""),
    (Cue("indicated", 2.5, 0.5), "indicate indication signal point|to points|to"),
    (Cue("thought", 2, 0.2), """
        believe belief deem think thought consider reckon reckoning assume assumption suppose supposition feel feeling
        view opinion eyes expect expectation predict prediction forecast foresee anticipate anticipation project
        projection presume presumption gather deduce deduction infer inference regard bet trust perceive perception
        is|seen are|seen was|seen were|seen widely|seen"""),
    (Cue("suspected", 1.5, 0.1), """
        suspect suspicion suspected suggest suggestion hint imply implication insinuate insinuation surmise theory
        theorise theorize hypothesise hypothesize hypothesis posit intimate"""),
    (Cue("guessed", 1, 0.05), """
        guess speculate speculation imagine fancy conjecture wager muse envision envisage picture visualise visualize
        daydream"""),
    (Cue("feared", 1, 0.15), """
        fear afraid scared fret worry worried concern concerned dread alarm anxiety anxious apprehension apprehensive
        unease nervous foreboding"""),
    (Cue("hoped", 0.5, 0), """
        hope hopeful wish dream pray prayer yearn yearning aspire aspiration desire longing long|for long|to
        look|forward"""),
    # The speaker binds himself.
    (Cue("intended", 2, 0.2), """
        vow promise pledge agree agreement decide decision resolve resolution plan intend intention undertake
        undertaking commit commitment guarantee offer prepare aim mean schedule consent accept acceptance arrange opt
        choose willing willingness ready readiness dedicated is|determined are|determined was|determined were|determined
        remain|determined remains|determined"""),
    (Cue("threatened", 1.5, 0.2), "threaten threat menace"),
    # What is wanted is not told to be so.
    (Cue("wanted", 0, 0), """
        demand urge want propose proposal recommend recommendation request appeal plead plea implore beg beseech press
        push lobby seek petition advise advice encourage encouragement exhort invite invitation require requirement
        need favour favor advocate prefer preference back support campaign canvass counsel solicit oppose opposition
        challenge clamour clamor agitate call|for call|on call|upon ask|for ask|to insist|on insistence|on
        should|like would|like would|love eager keen goal objective incite"""),
    (Cue("ordered", 0.5, 0.5), """
        order command instruct instruction direct directive decree sentence compel oblige mandate forbid ban prohibit
        prohibition enjoin veto outlaw"""),
    # Open.
    (Cue("asked", 0, 0), """
        ask question query inquire enquire inquiry enquiry wonder investigate investigation examine examination probe
        ponder contemplate check debate discuss discussion explore weigh interrogate unclear unknown uncertain unsure
        undecided look|into"""),
    (Cue("doubted", -1.5, -0.15), """
        doubt doubts doubtful sceptical skeptical scepticism skepticism sceptic skeptic disbelieve disbelief mistrust
        distrust unconvinced unpersuaded cast|doubt raise|doubts call|into|question"""),
    # The opposite is told. The outlet stays outside, unless the word says that the denial is right.
    (Cue("denied", -3, 0), """
        deny denial reject rejection dismiss dismissal repudiate repudiation disavow disavowal disown rebut rebuttal
        contradict contradiction scotch scoff deride ridicule disclaim disclaimer renounce rubbish gainsay exclude
        negate pooh-pooh retract retraction recant
        plead|not|guilty pleaded|not|guilty rule|out brush|off brush|aside wave|away shrug|off
        shoot|down pour|scorn laugh|off play|down swat|away bat|away pour|cold|water"""),
    (Cue("denied", -2.5, 0), "dispute contest quibble disagree take|issue object objection downplay"),
    (Cue("denied", -3, -0.35), """
        refute refutation debunk disprove discredit explode belie give|the|lie expose|as|false"""),
    (Cue("false", 3, -1), """
        lie misstate mislead fabricate fabrication fake hoax misinform disinform trick fool dupe deceive delude
        hallucinate"""),
)  # fmt: skip


def _tables() -> tuple[dict[str, Cue], dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]]:
    words: dict[str, Cue] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for cue, listed in _CLASSES:
        for entry in listed.split():
            first, *rest = entry.split("|")
            if rest:
                phrases.setdefault(first, []).append((tuple(rest), cue))
            else:
                words.setdefault(first, cue)
    return words, {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in phrases.items()}


CUES, PHRASES = _tables()
"""The class of a word by its stem; and of what is several words, by the first one's: the others, the longest first."""

SAID = CUES["say"]

NEGATED: Mapping[str, Cue] = {
    # To know is denied to the subject, or to be moved by it; that it is so stays told.
    "factive": Cue("factive", 0, 0.6),
    "moved": Cue("moved", 3, 0.6),
    # "Does not believe that" is said where "believes that … not" is meant (neg-raising: Horn 1978).
    "thought": Cue("doubted", -1.5, -0.1),
    "suspected": Cue("doubted", 0, 0),
    "sure": Cue("doubted", -1, 0),
    "doubted": Cue("sure", 2.5, 0.2),
    "denied": Cue("allowed", 0.5, 0.15),
}
"""What a negated cue does. Those that are not here leave the content open: "did not say whether"."""

OPEN = Cue("open", 0, 0)

KNOWING = frozenset((
    "know", "aware", "unaware", "realise", "realize", "learn", "discover", "notice", "remember", "forget", "regret",
    "recognise", "recognize", "comprehend", "appreciate", "spot", "apologise", "apologize", "overlook",
))  # fmt: skip
"""Factive words whose content stays told under negation; "did not confirm that" leaves it open."""

ADVERBS: Mapping[str, float] = {
    word: keep
    for keep, words in (
        (-1.0, "falsely wrongly wrongfully mistakenly erroneously untruthfully mendaciously incorrectly inaccurately "
               "misleadingly false untrue bogus fabricated fake phoney phony"),
        (-0.5, "baselessly baseless unfounded groundless debunked discredited spurious spuriously far-fetched "
               "preposterous outlandish implausible implausibly ludicrous unsupported"),
        (-0.15, "unproven unverified unsubstantiated uncorroborated unconfirmed dubious questionable disputed "
                "contested"),
        (0.85, "rightly correctly truthfully accurately"),
    )
    for word in words.split()
}  # fmt: skip
"""Words beside a cue that tell what the teller thinks of its content: the share that is kept."""

NEGATORS = frozenset((
    "not", "no", "never", "neither", "nor", "none", "nobody", "nothing", "without", "cannot", "hardly", "barely",
    "scarcely", "unable", "unwilling", "few", "little",
))  # fmt: skip
REFUSALS = frozenset(("refuse", "refusal", "decline", "fail", "failure", "stop", "neglect", "omit"))
"""Words that negate a reporting word after them: "declined to say"."""

IRREGULAR: Mapping[str, str] = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "spoke": "speak", "spoken": "speak",
    "shown": "show", "proven": "prove", "found": "find", "knew": "know", "known": "know", "learnt": "learn",
    "thought": "think", "felt": "feel", "heard": "hear", "overheard": "overhear", "saw": "see", "seen": "see",
    "meant": "mean", "swore": "swear", "sworn": "swear", "held": "hold", "made": "make", "forgot": "forget",
    "forgotten": "forget", "foresaw": "foresee", "foreseen": "foresee", "sought": "seek", "chose": "choose",
    "chosen": "choose", "lying": "lie", "brought": "bring", "laid": "lay", "came": "come", "bore": "bear",
    "borne": "bear", "took": "take", "shot": "shoot", "dreamt": "dream", "forbade": "forbid", "forbidden": "forbid",
    "undertook": "undertake", "undertaken": "undertake", "drew": "draw", "drawn": "draw", "gave": "give",
    "given": "give", "went": "go", "misled": "mislead", "besought": "beseech", "pled": "plead",
}  # fmt: skip
"""Forms that no ending tells; what they are forms of."""


def stems(word: str) -> list[str]:
    """What a word in small letters may be a form of, itself first: "denies" → denies, denie, deny, …"""
    found = [word]
    if word in IRREGULAR:
        found.append(IRREGULAR[word])
    if word.endswith("ies") or word.endswith("ied"):
        found.append(word[:-3] + "y")
    for ending in ("s", "es", "d", "ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            found.append(stem)
            if ending in ("ed", "ing"):
                if stem[-1] == stem[-2]:
                    found.append(stem[:-1])
                found.append(stem + "e")
    return found


def class_of(words: Sequence[str]) -> tuple[Cue, int, int]:
    """The class of a cue by its first word, or words, in the table; and which these are. Without any, as "said".

    A word of refusal counts itself only where no other follows: "declined to say" is of saying.
    """
    refusal = None
    for first, word in enumerate(words):
        forms = stems(word)
        for form in forms:
            for rest, cue in PHRASES.get(form, ()):
                if tuple(words[first + 1 : first + 1 + len(rest)]) == rest:
                    return cue, first, first + 1 + len(rest)
        known = next((CUES[form] for form in forms if form in CUES), None)
        if known and any(form in REFUSALS for form in forms):
            refusal = refusal or (known, first, first + 1)
        elif known:
            return known, first, first + 1
    return refusal or (SAID, 0, len(words))
