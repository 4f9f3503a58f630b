"""Which proposals seem to ask for the same? A suggestion by their words; people decide."""
import numpy as np
from rapidfuzz import fuzz, process

# Of a hundred: below it unrelated wishes of the same office begin to look alike.
ALIKE = 70
# The newest so many are compared: a quarter of a second.
MOST_COMPARED = 500
MOST_SUGGESTED = 10


def alike(texts):
    """Positions of texts that read alike, in bundles of two and more, the largest first; each stands in one bundle.

    The texts are folded already; the order of their words does not matter.
    """
    texts = [" ".join(sorted(text.split())) for text in texts[:MOST_COMPARED]]
    if len(texts) < 2:
        return []
    near = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8) > 0
    bundles, taken = [], np.zeros(len(texts), dtype=bool)
    # The text with most others near it first: not a chain of neighbours, of which the ends have nothing in common.
    for middle in np.argsort(-near.sum(axis=0), kind="stable"):
        bundle = np.flatnonzero(near[middle] & ~taken)
        if taken[middle] or len(bundle) < 2:
            continue
        taken[bundle] = True
        bundles.append([int(position) for position in bundle])
    return bundles[:MOST_SUGGESTED]
