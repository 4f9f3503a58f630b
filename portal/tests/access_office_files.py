"""Word and Excel of papers for the access matrix: open to whom the PDF is open."""
from portal.tests.access_rules import Rule

OFFICE_RULES = {
    "documents:docx": Rule("reports.view", "document", costly=True),
    "documents:xlsx": Rule("reports.view", "document", costly=True),
    "reports:draft_docx": Rule("reports.view", "report", costly=True),
    "reports:draft_xlsx": Rule("reports.view", "report", costly=True),
    "reports:copy_docx": Rule("reports.issue", "report_copied", costly=True),
    "reports:copy_xlsx": Rule("reports.issue", "report_copied", costly=True),
}
