"""Why a page waits for a person or was set aside: keys in the rows, sentences for people."""
from django.utils.translation import gettext_lazy as _

from essays.reading.reasons import CODE, PAGE

QUEUED = {
    **PAGE,
    **CODE,
    "unknown_sheet": _("The sheet with this number was not printed here."),
    "revoked_sheet": _("The sheet is not valid any more: new ones were printed in its place."),
    "page_beyond": _("The sheet does not have as many pages."),
    "campaign_closed": _("The sheet is of a campaign that is closed."),
    "out_of_scope": _("The sheet is of a unit outside the one this batch was sent for. The level above can file it."),
    "unassigned_sheet": _("A blank sheet: nobody has said yet who wrote on it."),
    "member_left": _("The writer had left, or died, by the day of the batch."),
    "class_withdrawn": _("The class of this attendance list is withdrawn."),
    "day_outside": _("The day of the batch does not fit the campaign, or the steps of the essay."),
    "slot_filled": _("There is a page in this place already. Keep it, replace it, or keep both?"),
    "slot_marked": _("There is a page in this place already, and the essay is marked. Keep it, or keep both?"),
    "looks_as_before": _("It looks like the page of the essay that was returned. Written anew, or scanned again?"),
    "sent_back": _("Somebody said it is not the page of whom it was filed to."),
    "taken_up": _("It was set aside, and taken up again."),
}
SET_ASIDE = {
    "blank": _("Nothing is written on the page."),
    "repeat": _("The very same picture was sent before."),
    "keep_first": _("The page filed before is the better one."),
    "not_an_essay": _("It is not a page of an essay."),
    "unreadable": _("It cannot be read; it will be scanned again."),
    "stranger": _("It is of another committee."),
    "other": _("For another reason."),
    # By the portal.
    "erased": _("It had not been filed when the pages of its campaign were erased."),
}
# What a person may choose from.
BY_HAND = ("blank", "keep_first", "not_an_essay", "unreadable", "stranger", "other")


def words_of(page):
    """The sentence for where the page is; "" where it is filed."""
    return str(QUEUED.get(page.reason) or SET_ASIDE.get(page.reason) or "")
