"""Count in how many articles common words stand: `python -m training.word_rarity FOLDER` (stories-allsides).

Only words that are mostly written small are kept, so that no name is among them. Prints data/word_rarity.tsv.
"""

import sys
from collections import Counter
from pathlib import Path

from benchmarks.evaluation.stories_allsides import read_articles

from variorum.gather.likeness import find_words

_LEAST = 0.004  # share of the articles
_SMALL = 0.7  # share of the articles with the word in which it is written small


def main(folder: Path) -> None:
    articles, _ = read_articles(folder)
    every: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for article in articles:
        words = list(find_words(article.text))
        every.update({key for key, _ in words})
        small.update({key for key, printed in words if printed[0].islower()})
    print("# In how many of a thousand articles a common word stands (names left out), counted on stories-allsides by")
    print("# training/word_rarity.py. Words are in the normal form of gather/likeness.py.")
    print("word\tarticles")
    for word, count in sorted(every.items()):
        if count >= _LEAST * len(articles) and small[word] >= _SMALL * count:
            print(f"{word}\t{1000 * count / len(articles):.0f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
