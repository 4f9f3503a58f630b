"""What the journal says of retention, of a member's own data and of erasure."""
from django.utils.translation import gettext_lazy as _

WORDING = {
    "privacy.retention.changed": _("Changed how long it is kept: %(what)s, from %(before)s to %(days)s days. Why: %(basis)s"),
    "privacy.retention.done": _("Threw away what was kept long enough. %(what)s"),
    "privacy.own_data.read": _("Opened all that is kept of a member, for his own request."),
    "privacy.own_data.exported": _("Took out all that is kept of a member, for his own request, with %(pictures)s pictures."),
    "privacy.member.erased": _("Erased a member's data under %(decision)s. Why: %(reason)s Lines of the journal changed: %(replaced)s."),
}
