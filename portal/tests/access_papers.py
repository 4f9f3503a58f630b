"""Issued papers for the access matrix: their pages."""
from portal.tests.access_rules import Rule

PAPER_RULES = {
    "documents:show": Rule("reports.view", "document"),
}
