"""News that is made up by a grammar: as many articles as one likes, every sentence new, for measurements of speed.

The words are ours. Sentences have the length and the parts of news (names with offices, quotations, dates, numbers), so
that every layer has its usual work; sense they have none.
"""

from random import Random

_GIVEN = [
    "Ana",
    "Boris",
    "Clara",
    "Daniel",
    "Elena",
    "Farid",
    "Greta",
    "Hamid",
    "Irina",
    "Jonas",
    "Katya",
    "Luis",
    "Marta",
    "Nadia",
    "Omar",
    "Petra",
    "Rashid",
    "Sara",
]
_ENDS = ["ovic", "ansen", "ini", "ouri", "enko", "ado", "ström", "ez", "arian", "elli"]
_STEMS = [
    "Bal",
    "Cor",
    "Dav",
    "Fer",
    "Gal",
    "Hal",
    "Kar",
    "Lom",
    "Mar",
    "Nor",
    "Pel",
    "Ros",
    "Sal",
    "Tar",
    "Vel",
    "Zan",
]
_STATES = [
    "France",
    "Spain",
    "Norway",
    "Chile",
    "Kenya",
    "Japan",
    "Jordan",
    "Peru",
    "Ghana",
    "Poland",
    "Vietnam",
    "Canada",
    "Morocco",
    "Greece",
]
_CITIES = [
    "Lisbon",
    "Geneva",
    "Nairobi",
    "Tallinn",
    "Quito",
    "Doha",
    "Vienna",
    "Oslo",
    "Accra",
    "Hanoi",
    "Lima",
    "Amman",
]
_OFFICES = ["President", "Prime Minister", "Foreign Minister", "Defence Minister", "Ambassador", "Interior Minister"]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_THINGS = [
    "talks",
    "ceasefire",
    "visit",
    "agreement",
    "sanctions",
    "border",
    "fisheries",
    "pipeline",
    "election",
    "treaty",
    "convoy",
    "summit",
]
_VERBS = [
    "welcomed",
    "criticized",
    "postponed",
    "cancelled",
    "discussed",
    "rejected",
    "approved",
    "delayed",
    "condemned",
    "supported",
]
_UNITS = ["soldiers", "sailors", "houses", "trucks", "boats", "people", "prisoners", "drones", "families", "tonnes"]
_DONE = ["were released", "were detained", "were evacuated", "had been killed", "were damaged", "had arrived"]
_HOW = ["quietly", "openly", "formally", "briefly", "twice", "again", "reluctantly", "publicly", "jointly", "soon"]
_WHAT = [
    "port",
    "harbour",
    "ministry",
    "village",
    "valley",
    "coast",
    "airport",
    "parliament",
    "market",
    "bridge",
    "island",
    "district",
    "railway",
]
_TRAITS = [
    "northern",
    "southern",
    "disputed",
    "crowded",
    "empty",
    "new",
    "old",
    "damaged",
    "remote",
    "busy",
    "joint",
    "final",
]

_PATTERNS = (
    "{office} {person} of {state} {verb} the {thing} in {city} on {day}, {number} days after {number2} {unit} {done}"
    " near the {trait} {what}.",
    "“We {how} {verb} the {thing}, and {state} will not leave the {trait} {what} before {day},” {person} said in"
    " {city}.",
    "{person} said that about {number} {unit} {done} when the {thing} in {state} {how} ended, according to officials"
    " in {city}.",
    "The {thing} between {state} and {state2}, which {person} {how} {verb}, would begin in {city} if the {trait}"
    " {what} reopened.",
    "{state} denied that its forces had attacked the {trait} {what}, while {state2} {how} {verb} a report of {number}"
    " {unit}.",
    "Officials from {state} met {person} in {city} on {day} to discuss the {thing}, a {trait} {what} and {number}"
    " {unit}.",
    "In {city}, {office} {person} agreed to send {number} {unit} to the {trait} {what} by {day} and to reopen the"
    " {thing}.",
)


def make_article(seed: int, words: int = 500) -> str:
    """Give an article of at least so many words, in paragraphs of three sentences; another seed, another article."""
    random = Random(seed)
    sentences: list[str] = []
    while sum(sentence.count(" ") + 1 for sentence in sentences) < words:
        sentences.append(_make_sentence(random))
    return "\n".join(" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3))


def _make_sentence(random: Random) -> str:
    return random.choice(_PATTERNS).format(
        office=random.choice(_OFFICES),
        person=f"{random.choice(_GIVEN)} {random.choice(_STEMS)}{random.choice(_ENDS)}",
        state=random.choice(_STATES),
        state2=random.choice(_STATES),
        city=random.choice(_CITIES),
        day=random.choice(_DAYS),
        thing=random.choice(_THINGS),
        verb=random.choice(_VERBS),
        unit=random.choice(_UNITS),
        done=random.choice(_DONE),
        how=random.choice(_HOW),
        what=random.choice(_WHAT),
        trait=random.choice(_TRAITS),
        number=random.randint(2, 900),
        number2=random.randint(2, 900),
    )
