from reports.services.compile import compile_weekly_report, correct_report
from reports.services.edit import edit_paragraph, restore_paragraph
from reports.services.extras import choose_extras
from reports.services.final import compile_final_report
from reports.services.issue import issue_report, make_copy_to_sign

__all__ = [
    "choose_extras",
    "compile_final_report",
    "compile_weekly_report",
    "correct_report",
    "edit_paragraph",
    "issue_report",
    "make_copy_to_sign",
    "restore_paragraph",
]
