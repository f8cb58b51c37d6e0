"""Articles to derivations and accounts: who rests on whom, found before anything is parsed.

`shelf`        the articles of a run in order of time, read one at a time
`tokens`       where the words of a text stand, and a hash of each
`words`        an article's words with their places, and which are quoted
`fingerprint`  winnowed shingles of words
`candidates`   joins on fingerprints and on rare words; what an outlet repeats is ignored
`align`        the passages that two articles share, at offsets in both
`verbatim`     how much that is, and whether it can be chance
`rarity`       how telling it is that two texts share a word
`telling`      articles as sentences in their own words, packed
`paraphrase`   rewrites: the same facts in the same order, in other words
`direction`    who came first
`kinds`        copy, revision, excerpt, paraphrase, common origin, with the reason
`sources`      which derivations to tell, and which decides the account
`accounts`     the accounts
`lineage`      the stage: `trace_articles`
"""

from variorum.trace.lineage import trace_articles

__all__ = ["trace_articles"]
