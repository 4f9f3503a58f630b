"""The figures of An Lạc must be those the office expects."""
import json
from pathlib import Path

import pytest

from reports.figures import as_expected_json, as_payload, check_sums, figures_of, from_payload
from reports.tests.an_lac import load_an_lac
from reports.weeks import Week
from units.models import Unit

EXPECTED = Path(__file__).resolve().parents[2] / "data" / "an-lac" / "expected.json"
WEEK = Week.parse("2018-W02")


@pytest.fixture(scope="module")
def an_lac(django_db_setup, django_db_blocker):
    """The campaign, loaded once for this module and taken away after it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield load_an_lac()
        transaction.set_rollback(True)


@pytest.fixture
def figures(an_lac, db):
    return figures_of(an_lac, unit=an_lac.unit, at=WEEK.cut_off(an_lac))


def test_the_week_before_last_prints_what_the_office_expects(figures):
    assert as_expected_json(figures) == json.loads(EXPECTED.read_text())


def test_every_sum_is_kept_and_the_snapshot_gives_the_same_figures_back(figures):
    check_sums(figures)

    assert from_payload(json.loads(json.dumps(as_payload(figures)))) == figures


@pytest.mark.parametrize(
    ("week", "expected"),
    [
        ("2018-W01", {"held": 40, "classes": 33, "attended": 3398, "essay_submitted": 0}),
        (
            "2018-W03",
            {
                "held": 57, "classes": 49, "summoned": 4511, "attended": 4300, "made_up": 118, "essay_required": 4190,
                "essay_submitted": 3500, "essay_passed": 3397, "essay_failed": 46, "essay_pending": 57,
            },
        ),
    ],
)
def test_the_weeks_around_count_what_had_happened_by_then(an_lac, db, week, expected):
    figures = figures_of(an_lac, unit=an_lac.unit, at=Week.parse(week).cut_off(an_lac))
    check_sums(figures)
    total = as_expected_json(figures)["blocks"]["Tổng cộng"]

    assert {name: total[name] for name in expected} == expected


def test_the_number_of_queries_does_not_depend_on_the_size(an_lac, django_assert_num_queries):
    base = Unit.objects.get(code="302")
    at = WEEK.cut_off(an_lac)

    with django_assert_num_queries(9):
        figures_of(an_lac, unit=an_lac.unit, at=at)
    with django_assert_num_queries(10):
        figures_of(an_lac, unit=base, at=at)
