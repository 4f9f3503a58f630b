"""The second look: whom the lot falls on, what is found, and what becomes of the mark (nothing)."""
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from conftest import make_member
from essays.models import Essay, Finding, ReviewedEssay, ReviewSample
from essays.reviewing import drawn_by, essays_to_draw, standing_difference
from essays.services.register import hand_in, hand_in_many, mark_essay, mark_many, undo_last_step
from essays.services.reviews import draw_sample, note_finding
from lib.clock import local_day
from units.models import Member

TODAY = local_day(NOW)
LATER = NOW + datetime.timedelta(hours=1)


@pytest.fixture
def marked(campaign, tree):  # noqa: F811
    """Thirty marked essays of two cells of a base, and one of another base."""
    people = [make_member(unit, f"7{n:04d}{unit.pk}") for unit in (tree.xa, tree.xb) for n in range(15)]
    people.append(make_member(tree.ya, "79999"))
    essays = hand_in_many(campaign=campaign, members=people, on=TODAY, by=None, at=NOW)
    return mark_many(essays=essays, passed=True, on=TODAY, by=None, at=NOW)


def draw(campaign, unit, **fields):  # noqa: F811
    return draw_sample(**{"campaign": campaign, "unit": unit, "percent": 10, "by": None, "at": NOW, **fields})


@given(pks=st.sets(st.integers(1, 10**6), min_size=1, max_size=300), percent=st.integers(5, 10), seed=st.integers(0, 10**9))
def test_a_seed_draws_the_same_essays_again_at_least_one_and_none_twice(pks, percent, seed):
    drawn = drawn_by(seed, list(pks), percent)

    assert drawn == drawn_by(seed, sorted(pks, reverse=True), percent)
    assert set(drawn) <= pks and len(set(drawn)) == len(drawn)
    assert 1 <= len(drawn) and len(drawn) - 1 < len(pks) * percent / 100 <= len(drawn)


def test_a_sample_keeps_its_seed_and_what_it_was_drawn_from(campaign, tree, marked):  # noqa: F811
    samples = [draw(campaign, tree.x, seed=seed) for seed in (7, 7, 8)]

    first, again, other = ([one.essay_id for one in sample.essays.all()] for sample in samples)
    assert (samples[0].seed, samples[0].drawn_from, len(first)) == (7, 30, 3)
    assert first == again != other
    assert {essay.unit for essay in Essay.objects.filter(pk__in=first)} <= {tree.xa, tree.xb}
    assert len({sample.seed for sample in (draw(campaign, tree.x) for _n in range(3))}) == 3


def test_nobody_draws_from_what_he_marked_himself(campaign, tree, marked):  # noqa: F811
    Member.objects.filter(pk=marked[0].member_id).update(managed_by=tree.x)
    Member.objects.filter(pk=marked[1].member_id).update(managed_by=tree.committee)

    of_base, of_committee = essays_to_draw(campaign, tree.x), essays_to_draw(campaign, tree.committee)

    assert (of_base.count(), of_committee.count()) == (28, 30)
    assert marked[0] not in of_base and marked[0] in of_committee and marked[1] not in of_committee
    assert essays_to_draw(campaign, tree.xa).count() == 0


@pytest.mark.parametrize("percent", [4, 11])
def test_less_than_5_or_more_than_10_of_a_hundred_is_no_sample(campaign, tree, marked, percent):  # noqa: F811
    with pytest.raises(ValidationError):
        draw(campaign, tree.x, percent=percent)


def test_where_nothing_is_marked_nothing_is_drawn(campaign, tree):  # noqa: F811
    with pytest.raises(ValidationError) as refused:
        draw(campaign, tree.x)
    assert list(refused.value.message_dict) == ["unit"]


def test_a_finding_changes_no_mark_and_stands_until_the_mark_is_touched(campaign, tree, marked, cast):  # noqa: F811
    reviewed = draw(campaign, tree.x, seed=1).essays.first()
    with pytest.raises(ValidationError):
        note_finding(reviewed=reviewed, finding=Finding.DIFFERS, note=" ", seen=None, by=cast.base_officer, at=LATER)
    note_finding(reviewed=reviewed, finding=Finding.DIFFERS, note="Thiếu chữ ký", seen=None, by=cast.base_officer, at=LATER)

    essay = Essay.objects.get(pk=reviewed.essay_id)
    assert (essay.state, standing_difference(essay).note) == ("passed", "Thiếu chữ ký")

    undo_last_step(essay=essay, by=cast.secretary_a, at=LATER)
    assert standing_difference(Essay.objects.get(pk=essay.pk)) is None
    mark_essay(essay=essay, passed=False, on=TODAY, by=cast.secretary_a, at=LATER + datetime.timedelta(minutes=1))
    assert standing_difference(Essay.objects.get(pk=essay.pk)) is None


