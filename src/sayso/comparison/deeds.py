"""Words for deeds, by the deeds that they are words for: "quake" and "tremor", "killed" and "murder"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.comparison.wording import normal

_DEEDS = """
kill slay murder homicide assassinate slaughter execute manslaughter
die death perish succumb decease fatality demise pass-away
hang suicide
injure wound hurt maim
shoot shooting gunfire gun-down open-fire fire
attack assault strike raid offensive ambush storm
bomb blast explode explosion detonate blow-up
shell bombard bombardment airstrike
stab knife
beat batter
rape molest
abduct kidnap seize
torture abuse mistreat
clash fight battle skirmish riot unrest violence brawl
massacre slaughter bloodbath
threaten endanger menace jeopardise jeopardize risk
invade invasion incursion occupy
arrest detain capture apprehend nab catch custody
charge indict accuse prosecute allege
convict conviction guilty
sentence jail imprison
acquit clear exonerate
sue lawsuit litigation
rob robbery heist theft steal burgle burglary loot raid larceny
escape flee break-out run-away jailbreak abscond bolt
release free let-go
investigate probe inquiry inquest examine
search sweep raid
plead plea
testify testimony
rule ruling verdict judgment judgement decide decision
overturn reverse quash annul repeal rescind revoke scrap roll-back
expel expulsion deport oust
hack breach compromise
fraud scam swindle cheat
bribe corruption graft payoff
crash collide collision wreck accident smash ram
earthquake quake tremor temblor shake jolt
fire blaze inferno burn arson torch
flood inundate deluge
storm hurricane typhoon cyclone
damage destroy devastate ruin ravage
hit strike batter slam pummel rock
collapse cave-in crumble fall
sink capsize founder
sever cut slash snap
outage downtime blackout disrupt interrupt
evacuate clear-out
rescue save
find discover locate recover
vanish disappear
spill leak
elect election vote poll ballot
win victory triumph prevail defeat beat
lose loss defeat
appoint name nominate designate pick choose select tap
resign quit step-down stand-down resignation
fire sack dismiss oust terminate axe relieve dismissal
hire recruit employ
offer propose proposal bid
ask request urge call appeal demand
approve endorse back support ratify
reject refuse decline rebuff spurn turn-down
veto block thwart foil prevent stop
agree agreement deal accord pact settlement treaty
negotiate talk discuss
meet summit conference
visit trip tour
announce declare unveil reveal disclose
launch start begin introduce kick-off
end finish conclude cease halt stop
close closure shut shut-down
postpone delay defer put-off
cancel scrap call-off drop abandon
ban prohibit bar outlaw forbid
sanction penalise penalize fine
protest demonstrate rally march
strike walkout stoppage
condemn denounce criticise criticize slam blast decry
praise laud hail applaud
apologise apologize apology
admit acknowledge concede confess
deny refute reject
promise vow pledge
warn caution alert
withdraw pull-out retreat
deploy send dispatch
replace succeed take-over
buy purchase acquire acquisition take-over takeover
sell sale
merge merger combine
cut reduce slash lower decrease trim
raise increase rise climb grow boost surge soar
drop decline plunge slump tumble
lay-off layoff redundancy
build construct
issue publish release
pay payment
patch fix repair mend plug
game match contest bout
record mark milestone
clinch secure seal
keep retain
host present
perform show concert
award prize honour honor
ceremony gala celebration
film movie
treat rehab therapy
check-in enter
infect outbreak
suffer sustain
marry wed
divorce split separate
say tell state remark
confirm verify
claim assert contend
believe think reckon
see watch witness
arrive reach come
leave depart go head
move relocate transfer shift
put place
throw hurl fling toss lob
return come-back go-back
follow chase pursue
give hand grant
get receive obtain
job post position
help assist aid
try attempt seek
happen occur take-place
cause spark trigger prompt
"""
"""A line is a deed; "step-down" are two words, the second of which stands within two of the first."""

COMMON = frozenset(
    normal(word)
    for word in """
    have do make take get give go come put set keep let use work want need try help show call leave turn run move bring
    hold start begin continue become seem look see know think believe feel say tell report ask add describe expect plan
    find play live happen follow include involve provide lead face mean like stay
    """.split()
)
"""Forms that tell so little that two claims may well share one by chance."""


def _indexed() -> tuple[Mapping[str, frozenset[int]], Mapping[tuple[str, str], frozenset[int]]]:
    single: dict[str, set[int]] = {}
    double: dict[tuple[str, str], set[int]] = {}
    for number, line in enumerate(_DEEDS.strip().splitlines()):
        for words in line.split():
            first, _, second = words.partition("-")
            if second:
                double.setdefault((normal(first), second), set()).add(number)
            else:
                single.setdefault(normal(first), set()).add(number)
    return (
        {form: frozenset(numbers) for form, numbers in single.items()},
        {forms: frozenset(numbers) for forms, numbers in double.items()},
    )


_SINGLE, _DOUBLE = _indexed()


def deeds(forms: Iterable[str], following: Iterable[str]) -> frozenset[int]:
    """The deeds that a trigger may be a word for, by number; of several words the deeds of the whole come first.

    `forms` are the normal forms of its words, `following` its later words and the next in the text, folded.
    """
    forms, following = tuple(forms), tuple(following)
    whole = [_DOUBLE.get((form, word), frozenset()) for form in forms for word in following]
    return frozenset().union(*whole) or frozenset().union(*(_SINGLE.get(form, frozenset()) for form in forms))
