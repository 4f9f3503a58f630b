"""Sentences of what is recorded about workbooks."""
from django.utils.translation import gettext_lazy as _

from audit.actions import register_actions


def register():
    register_actions({
        "portal.workbook.uploaded": _("Sent the workbook %(name)s."),
        "portal.workbook.confirmed": _("Confirmed the workbook %(name)s."),
        "portal.workbook.applied": _("The workbook %(name)s was written: %(new)s new rows, %(changed)s changed."),
        "portal.workbook.undone": _("Took the workbook %(name)s back."),
        "portal.workbook.dropped": _("Dropped the workbook %(name)s without writing it."),
        "portal.workbook.ledger_accepted": _("Accepted the changes of head counts in the workbook %(name)s."),
        "portal.workbook.ledger_left": _("Left the head counts as launched for the workbook %(name)s."),
        "portal.workbook.bad_rows_read": _("Read the wrong rows of the workbook %(name)s."),
        "portal.workbook.exported": _("Exported the workbook of %(campaign)s: %(members)s members, %(essays)s essays."),
    })
