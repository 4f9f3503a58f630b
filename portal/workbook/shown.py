"""An import as a page shows it: every figure and word made once, here."""
from django.utils.translation import gettext as _

from lib.dates import format_moment
from portal.workbook import undoing
from portal.workbook.models import ImportState
from portal.workbook.reasons import sentence_of


def thousands(number):
    """1.204, as offices write it."""
    return f"{number:,}".replace(",", ".")


def moment(at):
    return format_moment(at) if at else ""


class ShownImport:
    def __init__(self, sent):
        self.sent = sent
        self.preview = sent.preview or {}

    @property
    def state(self):
        if self.is_waiting and self.sent.problems:
            return "wrong"
        return "same" if self.is_waiting and not self.sent.has_changes else f"import_{self.sent.state}"

    @property
    def state_word(self):
        if self.state == "wrong":
            return _("holds errors")
        return _("nothing new") if self.state == "same" else self.sent.get_state_display()

    @property
    def few_proposals(self):
        return self.preview.get("proposal_count", 0) <= 5

    @property
    def uploaded(self):
        return moment(self.sent.uploaded_at)

    @property
    def applied(self):
        return moment(self.sent.applied_at)

    @property
    def undone(self):
        return moment(self.sent.undone_at)

    @property
    def who(self):
        return self.sent.by.full_name if self.sent.by else _("a command on the server")

    @property
    def refusal(self):
        return sentence_of(self.sent.refusal, self.sent.refusal_details)

    @property
    def is_waiting(self):
        return self.sent.state == ImportState.CHECKED

    @property
    def is_refused(self):
        return self.sent.state == ImportState.REFUSED

    @property
    def is_applied(self):
        return self.sent.state == ImportState.APPLIED

    @property
    def counts(self):
        """`[(state, figure)]` of the whole workbook."""
        names = ("new", "changed", "same", "wrong")
        return [(name, thousands(getattr(self.sent, name))) for name in names]

    @property
    def sheets(self):
        return [
            sheet | {name: thousands(sheet[name]) for name in ("new", "changed", "same", "wrong")}
            | {"shown_rows": sheet["rows"], "changed_rows": [r for r in sheet["rows"] if r["changes"]], "new_rows": [r for r in sheet["rows"] if not r["changes"]]}
            for sheet in self.preview.get("sheets", [])
        ]

    @property
    def skipped_columns(self):
        return [(sheet["name"], ", ".join(sheet["unknown_columns"])) for sheet in self.preview.get("sheets", []) if sheet["unknown_columns"]]

    @property
    def skipped_sheets(self):
        return ", ".join(self.preview.get("unknown_sheets", []))

    @property
    def missing_sheets(self):
        return ", ".join(self.preview.get("missing_sheets", []))

    @property
    def problem_count(self):
        return thousands(self.preview.get("problem_count", 0))

    @property
    def more_problems(self):
        return self._more("problem")

    @property
    def warning_count(self):
        return thousands(self.preview.get("warning_count", 0))

    @property
    def more_warnings(self):
        return self._more("warning")

    @property
    def proposal_count(self):
        return thousands(self.preview.get("proposal_count", 0))

    @property
    def more_proposals(self):
        return self._more("proposal")

    def _more(self, kind):
        number = self.preview.get(f"{kind}_count", 0) - len(self.preview.get(f"{kind}s", []))
        return thousands(number) if number > 0 else ""

    @property
    def built_on(self):
        """What stands against taking the workbook back, "" where nothing does."""
        if not self.sent.original_kept:
            return _("its file and journal are no longer kept")
        return ", ".join(undoing.built_on(self.sent.journal)) if self.is_applied else ""


def shown_list(imports):
    return [ShownImport(sent) for sent in imports]
