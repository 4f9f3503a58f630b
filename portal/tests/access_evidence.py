"""Why a number is what it is: seen by whoever sees the number; names of members only by who may know those of the unit."""
from lib.clock import today
from portal.tests.access_rules import Rule, lineage
from reports.weeks import Week

_ASKED = (("figure", "da-to-chuc"), ("line", "tong"))
_OF_MEMBERS = (("figure", "toan-dang-bo-da-hoc"), ("line", "tong"))
# They see the number, and never whom it counts.
_NO_NAMES = ("officer", "leader", "inspector", "stranger")

# A week of the campaigns of the cast, which began a month ago.
_WEEK = (("week", Week.of(today()).name),)

EVIDENCE_RULES = {
    "reports:cut_offs": Rule("campaigns.manage", "campaign"),
    "reports:cut_off": Rule("campaigns.manage", "campaign", methods=("GET", "POST"), extra=_WEEK),
    "reports:evidence": Rule("reports.view", "report", extra=_ASKED, costly=True),
    "reports:evidence_xlsx": Rule("reports.view", "report", extra=_ASKED, costly=True),
    "reports:evidence_members": Rule(
        "names.view", "report", scope_permission="reports.view", extra=_OF_MEMBERS, costly=True, nothing_for=_NO_NAMES,
    ),
    "reports:campaign_evidence": Rule("progress.list", "campaign", seen_from=lineage, extra=_ASKED, costly=True),
    "reports:campaign_evidence_xlsx": Rule("progress.list", "campaign", seen_from=lineage, extra=_ASKED, costly=True),
    "reports:campaign_evidence_members": Rule(
        "names.view", "campaign", seen_from=lineage, scope_permission="progress.list", extra=_OF_MEMBERS, costly=True, nothing_for=_NO_NAMES,
    ),
}
