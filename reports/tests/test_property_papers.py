"""Random histories with a paper issued in between: what the next one says of it, and what no paper may ever say."""
import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from campaigns.services import ledger
from campaigns.services.sessions import withdraw_session
from lib.clock import at_hour
from reports.delta import figure_changes, unit_changes
from reports.figures import as_payload, figures_of
from reports.figures.basis import basis_of
from reports.figures.counting import count
from reports.sections import passages_of
from reports.tests.making import VOICE
from reports.tests.recording import LATER, day, hold
from units.models import Member

_UNITS = ["x", "xa", "xb", "xs", "xs1", "y", "ya", "z"]
_DAYS = st.integers(2, 20)
_HEADS = {"x": 9, "xs": 3, "y": 3}
_STEPS = st.lists(
    st.tuples(st.just("hold"), st.sampled_from(_UNITS), _DAYS, st.integers(0, 2))
    | st.tuples(st.sampled_from(["leaves", "exempt", "restore", "withdraw"]), st.integers(0, 14), _DAYS, st.none()),
    max_size=6,
)
_PER_CENT = re.compile(r"([\d.]+(?:,\d+)?)%")
THEN, NOW = (at_hour(day(number), datetime.time(16)) for number in (12, 20))
_SETTINGS = {"max_examples": 25, "deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


def take(campaign, tree, people, kind, which, on, absent):
    """One step by the service of its page; what the page refuses does not happen."""
    facts = {"campaign": campaign, "on": day(on), "reason": "QĐ", "by": None, "at": LATER}
    try:
        with transaction.atomic():
            if kind == "hold":
                hold(campaign, getattr(tree, which), on=on, unnamed=absent, heads=_HEADS.get(which, 3))
            elif kind in ("exempt", "restore"):
                change = ledger.exempt_duty if kind == "exempt" else ledger.restore_duty
                change(unit=getattr(tree, _UNITS[which % len(_UNITS)]), **facts)
            elif kind == "leaves":
                member = people[which]
                member.left_on = day(on)
                member.save()
                ledger.change_heads(members=[member], **facts)
            elif sessions := list(campaign.sessions.filter(withdrawn_at=None).order_by("pk")):
                session = sessions[which % len(sessions)]
                withdraw_session(session=session, reason="Ghi nhầm", by=None, at=LATER, version=session.version)
    except ValidationError:
        pass


def stand(campaign, at):
    """`(owing, held)`: codes, asked of the database as the list of what is missing asks."""
    owing = campaign.duties.filter(parent=None).owing(at)
    return {set_of: frozenset(rows.values_list("unit__code", flat=True)) for set_of, rows in (("owing", owing), ("held", owing.held_by(at)))}


def codes(units):
    return {unit.code for unit in units}


@pytest.mark.django_db
@settings(**_SETTINGS)
@example([("exempt", 7, 5, None)], [("restore", 7, 15, None), ("hold", "z", 16, 0)])
@given(_STEPS, _STEPS)
def test_the_delta_is_the_difference_of_the_paper_and_two_looks_at_the_books(campaign, tree, members, before, after):
    people = list(Member.objects.filter(unit__path__startswith=tree.committee.path).order_by("pk"))
    with transaction.atomic():
        for step in before:
            take(campaign, tree, people, *step)
        paper = figures_of(campaign, unit=campaign.unit, at=THEN)
        for step in after:
            take(campaign, tree, people, *step)
        _check_units(campaign, {row.code for row in paper.not_held})
        again = figures_of(campaign, unit=campaign.unit, at=THEN)
        found = {(change.line, change.figure): (change.was, change.now) for change in figure_changes(paper, again)}
        assert found == _differences(paper, again)
        transaction.set_rollback(True)


def _check_units(campaign, on_paper):
    then, now = stand(campaign, THEN), stand(campaign, NOW)
    changes = unit_changes(campaign, campaign.unit, missing=on_paper, then=THEN, now=NOW, due_on=campaign.study_due_on)
    assert {name: codes(units) for name, units in changes.items()} == {
        "held": now["held"] & (then["owing"] - then["held"]),
        # Both moments lie after the day on which the study was due.
        "late": (now["owing"] - now["held"]) - (then["owing"] - then["held"]),
        "joined": now["owing"] - then["owing"],
        "left": then["owing"] - now["owing"],
        "had_held": then["held"] & on_paper,
        "had_not_held": then["owing"] - then["held"] - on_paper,
    }


def _differences(paper, again):
    """`{(line, figure): (on paper, today)}` from the two payloads, for lines that stand in both."""
    was, now = _numbers(as_payload(paper)), _numbers(as_payload(again))
    return {key: (was[key], now[key]) for key in was.keys() & now.keys() if was[key] != now[key]}


def _numbers(payload):
    found = {("Tổng cộng", "studied_in_progress"): payload["studied_in_progress"]}
    for line in (payload["total"], *payload["lines"]):
        figures = {name: line[name] for name in ("units", "held", "classes", "heads")} | line["counts"]
        found |= {(line["name"], name): value for name, value in figures.items()}
    return found


@pytest.mark.django_db
@settings(**_SETTINGS)
@example([("hold", "z", 8, 0), ("leaves", 12, 10, None)])
@example([("hold", "xa", 8, 0), ("hold", "xs1", 8, 0), ("exempt", 1, 10, None), ("exempt", 4, 11, None)])
@given(_STEPS)
def test_lines_and_units_add_up_and_no_rate_is_above_one_hundred(campaign, tree, members, steps):
    people = list(Member.objects.filter(unit__path__startswith=tree.committee.path).order_by("pk"))
    with transaction.atomic():
        for step in steps:
            take(campaign, tree, people, *step)
        for at in (THEN, NOW):
            figures = figures_of(campaign, unit=campaign.unit, at=at)
            _check_additivity(figures)
            _check_studied(campaign, figures, at)
            owing = campaign.duties.filter(parent=None).owing(at).select_related("unit")
            assert [rate for duty in owing for rate in _rates_above(figures_of(campaign, unit=duty.unit, at=at))] == []
            assert _rates_above(figures) == []
        transaction.set_rollback(True)


def _check_additivity(figures):
    for name in ("units", "held", "heads"):
        assert sum(getattr(line, name) for line in figures.lines) == getattr(figures.total, name)
    for name in vars(figures.total.counts):
        assert sum(getattr(line.counts, name) for line in figures.lines) == getattr(figures.total.counts, name)
    # A joint class of units of two blocks is one class of the total.
    assert figures.total.classes <= sum(line.classes for line in figures.lines)


def _check_studied(campaign, figures, at):
    """Of the whole committee, those of units in progress too: the sum over its units, and over their own reports."""
    owing = campaign.duties.filter(parent=None).owing(at).select_related("unit")
    basis = basis_of(count(campaign, unit=campaign.unit, at=at), campaign=campaign, unit=campaign.unit)
    by_unit = [sum(row.attended + row.made_up for row in basis.classes if row.line == duty.unit.code) for duty in owing]
    assert figures.studied_in_all == sum(by_unit)
    assert by_unit == [figures_of(campaign, unit=duty.unit, at=at).studied_in_all for duty in owing]


def _rates_above(figures):
    """Every per cent of the sentences, weekly and final, and of the lines."""
    texts = [p.text for final in (False, True) for p in passages_of(figures, VOICE, is_final=final)]
    texts += [f"{rate}%" for line in (*figures.lines, figures.total) for rate in (line.counts.study_rate, line.counts.essay_rate)]
    found = [rate for text in texts for rate in _PER_CENT.findall(text)]
    return [rate for rate in found if float(rate.replace(".", "").replace(",", ".")) > 100]
