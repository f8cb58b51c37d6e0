"""Invented reports of one press conference: an agency's report, a rewrite of it, and another reporter's own."""

import re

import pytest


def _unwrap(text: str) -> str:
    """Join the lines of each paragraph, which are broken here for the reader of this file alone."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text)


REPORT = _unwrap("""\
The coast guards of Orvania and Teskia will patrol the Lumen Strait together from the spring, the two
governments said on Tuesday, six years after a collision between their vessels cost eleven sailors their lives.

The agreement was reached after nine days of talks in the port of Harrowby and provides for a shared radar
station on Gull Island, which both countries have claimed since the war of 1958.

"We have stopped counting whose rock it is and begun counting who comes home," Orvania's shipping minister Ilse
Varga told reporters. Her Teskian counterpart, Tomas Brandl, spoke of a modest beginning.

Fishing crews from both shores had complained for years that rival patrols confiscated their nets and held boats
for weeks at a time. Under the new rules a vessel may be held for no longer than two days, and a panel of three
judges will hear complaints.

The cost of the radar station, put at 40 million crowns, will be divided equally. Work is to begin in March,
once the ice has left the northern channel.

Opposition parties in Teskia criticised the arrangement as a surrender of Gull Island and announced that they
would demand a vote in parliament. Brandl's party holds a majority of only two seats there.

The shipping insurers' association welcomed the news and said that premiums for the strait, which doubled after
the collision, could fall before the end of the year.""")

REWRITE = _unwrap("""\
Six years on from a crash at sea that killed eleven of their sailors, Orvania and Teskia are to send out joint
coast guard patrols in the Lumen Strait, beginning this spring. The capitals made the announcement on Tuesday.

Nine days of negotiation in Harrowby, a port town, led to the accord. It foresees that a radar post on Gull
Island, a rock that each side has called its own since they fought in 1958, will be run in common.

Ilse Varga, who is in charge of shipping in the Orvanian cabinet, said that people had "stopped counting whose
rock it is". A modest beginning was how Tomas Brandl of Teskia described it.

For years fishermen on either coast have grumbled that competing patrol boats seized nets and kept their vessels
for weeks. Boats may now be detained for two days at the most; grievances will go before a panel made up of
three judges.

Both sides will pay one half of the 40 million crowns that the radar post is estimated to cost. Building starts
in March, when the northern channel is free of ice.

In Teskia the opposition called the deal a surrender of Gull Island and said it would force a parliamentary
vote, where the majority of Brandl's party is a mere two seats.

Insurers of shipping were pleased: their association expects that premiums in the strait, twice as high since
the collision, may drop by the end of the year.""")

OTHER_REPORT = _unwrap("""\
HARROWBY - It took a bottle of plum brandy and a map with no borders on it to bring the old enemies of the
strait to one table.

Delegates who were in the room say the breakthrough came late on Sunday, when the harbour master offered his own
house for a private dinner.

"We have stopped counting whose rock it is and begun counting who comes home," Ilse Varga, Orvania's shipping
minister, said when she stepped before the cameras. She looked tired, and left without taking a second question.

For the families of the eleven sailors who died six years ago the ceremony was bitter. Marta Lindqvist, whose
son was an engineer aboard the Teskian cutter, stood outside the town hall with his photograph and said nobody
had called her.

What was signed fills fourteen pages. Joint patrols of the Lumen Strait begin in the spring, and a radar station
will rise on Gull Island.

Historians point out that a similar promise in 1974 was forgotten within a year. The archive in Harrowby keeps
the telegrams with which it was undone.

Local hotels hope for tourists. The ferry company has ordered a second ship, and the mayor dreams of a museum.

Analysts at the naval college in Port Selby doubt that the Teskian cabinet will survive the winter, since two of
its members abstained when the text was put before them.""")

UNRELATED = _unwrap("""\
A late frost has ruined much of the apple harvest in the hills above Dornfeld, growers said on Monday.

The cooperative of the valley expects to bring in a third of the usual crop, its chairman Peer Holst said. Many
trees were in bloom when the temperature fell to seven degrees below zero.

Growers had lit fires between the rows and sprayed water on the branches so that the ice would shield the buds.
In the lower orchards it helped; higher up the wind put out the fires.

The regional bank offered loans without interest for the coming season. Cider makers said that they would buy
fruit from the coast, and that a bottle would cost more by the summer.""")


@pytest.fixture(scope="session")
def report() -> str:
    return REPORT


@pytest.fixture(scope="session")
def rewrite() -> str:
    return REWRITE


@pytest.fixture(scope="session")
def other_report() -> str:
    return OTHER_REPORT


@pytest.fixture(scope="session")
def unrelated() -> str:
    return UNRELATED
