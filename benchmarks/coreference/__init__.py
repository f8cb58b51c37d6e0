"""Coreference with given mentions: gold spans laid out as articles, our resolution run on them, CoNLL scores.

`texts`     a set's documents as articles, and the gold spans in them
`scores`    MUC, B³, CEAFe and their mean
`ours`      gold spans as the values that our annotation gives, and the resolution of the product on them
`baseline`  the same head word is the same thing
`report`    the table and the figures
"""
