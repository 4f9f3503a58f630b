"""Making up for a class missed: at a make-up class, at the conference, in another unit's class (also earlier)."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import Absence, MadeUpHow, SessionKind
from lib.clock import local_day


@transaction.atomic
def record_made_up(*, absences, on, how, by, at, session=None):
    """Mark the absences as made up on the day; `session` is the class where it happened, when it is recorded here."""
    if on > local_day(at):
        raise ValidationError({"on": _("The day lies in the future.")})
    absences = list(
        Absence.objects.select_for_update(of=["self"]).filter(pk__in=[a.pk for a in absences])
        .select_related("attendance__unit", "attendance__session__campaign", "member")
    )
    for absence in absences:
        _check(absence, on, how)
        absence.made_up_on, absence.made_up_how, absence.made_up_in = on, how, session
        absence.save(update_fields=["made_up_on", "made_up_how", "made_up_in"])
        record(
            "campaigns.absence.made_up", absence, by=by, unit=absence.attendance.unit,
            card=absence.member.card_number, on=str(on), how=how,
        )
    return absences


def _check(absence, on, how):
    campaign = absence.attendance.session.campaign
    if not campaign.is_open:
        raise ValidationError(_("The campaign is closed. Ask the propaganda board to reopen it."))
    if on < campaign.starts_on:
        raise ValidationError({"on": _("The day lies before the campaign.")})
    if how == MadeUpHow.MAKE_UP and on < absence.attendance.session.held_on:
        raise ValidationError({"on": _("A make-up class comes after the class missed (%(day)s).") % {
            "day": absence.attendance.session.held_on.strftime("%d/%m/%Y"),
        }})


@transaction.atomic
def undo_made_up(*, absence, by):
    """Take back a make-up marked by mistake."""
    absence.made_up_on, absence.made_up_how, absence.made_up_in = None, "", None
    absence.save(update_fields=["made_up_on", "made_up_how", "made_up_in"])
    record("campaigns.absence.make_up_undone", absence, by=by, unit=absence.attendance.unit, card=absence.member.card_number)
    return absence


def absences_to_make_up(campaign, *, duty):
    """Named absences of the unit and all below it not yet made up, by name."""
    return (
        Absence.objects.filter(
            attendance__session__campaign=campaign,
            attendance__session__kind=SessionKind.CLASS,
            attendance__session__withdrawn_at=None,
            attendance__unit__in=campaign.duties.within(duty).values("unit"),
            made_up_on=None,
        )
        .select_related("member", "attendance__unit", "attendance__session")
        .order_by("attendance__unit__path", "member__sort_key")
    )


def elsewhere_of(campaign, *, at):
    """`(how, day)` an absent member most likely studied elsewhere: at the conference if there was one, else today."""
    conference = campaign.sessions.standing().filter(kind=SessionKind.CONFERENCE).last()
    if conference is not None:
        return MadeUpHow.CONFERENCE, conference.held_on
    return MadeUpHow.ELSEWHERE, min(local_day(at), campaign.ends_on)
