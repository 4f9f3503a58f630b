"""One dated change of one campaign: the frame every ledger service writes in."""
import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from audit.record import record
from campaigns.models import Campaign, ChangeKind, Duty, DutyChange, EndReason, RosterEntry
from campaigns.progress import refresh_held
from lib.clock import local_day


@dataclass(frozen=True)
class Step:
    """The locked campaign, the day from which the change holds, and who enters it when and why."""

    campaign: Campaign
    on: datetime.date
    reason: str
    by: User | None
    at: datetime.datetime

    def write(self, duty, kind, heads_delta=0, member=None):
        """Add one row to the ledger."""
        return DutyChange.objects.create(**self._row(duty, kind, heads_delta, member))

    def write_many(self, rows):
        """Add rows `(duty, kind, heads_delta, member)` to the ledger."""
        DutyChange.objects.bulk_create([DutyChange(**self._row(*row)) for row in rows], batch_size=5000)

    def _row(self, duty, kind, heads_delta=0, member=None):
        return {
            "duty": duty, "kind": kind, "effective_on": self.on, "entered_at": self.at, "entered_by": self.by,
            "heads_delta": heads_delta, "member": member, "reason": self.reason[:300],
        }

    def shift_heads(self, path, delta):
        """Take the change over into the duty at the path and all above it."""
        if delta:
            lineage = [path[:length] for length in range(4, len(path) + 1, 4)]
            Duty.objects.filter(campaign=self.campaign, path__in=lineage).update(heads=F("heads") + delta)

    def close_entries(self, entries):
        """End roster entries with the day; refuses a day before one of them began."""
        if any(entry.since and entry.since > self.on for entry in entries):
            raise_too_early(max(entry.since for entry in entries if entry.since))
        RosterEntry.objects.filter(pk__in=[entry.pk for entry in entries]).update(until=self.on)

    def finish(self):
        """Duties left with nobody end, `held_at` is brought up to date, the audit told."""
        self._end_empty_duties()
        refresh_held(self.campaign)
        record(
            "campaigns.ledger.entered", self.campaign, by=self.by, campaign=self.campaign.code,
            on=f"{self.on:%d/%m/%Y}", reason=self.reason,
        )

    def _end_empty_duties(self):
        empty = Duty.objects.filter(campaign=self.campaign, until=None, heads=0)
        for duty in empty.order_by("-path"):
            below = DutyChange.objects.filter(duty__in=Duty.objects.within(duty))
            # The last of its people may have left after the day of this step, where that was entered before.
            day = max(self.on, duty.since or self.on, *below.values_list("effective_on", flat=True))
            duty.until, duty.end_reason = day, EndReason.NOBODY
            duty.save(update_fields=["until", "end_reason"])
            DutyChange.objects.create(**self._row(duty, ChangeKind.ENDED) | {"effective_on": day})


def begin_step(*, campaign, on, reason, by, at):
    """Lock the campaign for a ledger step; what happened before the launch counts from the day of the launch."""
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("unit").get(pk=campaign.pk)
    if not campaign.is_launched:
        raise ValidationError(_("The campaign is not launched yet; its units are frozen at launch."))
    if campaign.closed_at is not None:
        raise ValidationError(_("The campaign is closed."))
    if on > local_day(at):
        raise ValidationError({"on": _("This day has not come yet; please enter the change when it does.")})
    return Step(campaign=campaign, on=max(on, local_day(campaign.launched_at)), reason=reason, by=by, at=at)


def check_nothing_later(duty, step):
    """Refuse to change a branch as of a day before something else that was entered for it."""
    later = DutyChange.objects.filter(duty__in=Duty.objects.within(duty), effective_on__gt=step.on)
    latest = later.order_by("effective_on").values_list("effective_on", flat=True).last()
    if latest:
        raise_too_early(latest)


def raise_too_early(day):
    raise ValidationError({
        "on": _("A change of %(day)s is entered in the campaign already; please give a day from then on.")
        % {"day": f"{day:%d/%m/%Y}"}
    })
