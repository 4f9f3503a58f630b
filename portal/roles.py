"""Which role may what; the whole of it on one page. Where it holds is said by the appointment (units/scope.py)."""
from units.models import Role

_READ = {
    "units.view", "campaigns.view", "progress.view", "sessions.view", "plans.view", "essays.view", "proposals.view",
    "reminders.view",
}

PERMISSIONS = {
    # Runs the campaigns of a committee.
    Role.OFFICER: _READ | {
        "units.manage", "members.view", "members.manage",
        "campaigns.manage", "progress.list", "plans.edit", "reminders.log", "speakers.manage",
        "sessions.log", "sessions.log_for_others", "sessions.doubt",
        "essays.tick", "essays.mark", "essays.grant", "essays.erase", "essays.review",
        "names.handle", "names.print",
        "workbook.import", "workbook.export",
        "documents.manage", "documents.layouts", "reports.view", "reports.compile", "reports.issue",
        "accounts.manage", "helpers.end", "files.original", "jobs.view", "jobs.run_again", "audit.view", "audit.view_others",
        "privacy.retention",
        "privacy.requests", "privacy.incidents", "privacy.manage", "privacy.own_data", "privacy.erase",
    },
    # Reads, agrees to a draft or returns it, signs on paper.
    Role.LEADER: _READ | {"progress.list", "reports.view", "reports.agree"},
    # The same as an officer, for the subtree of a base.
    Role.BASE_OFFICER: _READ | {
        "members.view", "members.manage",
        "progress.list", "plans.edit", "reminders.log", "speakers.manage",
        "sessions.log", "sessions.log_for_others", "essays.tick", "essays.mark", "essays.grant", "essays.review",
        "names.view", "names.handle", "names.print",
        "workbook.import", "workbook.export",
        "documents.manage", "reports.view", "reports.compile", "reports.issue",
        "accounts.manage", "helpers.end", "jobs.view", "jobs.run_again", "audit.view", "audit.view_others",
        "privacy.requests", "privacy.incidents",
    },
    # Keeps the records of one cell.
    Role.SECRETARY: _READ | {
        "members.view", "helpers.end",
        "plans.edit", "sessions.log", "essays.tick", "essays.mark",
        "names.view", "names.handle", "names.print", "workbook.export", "issued_reports.view", "jobs.view", "audit.view",
    },
    # Types for a secretary, for a time: plans, classes, ticks and marks off paper. No journal, no way out for a list, no page of an essay.
    Role.HELPER: _READ | {"plans.edit", "sessions.log", "essays.tick", "names.view"},
    # Reads figures, no names; pages of essays only where an assignment (essays.PageGrant) says so.
    Role.INSPECTOR: _READ | {"progress.list", "essays.inspect", "reports.view", "audit.view", "audit.view_others"},
}

# Who sees or writes for many: a password alone does not open that.
SECOND_FACTOR_ROLES = {Role.OFFICER, Role.LEADER, Role.BASE_OFFICER, Role.INSPECTOR}

# Whose own telephone may be remembered for weeks, and what it may do without a password: classes and ticks of the cell. What
# opens pages of essays, puts names on paper or takes data out is not among it.
KEPT_PHONE_ROLES = {Role.SECRETARY}
KEPT_PHONE_PERMISSIONS = {
    "units.view", "campaigns.view", "sessions.view", "sessions.log", "plans.view", "plans.edit", "essays.view", "essays.tick", "names.view",
}
