from reports.services.annex import leave_proposals_out, put_proposals_in
from reports.services.compile import compile_weekly_report, correct_report
from reports.services.edit import edit_paragraph, restore_paragraph
from reports.services.issue import issue_report, make_copy_to_sign

__all__ = [
    "compile_weekly_report",
    "correct_report",
    "edit_paragraph",
    "issue_report",
    "leave_proposals_out",
    "make_copy_to_sign",
    "put_proposals_in",
    "restore_paragraph",
]
