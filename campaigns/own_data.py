"""The part of this room in a member's own data: what he is to study, and where he was absent and made up for it."""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Absence, Attendance, DutyChange, RosterEntry
from units.personal_data import Part, Section, register_part


def register():
    register_part(Part(
        "campaigns", ("campaigns.rosterentry", "campaigns.absence", "campaigns.dutychange"), gather, erase,
        goes=(gettext_lazy("reasons noted with changes of the roster"),),
        stays=(gettext_lazy("that a member was to study, was absent and made up for it: the figures count them"),),
    ))


def gather(member):
    entries = RosterEntry.objects.filter(member=member).select_related("duty__campaign", "duty__unit").order_by("duty__campaign__starts_on", "pk")
    yes, no = _("yes"), _("no")
    studied = [
        (
            entry.duty.campaign.title, entry.duty.unit.name, yes if entry.writes else no, entry.since or "", entry.until or "",
        )
        for entry in entries
    ]
    absences = Absence.objects.filter(member=member).select_related("attendance__session__campaign", "made_up_in").order_by("attendance__session__held_on")
    missed = [
        (
            row.attendance.session.held_on, row.attendance.session.campaign.title, row.attendance.session.code,
            _("excused") if row.excused else _("not excused"), row.made_up_on or "", row.get_made_up_how_display() if row.made_up_how else "",
        )
        for row in absences
    ]
    changes = DutyChange.objects.filter(member=member).select_related("duty__campaign", "duty__unit").order_by("effective_on", "pk")
    ledger = [(row.effective_on, row.duty.campaign.title, row.duty.unit.name, row.get_kind_display(), row.reason) for row in changes]
    attended = _classes(member, entries)
    return [
        Section(_("Campaigns in which he is to study"), (_("Campaign"), _("Unit"), _("owes an essay"), _("Since"), _("Until")), studied),
        Section(_("Classes of his unit at which he was not noted absent"), (_("Day"), _("Campaign"), _("Class"), _("Unit")), attended),
        Section(_("Absences"), (_("Day"), _("Campaign"), _("Class"), _("Absence"), _("Made up on"), _("How")), missed),
        Section(_("Changes of the roster"), (_("Day"), _("Campaign"), _("Unit"), _("Change"), _("Reason")), ledger),
    ]


def _classes(member, entries):
    """The portal keeps who was absent; who was not is taken to have come with his unit."""
    rows = []
    for entry in entries:
        classes = Attendance.objects.filter(unit=entry.duty.unit, session__campaign=entry.duty.campaign, session__withdrawn_at=None)
        if entry.since:
            classes = classes.filter(session__held_on__gte=entry.since)
        if entry.until:
            classes = classes.filter(session__held_on__lte=entry.until)
        classes = classes.exclude(absences__member=member).select_related("session").order_by("session__held_on")
        rows += [(row.session.held_on, entry.duty.campaign.title, row.session.code, entry.duty.unit.name) for row in classes]
    return rows


def erase(member, *, by, at):
    DutyChange.objects.filter(member=member).exclude(reason="").update(reason="")
