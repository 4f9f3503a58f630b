"""Retention, a member's own data and his erasure for the access matrix."""
from portal.tests.access_rules import Rule

LAW_RULES = {
    "retention:list": Rule("privacy.retention"),
    "retention:change": Rule("privacy.retention", methods=("GET", "POST"), extra=(("code", "essays.pages"),)),
}
