"""Classes that units mean to hold: which they are, who speaks there, and what meets what."""
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Exists, OuterRef, Prefetch

from campaigns.models import RequestState, SpeakerRequest, StudyPlan
from campaigns.models.speakers import STANDING
from lib.vietnamese import fold

# Of a duty in a query: its unit has asked for a speaker and none is sent.
AWAITS_SPEAKER = Exists(SpeakerRequest.objects.filter(plan__duty=OuterRef("pk"), state=RequestState.ASKED))


def planned_classes():
    """Plans with a day, of units that still owe their study in an open campaign; each with its standing request, if any."""
    requests = SpeakerRequest.objects.filter(state__in=STANDING).select_related("speaker")
    return StudyPlan.objects.filter(
        planned_on__isnull=False, duty__until=None, duty__held_at=None, duty__campaign__closed_at=None
    ).select_related("duty__unit", "duty__campaign__unit").prefetch_related(
        Prefetch("speaker_requests", queryset=requests, to_attr="standing_requests")
    )


def request_of(plan):
    """The standing request of a plan, or None; without a query where the plan comes out of `planned_classes`."""
    known = getattr(plan, "standing_requests", None)
    if known is None:
        known = plan.speaker_requests.filter(state__in=STANDING).select_related("speaker")[:1]
    return next(iter(known), None)


def speaker_of(plan):
    request = request_of(plan)
    return request.speaker if request and request.is_assigned else None


@dataclass(frozen=True)
class Clash:
    """Another class in the same part of the day wants the same speaker elsewhere, or the same place."""

    is_speaker: bool
    other: StudyPlan


@dataclass(frozen=True)
class Slot:
    """When, where and with whom a class is planned; `group`: within which a name of a place means one place."""

    part: str
    place: str
    group: str
    speaker: int | None

    def meets(self, other):
        """A part of the day that is not told may be any."""
        return not self.part or not other.part or self.part == other.part

    def shares_place(self, other):
        """Every commune has its "Nhà văn hoá thôn 3": a name means one place within a base, or among the bases."""
        return bool(self.place) and (self.place, self.group) == (other.place, other.group)

    def shares_speaker(self, other):
        return self.speaker is not None and self.speaker == other.speaker


def slot_of(plan, speaker=None):
    """The slot of a plan; with `speaker` as if he were assigned."""
    speaker = speaker or speaker_of(plan)
    return Slot(plan.part, fold(plan.place), _group_of(plan.duty), speaker.pk if speaker else None)


def _group_of(duty):
    """Path of the committee for the units directly below it, of the base for those below a base."""
    top = duty.campaign.unit.path
    direct = len(top) + 4
    return top if len(duty.unit.path) == direct else duty.unit.path[:direct]


def clashes_between(mine, other):
    """`[True]` for the speaker, `[False]` for the place; nothing for one joint class: same place and same speaker."""
    if not mine.meets(other) or (mine.shares_place(other) and mine.shares_speaker(other)):
        return []
    return [True] * mine.shares_speaker(other) + [False] * mine.shares_place(other)


def clashes_among(plans):
    """`{plan id: [Clash]}` among plans out of `planned_classes`."""
    by_day, found = defaultdict(list), defaultdict(list)
    for plan in plans:
        by_day[plan.planned_on].append((plan, slot_of(plan)))
    for same_day in by_day.values():
        for (plan, slot), (other, its) in combinations(same_day, 2):
            for is_speaker in clashes_between(slot, its):
                found[plan.pk].append(Clash(is_speaker, other))
                found[other.pk].append(Clash(is_speaker, plan))
    return dict(found)


def companions_of(plan):
    """Other units' plans of the campaign for the same day, part and place: they come to one class, or must see that they do not."""
    others = planned_classes().filter(planned_on=plan.planned_on, duty__campaign=plan.duty.campaign).exclude(pk=plan.pk)
    mine = slot_of(plan)
    found = [other for other in others if mine.meets(slot_of(other)) and mine.shares_place(slot_of(other))]
    return sorted(found, key=lambda other: other.duty.unit.path)


def clashes_with(plan, *, speaker=None):
    """Clashes of one plan as it stands in memory, with the speaker as if he were assigned."""
    others = planned_classes().filter(planned_on=plan.planned_on, duty__campaign__unit=plan.duty.campaign.unit).exclude(pk=plan.pk)
    mine = slot_of(plan, speaker)
    return [Clash(is_speaker, other) for other in others for is_speaker in clashes_between(mine, slot_of(other))]
