"""A unit asks for a speaker; an officer sends one, or answers that none is free."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import DelayReason, RequestState, Speaker, SpeakerRequest
from campaigns.models.speakers import STANDING
from campaigns.planned import clashes_with
from campaigns.services.plans import change_plan, check_still_owes
from lib.clock import local_day
from lib.conflict import check_version


@transaction.atomic
def ask_for_speaker(*, duty, version, planned_on, part, place, by, at, wish="", accept_clash=False):
    """Ask for a speaker on the day, part and place, which become the unit's plan; `version` is that of the plan."""
    check_still_owes(duty)
    if planned_on < local_day(at):
        raise ValidationError({"planned_on": _("The day has passed. Choose a day to come.")})
    plan = change_plan(
        duty=duty, version=version, planned_on=planned_on, part=part, place=place, accept_clash=accept_clash, by=by, at=at
    )
    if plan.speaker_requests.filter(state__in=STANDING).exists():
        raise ValidationError(_("A speaker is asked for already. Changing the plan is enough; the board sees it."))
    request = SpeakerRequest(plan=plan, wish=wish, asked_at=at, asked_by=by)
    request.full_clean(exclude=["asked_by", "answered_by"])
    request.save()
    _give_reason(plan)
    record("campaigns.speaker.asked", request, by=by, of=duty.unit.name, day=f"{planned_on:%d/%m/%Y}")
    return request


@transaction.atomic
def assign_speaker(*, request, version, speaker, by, at, answer="", accept_clash=False):
    """Send the speaker, or another one than before. What he would miss elsewhere is refused until a person accepts it."""
    request = _locked(request, version)
    _check_to_come(request.plan, at)
    # Locked, so that two officers who send him at once see each other's class.
    speaker = Speaker.objects.select_for_update(of=["self"]).select_related("unit").get(pk=speaker.pk)
    _check_may_go(speaker, request.unit)
    clashes = [clash for clash in clashes_with(request.plan, speaker=speaker) if clash.is_speaker]
    if clashes and not accept_clash:
        raise ValidationError({"accept_clash": _("This speaker is needed elsewhere in that part of the day. Tick to send him all the same.")})
    request.state, request.speaker = RequestState.ASSIGNED, speaker
    request.for_day, request.for_part = request.plan.planned_on, request.plan.part
    _answer(request, answer, by, at)
    _take_reason_back(request.plan)
    said = {"of": request.unit.name, "speaker": speaker.full_name, "day": f"{request.for_day:%d/%m/%Y}"}
    if clashes:
        record("campaigns.speaker.assigned_despite", request, by=by, clashes=len(clashes), **said)
    else:
        record("campaigns.speaker.assigned", request, by=by, **said)
    return request


@transaction.atomic
def refuse_request(*, request, version, answer, by, at):
    """Answer that nobody is free; the unit may ask again for another day."""
    request = _locked(request, version)
    if not answer.strip():
        raise ValidationError({"answer": _("Write what the unit may do, for instance another day.")})
    request.state, request.speaker = RequestState.REFUSED, None
    _answer(request, answer, by, at)
    record("campaigns.speaker.refused", request, by=by, of=request.unit.name, answer=request.answer)
    return request


@transaction.atomic
def withdraw_request(*, request, version, by, at):
    """The unit needs nobody any more; a speaker sent is free again."""
    request = _locked(request, version)
    request.state = RequestState.WITHDRAWN
    request.version += 1
    request.save(update_fields=["state", "version"])
    _take_reason_back(request.plan)
    record("campaigns.speaker.request_withdrawn", request, by=by, of=request.unit.name)
    return request


def _locked(request, version):
    found = SpeakerRequest.objects.select_for_update(of=["self"]).select_related(
        "plan__duty__unit", "plan__duty__campaign__unit", "speaker"
    ).get(pk=request.pk)
    check_version(found, version)
    if found.state not in STANDING:
        raise ValidationError(_("This request is settled: %(state)s.") % {"state": found.get_state_display()})
    check_still_owes(found.plan.duty)
    return found


def _check_to_come(plan, at):
    if plan.planned_on is None or plan.planned_on < local_day(at):
        raise ValidationError(_("The unit has no planned day to come. Ask it for a day first."))


def _check_may_go(speaker, unit):
    if speaker.retired_at is not None:
        raise ValidationError({"speaker": _("%(name)s has retired. Choose another speaker.") % {"name": speaker.full_name}})
    if not unit.is_within(speaker.unit):
        raise ValidationError({"speaker": _("%(name)s belongs to another base.") % {"name": speaker.full_name}})


def _answer(request, answer, by, at):
    request.answer, request.answered_by, request.answered_at = answer.strip(), by, at
    request.version += 1
    request.full_clean(exclude=["asked_by", "answered_by"])
    request.save()


def _reason_words():
    reason = DelayReason.objects.filter(awaits_speaker=True).first()
    return reason.text if reason else ""


def _give_reason(plan):
    """A unit without a reason of its own waits for the speaker: the appendix says so by itself."""
    words = _reason_words()
    if words and not plan.delay_reason:
        _keep_reason(plan, words)


def _take_reason_back(plan):
    """It is not what the unit waits for any more."""
    if plan.delay_reason and plan.delay_reason == _reason_words():
        _keep_reason(plan, "")


def _keep_reason(plan, words):
    plan.delay_reason = words
    plan.version += 1
    plan.save(update_fields=["delay_reason", "version"])