def test_of_two_who_look_at_once_the_second_is_told(campaign, tree, marked, cast):  # noqa: F811
    reviewed = draw(campaign, tree.x).essays.first()
    note_finding(reviewed=reviewed, finding=Finding.AGREES, note="", seen=None, by=cast.base_officer, at=LATER)
    with pytest.raises(ValidationError, match=cast.base_officer.full_name):
        note_finding(reviewed=reviewed, finding=Finding.DIFFERS, note="x", seen=None, by=cast.officer, at=LATER)
    assert note_finding(reviewed=reviewed, finding=Finding.DIFFERS, note="x", seen=LATER, by=cast.officer, at=LATER).by == cast.officer


def test_an_essay_whose_mark_was_taken_back_is_not_looked_at(campaign, tree, marked, cast):  # noqa: F811
    reviewed = draw(campaign, tree.x).essays.first()
    undo_last_step(essay=reviewed.essay, by=None, at=LATER)
    with pytest.raises(ValidationError):
        note_finding(reviewed=reviewed, finding=Finding.AGREES, note="", seen=None, by=cast.base_officer, at=LATER)


# Screens


def test_a_base_draws_looks_and_reads_the_line(campaign, tree, marked, client, cast):  # noqa: F811
    client.force_login(cast.base_officer)
    listed = reverse("essays:reviews", args=[campaign.pk])
    form = client.get(listed).context["form"]
    assert {unit.code for unit in form.fields["unit"].queryset} == {tree.x.code, "1-03"}

    shown = client.post(listed, {"form_key": str(form["form_key"].value()), "unit": tree.x.pk, "percent": "10"}, follow=True)
    sample = ReviewSample.objects.get()
    assert str(sample.seed) in shown.content.decode() and shown.context["line"] == "3 bài được chọn, chưa xem lại bài nào."

    for finding, note in (("agrees", ""), ("agrees", ""), ("differs", "Thiếu chữ ký")):
        waiting = sample.essays.filter(finding="").order_by("position").first()
        look = reverse("essays:second_look", args=[waiting.pk])
        key = str(client.get(look).context["form"]["form_key"].value())
        shown = client.post(look, {"form_key": key, "seen": "", "finding": finding, "note": note}, follow=True)

    assert shown.context["line"] == "3 bài xem lại: 2 nhất trí, 1 khác."


def test_whoever_marked_sees_that_the_second_look_differs(campaign, tree, marked, client, cast):  # noqa: F811
    reviewed = ReviewedEssay.objects.filter(sample=draw(campaign, tree.x, seed=1), essay__unit=tree.xa).first()
    note_finding(reviewed=reviewed, finding=Finding.DIFFERS, note="Thiếu chữ ký", seen=None, by=cast.base_officer, at=LATER)
    duty = campaign.duties.get(unit=tree.xa)
    client.force_login(cast.secretary_a)

    essay_page = client.get(reverse("essays:essay", args=[reviewed.essay_id])).content.decode()
    desk = client.get(f"{reverse('essays:desk', args=[duty.pk])}?essay={reviewed.essay_id}").content.decode()
    hand_in(campaign=campaign, member=make_member(tree.xa, "70000"), on=TODAY, by=None, at=NOW)

    for page in (essay_page, desk):
        assert "Thiếu chữ ký" in page and reverse("essays:undo", args=[reviewed.essay_id]) in page


def test_a_sample_costs_the_same_however_many_essays(campaign, tree, marked, client, cast, django_assert_max_num_queries):  # noqa: F811
    client.force_login(cast.officer)
    counts = []
    for size in (1, 30):
        sample = draw(campaign, tree.x)
        sample.essays.all().delete()
        ReviewedEssay.objects.bulk_create(
            ReviewedEssay(sample=sample, essay=essay, position=n) for n, essay in enumerate(marked[:size])
        )
        with django_assert_max_num_queries(30) as queries:
            client.get(reverse("essays:review_sample", args=[sample.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[1]
