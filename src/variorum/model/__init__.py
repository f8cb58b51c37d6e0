"""The values that the stages hand to one another: frozen, and free of any import but the standard library.

`text`        what was read: Article, Evidence, OffsetMap
`annotation`  what is said of one article: Sentence parses, Mention, Quotation, EventMention, ...
`record`      what is said of all of them: Derivation, Account, Entity, Event, Claim, ...
`ids`         content hashes
"""
