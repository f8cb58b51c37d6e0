"""Articles to derivations and accounts: who rests on whom, found before anything is parsed.

`words`        an article's words with their places, and which are quoted
`fingerprint`  winnowed shingles of words
`candidates`   joins on fingerprints and on rare words; what an outlet repeats is ignored
`align`        the passages that two articles share, at offsets in both
`verbatim`     how much that is, and whether it can be chance
`direction`    who came first
`kinds`        copy, revision, excerpt, common origin, with the reason
`sources`      which derivations to tell, and which decides the account
`accounts`     the accounts
`lineage`      the stage: `trace_articles`
"""

from variorum.trace.lineage import trace_articles

__all__ = ["trace_articles"]
