"""A member is erased: what is his goes out of every room, the journal and the histories; what is counted stays, and seals stay valid."""
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from audit.models import Entry
from audit.record import record
from audit.seals import hashes_of
from campaigns.models import RosterEntry
from lib.vietnamese import clean_text
from privacy.models import DataRequest, RequestKind, RequestState
from privacy.own_data import entries_about
from privacy.services.requests import close_request
from units.models import Member, MemberChange
from units.own_data import is_erased
from units.personal_data import parts


def campaigns_running_with(member):
    """Titles of running campaigns on whose roster he stands today: there his name is still needed."""
    entries = RosterEntry.objects.filter(member=member, until=None, duty__until=None, duty__campaign__closed_at=None)
    return sorted(set(entries.values_list("duty__campaign__title", flat=True)))


@transaction.atomic
def erase_member(*, row, reason, decision, despite_campaigns, by, at):
    """Do what the open request for erasure asks for, and close it.

    While he stands on the roster of a running campaign it is done only `despite_campaigns`: his name is then missing there.
    """
    row = DataRequest.objects.select_for_update(of=["self"]).select_related("unit").get(pk=row.pk)
    member = Member.objects.select_for_update(of=["self"]).get(pk=row.member_id)
    reason, decision = clean_text(reason), clean_text(decision)
    _check(row, member, reason, decision, despite_campaigns)
    entries = _entries_naming(member)
    for part in parts():
        if part.erase:
            part.erase(member, by=by, at=at)
    replaced = _erase_history(row, entries)
    # The seals ask for this line: so many rows were changed, because of this request.
    record("privacy.member.erased", row, by=by, unit=row.unit, decision=decision, reason=reason, replaced=replaced, because=f"request:{row.pk}")
    return close_request(
        row=row, state=RequestState.DONE, outcome=_("Erased under %(decision)s. %(reason)s") % {"decision": decision, "reason": reason}, by=by, at=at
    )


def _check(row, member, reason, decision, despite_campaigns):
    if row.kind != RequestKind.ERASE or row.state != RequestState.OPEN:
        raise ValidationError(_("Nobody is erased without an open request for it."))
    if is_erased(member):
        raise ValidationError(_("The member is erased already."))
    errors = {}
    if not reason:
        errors["reason"] = _("Please say why.")
    if not decision:
        errors["decision"] = _("Please give the number of the decision.")
    running = campaigns_running_with(member)
    if running and not despite_campaigns:
        errors["despite_campaigns"] = _("The member is to study in: %(campaigns)s. Wait for its end, or tick here if the law leaves no choice.") % {
            "campaigns": ", ".join(running)
        }
    if errors:
        raise ValidationError(errors)


def _entries_naming(member):
    """A Q of the lines of the journal that may hold his words; taken while his row still has them."""
    decisions = {member.exemption_decision, *MemberChange.objects.filter(member=member).values_list("decision", flat=True)}
    decisions |= set(Member.pgh_event_model.objects.filter(pgh_obj_id=member.pk).values_list("exemption_decision", flat=True))
    about = entries_about(member).values("pk")
    return Q(pk__in=list(about.values_list("pk", flat=True))) | Q(action="campaigns.ledger.entered", details__reason__in=sorted(decisions - {""}))


def _erase_history(row, entries):
    """By a function of the owner's (privacy/migrations): the application may change no history; how many entries were."""
    mine = Entry.objects.filter(entries | Q(pk__in=entries_about(row.member).values("pk")))
    sealed = hashes_of(mine)
    with connection.cursor() as cursor:
        cursor.execute("SELECT privacy_erase_history(%s, %s, %s)", [row.pk, list(sealed), list(sealed.values())])
        return cursor.fetchone()[0]
