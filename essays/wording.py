"""What the journal says of each action recorded in this room."""
from django.utils.translation import gettext_lazy as _

WORDING = {
    "essays.essay.handed_in": _("The holder of card %(card)s handed in on %(on)s."),
    "essays.essay.returned": _("Returned the essay of card %(card)s."),
    "essays.essay.marked": _("Marked the essay of card %(card)s: %(result)s."),
    "essays.essay.checked": _("Checked the form of the essay of card %(card)s."),
    "essays.essay.step_undone": _("Took back the last step of the essay of card %(card)s: %(step)s."),
    "essays.essay.read": _("Read the essay of card %(card)s."),
    "essays.sheets.exported": _("Printed the sheets of %(sheets)s members of %(of)s."),
    "essays.sheets.continued.exported": _("Printed %(pages)s further pages each for %(sheets)s members of %(of)s."),
    "essays.sheets.blank_printed": _("Printed %(sheets)s blank sheets for %(of)s."),
    "essays.sheet.assigned": _("Assigned the blank sheet %(number)s to the holder of card %(card)s."),
    "essays.sheet.revoked": _("Revoked the sheet %(number)s."),
    "essays.attendance_list.exported": _("Printed the attendance list of %(of)s for the class %(code)s."),
    "essays.scan.opened": _("Opened a batch of scans of %(of)s."),
    "essays.scan.read": _("Filed a scan of %(pages)s pages of %(of)s."),
    "essays.scan.refused": _("Refused a scan of %(of)s."),
    "essays.pages.exported": _("Took out the scanned essays of %(of)s: %(essays)s."),
    "essays.page.filed": _("Filed page %(page)s to the essay of card %(card)s."),
    "essays.page.set_aside": _("Set a scanned page aside."),
    "essays.page.taken_up": _("Took a scanned page up again."),
    "essays.page.sent_back": _("Sent a page of the essay of card %(card)s back to the queue."),
    "essays.page.read": _("Opened page %(page)s of the essay of card %(card)s."),
    "essays.page.unfiled_read": _("Opened page %(page)s of a scan of %(of)s."),
    "essays.page.undone": _("Undid what was done with a scanned page."),
    "essays.register.read": _("Read the register of essays of %(of)s."),
}
