"""Who has looked: seen by who sees what others did, for what lies within his reach."""
from portal.tests.access_rules import Rule

TRACE_RULES = {
    "audit:looked_member": Rule("audit.view_others", "member"),
    "audit:looked_essay": Rule("audit.view_others", "essay"),
    "audit:looked_page": Rule("audit.view_others", "scan_page_filed"),
    "audit:looked_campaign": Rule("audit.view_others", "campaign", nothing_for=("base_officer",)),      # the committee's own
    "audit:looked_file": Rule("audit.view_others", "file"),
}
