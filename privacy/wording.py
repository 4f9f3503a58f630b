"""What the journal says of each action recorded in this room."""
from django.utils.translation import gettext_lazy as _

WORDING = {
    "privacy.notice.acknowledged": _("Read the notice about personal data, version %(version)s."),
    "privacy.notice.published": _("Published version %(version)s of the notice about personal data, from %(day)s on."),
    "privacy.responsible.named": _("Named %(name)s (%(office)s) responsible for personal data."),
    "privacy.request.added": _("Took in a request about personal data of %(received)s: %(kind)s."),
    "privacy.request.changed": _("Corrected a request about personal data of %(received)s: %(kind)s."),
    "privacy.request.replied": _("Noted that a request about personal data was answered on %(on)s: %(kind)s."),
    "privacy.request.extended": _("Put a request about personal data off until %(due)s: %(kind)s."),
    "privacy.request.closed": _("Closed a request about personal data (%(kind)s): %(state)s."),
    "privacy.request.reopened": _("Opened a request about personal data again: %(kind)s."),
    "privacy.request.read": _("Read a request about personal data: %(kind)s."),
    "privacy.incident.added": _("Took down an incident with personal data, found at %(found)s."),
    "privacy.incident.changed": _("Completed an incident with personal data, found at %(found)s."),
    "privacy.incident.ticked": _("Ticked of an incident with personal data: %(task)s."),
    "privacy.incident.unticked": _("Took a tick of an incident with personal data back: %(task)s."),
    "privacy.incident.closed": _("Closed an incident with personal data, found at %(found)s."),
    "privacy.incident.reopened": _("Opened an incident with personal data again, found at %(found)s."),
}
