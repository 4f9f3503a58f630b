"""Why a number is what it is: seen by whoever sees the number; no names of members stand there."""
from portal.tests.access_rules import Rule, lineage

_ASKED = (("figure", "da-to-chuc"), ("line", "tong"))

EVIDENCE_RULES = {
    "reports:evidence": Rule("reports.view", "report", extra=_ASKED, costly=True),
    "reports:evidence_xlsx": Rule("reports.view", "report", extra=_ASKED, costly=True),
    "reports:campaign_evidence": Rule("progress.list", "campaign", seen_from=lineage, extra=_ASKED, costly=True),
    "reports:campaign_evidence_xlsx": Rule("progress.list", "campaign", seen_from=lineage, extra=_ASKED, costly=True),
}
