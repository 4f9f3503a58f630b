"""Rules of number books and of layouts of paper (see access_rules.py)."""
from portal.tests.access_rules import Rule

_FORM = ("GET", "POST")

BOOK_RULES = {
    "documents:books": Rule("documents.manage"),
    "documents:book": Rule("documents.manage", "unit"),
    "documents:book_note": Rule("documents.manage", "unit", methods=_FORM),
    "documents:number_free": Rule("documents.manage", "reserved_number", methods=_FORM),
    "documents:layouts": Rule("documents.layouts"),
    "documents:layout_add": Rule("documents.layouts", methods=_FORM, costly=True),
    "documents:layout": Rule("documents.layouts", "layout", methods=_FORM, costly=True),
}
