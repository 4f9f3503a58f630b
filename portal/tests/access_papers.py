"""Issued papers for the access matrix: their pages."""
from portal.tests.access_rules import Rule

PAPER_RULES = {
    "documents:show": Rule("reports.view", "document"),
    "documents:withdraw": Rule("reports.issue", "document", methods=("GET", "POST")),
}
