"""How many bad inputs the tests make, by what they try."""
from collections import Counter

from essays.tests import test_scan_corpus
from files.tests import bad_files, word_corpus
from portal.tests.workbook import bad_workbooks


def test_each_kind_of_mischief_is_tried_often():
    kinds = Counter(bad.kind for bad in (*bad_files.BAD.values(), *bad_workbooks.BAD.values()))
    kinds |= {"name": len(bad_files.NAMES), "Word": len(word_corpus.BAD), "scan": len(test_scan_corpus.BAD)}

    assert kinds["bomb"] >= 35 and kinds["polyglot"] >= 15 and kinds["lie"] >= 40 and kinds["transfer"] >= 35
    assert kinds["active"] >= 20 and kinds["zip"] >= 9 and kinds["xml"] >= 11 and kinds["name"] >= 25 and kinds["Word"] >= 38
    assert kinds["scan"] >= 30 and kinds.total() >= 250
