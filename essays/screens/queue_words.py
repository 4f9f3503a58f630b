"""What became of a page of the queue, in a sentence."""
from django.utils.translation import gettext as _

from essays.models import Went


def already_settled(page):
    """For whoever comes second: by whom the page was filed or set aside."""
    step = page.steps.filter(undone_at=None).select_related("by").last()
    known = {"page": page.number, "file": page.file.name, "who": step.by.full_name if step and step.by else ""}
    if page.went == Went.FILED and known["who"]:
        words = _("Page %(page)s of %(file)s is already filed, by %(who)s.")
    elif page.went == Went.FILED:
        words = _("Page %(page)s of %(file)s is already filed.")
    elif known["who"]:
        words = _("Page %(page)s of %(file)s is already set aside, by %(who)s.")
    else:
        words = _("Page %(page)s of %(file)s is set aside.")
    return words % known


def step_words(step):
    """What the user has just done, so that he sees what would be undone."""
    page = step.page
    known = {"page": page.number, "file": page.file.name}
    if step.action == "filed" and page.member_id:
        return _("Page %(page)s of %(file)s is filed to %(name)s as page %(place)s.") % {
            **known, "name": page.member.full_name, "place": page.essay_page
        }
    return {
        "filed": _("Page %(page)s of %(file)s was filed."),
        "set_aside": _("Page %(page)s of %(file)s is set aside."),
        "taken_up": _("Page %(page)s of %(file)s waits again."),
        "sent_back": _("Page %(page)s of %(file)s waits again."),
        "turned": _("Page %(page)s of %(file)s is turned."),
    }[step.action] % known
