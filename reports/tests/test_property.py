"""Whatever is recorded, withdrawn, merged, moved or exempted: every sum of the table stays true at every moment."""
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.models import Absence, Attendance, SessionKind, StudySession, moment_of
from campaigns.progress import count_held, refresh_held
from campaigns.services import ledger
from essays.models import StepKind
from lib.clock import at_hour
from reports.figures import as_payload, check_sums, from_payload
from reports.figures.counting import count
from reports.tests.recording import LATER, day, hand_in
from reports.tests.evidence_checks import check_evidence
from units.models import Member

_UNITS = ["x", "xa", "xb", "xs", "xs1", "y", "ya", "z"]
_DAYS = st.integers(1, 20)
_CLASSES = st.tuples(
    st.lists(st.sampled_from(_UNITS), min_size=1, max_size=3, unique=True), _DAYS,
    st.sampled_from([SessionKind.CLASS, SessionKind.CLASS, SessionKind.CONFERENCE, SessionKind.MAKE_UP]),
    st.booleans(), st.integers(0, 3), st.integers(0, 2), st.none() | _DAYS,
)
_ESSAYS = st.tuples(st.integers(0, 14), _DAYS, st.none() | _DAYS, st.sampled_from(list(StepKind)[1:]))
_CHANGES = st.tuples(st.sampled_from(["exempt", "member_leaves", "member_stops_writing"]), st.integers(0, 14), _DAYS)


def _write_class(campaign, tree, members, names, on, kind, withdrawn, absent, named, made_up_on):
    host = getattr(tree, names[0])
    session = StudySession.objects.create(
        campaign=campaign, host=host, code=f"L{StudySession.objects.count()}", kind=kind, held_on=day(on), part="morning",
        moment=moment_of(day(on), "morning"), logged_at=LATER,
        withdrawn_at=LATER if withdrawn else None, withdrawn_reason="Ghi nhầm" if withdrawn else "",
    )
    for name in names:
        unit = getattr(tree, name)
        row = Attendance.objects.create(
            session=session, unit=unit, summoned=4, present=4 - absent, absent_unexcused=absent, non_members=1
        )
        for member in [m for m in members if m.unit.is_within(unit)][:named]:
            Absence.objects.create(attendance=row, member=member, made_up_on=made_up_on and day(made_up_on))


def _change(campaign, tree, members, kind, number, on):
    """A dated change of the ledger; one that may not be is refused, as it would be on the page."""
    facts = {"campaign": campaign, "on": day(on), "reason": "QĐ", "by": None, "at": LATER}
    try:
        with transaction.atomic():
            if kind == "exempt":
                ledger.exempt_duty(unit=getattr(tree, _UNITS[number % len(_UNITS)]), **facts)
                return
            member = members[number]
            member.exempt_from_essay = kind == "member_stops_writing"
            member.left_on = day(on) if kind == "member_leaves" else None
            member.save()
            ledger.change_heads(members=[member], **facts)
    except ValidationError:
        pass


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_CLASSES, max_size=5), st.lists(_ESSAYS, max_size=6), st.lists(_CHANGES, max_size=3))
def test_every_sum_is_true_at_every_moment(campaign, tree, members, classes, essays, changes):
    people = list(Member.objects.filter(unit__path__startswith=tree.committee.path).select_related("unit").order_by("pk"))
    with transaction.atomic():
        for facts in classes:
            _write_class(campaign, tree, people, *facts)
        for number, on, marked_on, result in dict((row[0], row) for row in essays).values():
            hand_in(campaign, people[number], on=on, marked_on=marked_on, result=result)
        for facts in changes:
            _change(campaign, tree, people, *facts)
        refresh_held(campaign)
        for number in (1, 12, 20):
            _check(campaign, tree, at_hour(day(number), datetime.time(16)))
        transaction.set_rollback(True)


def _check(campaign, tree, at):
    counted = count(campaign, unit=campaign.unit, at=at)
    figures = counted.figures
    check_sums(figures)
    check_evidence(counted, campaign, campaign.unit)
    assert (figures.total.held, figures.total.units) == count_held(campaign, at=at)
    assert from_payload(as_payload(figures)) == figures
    for unit in (tree.x, tree.y):
        if campaign.duties.owing(at).filter(unit=unit).exists():
            counted = count(campaign, unit=unit, at=at)
            check_sums(counted.figures)
            check_evidence(counted, campaign, unit)
