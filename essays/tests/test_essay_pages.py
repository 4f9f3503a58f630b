"""The scanned pages on the page of an essay: what is there, what is missing, what is shown, who looked."""
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from audit.models import Entry
from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from essays.models import Essay, ScanPage
from essays.pages_of import missing_pages, pages_of
from essays.services.essay_pages import say_pages
from essays.services.pages import KEEP_BOTH, REPLACE, assign_page
from essays.services.register import mark_essay, return_essay, undo_last_step
from essays.services.sheets import add_blank_sheets, add_pages, assign_blank_sheet
from essays.suggestions import hints_for
from essays.tests.piles import lay_pile
from essays.tests.test_filing import TODAY, batch, duty, sheets  # noqa: F401 (fixtures)
from essays.tests.test_intake import text_of
from essays.who_looked import looks_at


@pytest.fixture
def essay(batch, sheets):  # noqa: F811
    """Pages 1, 2 and 4 of four; the second writer has his first."""
    first, second, _third = sheets
    lay_pile(batch, [(first, 2), (first, 1), (second, 1), (first, 4)])
    return Essay.objects.get(member=first.member)


def look(client, essay, **asked):
    return client.get(reverse("essays:essay", args=[essay.pk]), asked)


def shown(answer):
    viewer = answer.context["viewer"]
    return [(page.essay_page, page.copy) for page, _label, _has in viewer.figures]


# What is missing


def test_what_is_missing_of_many_is_told_in_four_queries(essay, sheets, campaign, django_assert_num_queries):  # noqa: F811
    members = [sheet.member for sheet in sheets]
    with django_assert_num_queries(4):
        found = missing_pages(campaign, members)
    assert found == {sheets[0].member_id: (3,), sheets[1].member_id: (2, 3, 4)}
    counts = pages_of(campaign, members)
    assert (counts[sheets[0].member_id].count_words, counts[sheets[0].member_id].missing_words) == ("3/4 trang", "thiếu trang 3")
    assert counts[sheets[2].member_id].missing_words == counts[sheets[2].member_id].count_words == ""


def test_how_many_pages_there_should_be(essay, sheets, campaign, duty, cast):  # noqa: F811
    def lacks():
        return missing_pages(campaign, [essay.member]).get(essay.member_id, ())

    essay = say_pages(essay=essay, version=essay.version, pages=2, by=cast.officer, at=NOW)
    assert lacks() == (3,)            # the fourth is here, whatever was said
    ScanPage.objects.filter(essay=essay, essay_page=4).update(superseded_at=NOW)
    assert lacks() == ()
    essay = say_pages(essay=essay, version=essay.version, pages=None, by=cast.officer, at=NOW)
    assert lacks() == (3, 4)
    add_pages(duty=duty, members=[essay.member], more=1, by=None, at=NOW)
    assert lacks() == (3, 4, 5)
    [blank] = add_blank_sheets(duty=duty, count=1, pages=6, by=None, at=NOW)
    assign_blank_sheet(sheet=blank, member=essay.member, by=None, at=NOW)
    assert lacks() == (3, 4, 5, 6)
    assert Entry.objects.filter(action="essays.essay.pages_said").count() == 2
    with pytest.raises(ValidationError):
        say_pages(essay=essay, version=essay.version, pages=100, by=cast.officer, at=NOW)


def test_the_next_writing_has_its_own_number_of_pages(essay, batch, sheets, cast):  # noqa: F811
    say_pages(essay=essay, version=essay.version, pages=3, by=cast.officer, at=NOW)
    return_essay(essay=essay, reason="x", on=TODAY, by=None, at=NOW)
    lay_pile(batch, [(sheets[0], 1)])
    essay.refresh_from_db()
    assert (essay.edition, essay.pages_said) == (2, None)


def test_the_register_says_what_is_missing(client, cast, essay, duty, sheets, batch, django_assert_max_num_queries):  # noqa: F811
    client.force_login(cast.secretary_a)
    url = reverse("essays:register", args=[duty.pk])
    words = text_of(client.get(url))
    assert "3/4 trang, thiếu trang 3" in words and "1/4 trang, thiếu trang 2, 3, 4" in words
    client.force_login(cast.inspector)
    assert "thiếu trang" not in text_of(client.get(url))


# The viewer


def test_pages_stand_in_order_with_the_gap_among_them(client, cast, essay):
    client.force_login(cast.secretary_a)
    answer = look(client, essay)
    viewer = answer.context["viewer"]
    assert [label for _page, _n, label, _url in viewer.strip] == ["Trang 1", "Trang 2", "thiếu trang 3", "Trang 4"]
    assert shown(answer) == [(1, 1)] and not viewer.previous_url
    second = client.get(viewer.next_url)
    assert shown(second) == [(2, 1)] and second.context["viewer"].previous_url.startswith(answer.request["PATH_INFO"])
    picture = reverse("essays:page_picture", args=[second.context["viewer"].shown.pk])
    assert picture in text_of(second) and client.get(picture).status_code == 200
    assert shown(look(client, essay, page="no number")) == [(1, 1)]


def test_what_is_asked_for_in_the_address_is_of_this_essay_alone(client, cast, essay):
    other = ScanPage.objects.exclude(essay=essay).exclude(essay=None).get()
    client.force_login(cast.secretary_a)
    answer = look(client, essay, page=other.pk, beside=other.pk)
    assert shown(answer) == [(1, 1)] and reverse("essays:page_picture", args=[other.pk]) not in text_of(answer)


def test_earlier_writings_and_other_copies_are_laid_beside(client, cast, essay, batch, sheets):  # noqa: F811
    file = lay_pile(batch, [(sheets[0], 1), (sheets[0], 2)])
    copy, better = file.pages.order_by("number")
    wanted = {"campaign": batch.campaign, "member": essay.member, "by": cast.officer, "at": NOW}
    assign_page(page=copy, essay_page=1, instead=KEEP_BOTH, **wanted)
    assign_page(page=better, essay_page=2, instead=REPLACE, **wanted)
    client.force_login(cast.officer)
    viewer = look(client, essay).context["viewer"]
    assert [label for _page, _n, label, _url in viewer.strip] == ["Trang 1", "Trang 1, bản khác", "Trang 2", "thiếu trang 3", "Trang 4"]
    assert [label for label, _url in viewer.compared] == ["Trang 1, bản khác", "Trang 2, đã thay"]
    assert shown(client.get(viewer.compared[1][1])) == [(2, 1), (2, 1)]
    return_essay(essay=essay, reason="x", on=TODAY, by=None, at=NOW)
    lay_pile(batch, [(sheets[0], 1)])
    viewer = look(client, essay).context["viewer"]
    assert [label for _page, _n, label, _url in viewer.strip][:2] == ["Trang 1", "thiếu trang 2"]
    assert ("Trang 4, lần viết 1") in [label for label, _url in viewer.compared]
    beside = client.get(dict(viewer.compared)["Trang 1, lần viết 1"]).context["viewer"]
    assert (beside.shown.edition, beside.beside.edition) == (2, 1)


def test_a_page_is_turned_where_one_reads_it(client, cast, essay):
    page = essay.scanned_pages.get(essay_page=2)
    client.force_login(cast.secretary_a)
    key = look(client, essay).context["turn_form"]["form_key"].value()
    url = reverse("essays:essay_page_turn", args=[page.pk])
    answer = client.post(url, {"form_key": key, "degrees": 90})
    page.refresh_from_db()
    assert (page.turned, answer.url) == (90, f"{reverse('essays:essay', args=[essay.pk])}?page={page.pk}#viewer")
    # The same click again turns nothing; another button with the same key neither.
    for degrees in (90, 270, 5):
        assert client.post(url, {"form_key": key, "degrees": degrees}).status_code == 302
        page.refresh_from_db()
        assert page.turned == 90
    assert f'width="{page.height}"' in text_of(client.get(answer.url))


def test_the_number_of_pages_is_said_on_the_page(client, cast, essay):
    client.force_login(cast.secretary_a)
    form = look(client, essay).context["pages_form"]
    url = reverse("essays:pages_said", args=[essay.pk])
    wrong = client.post(url, {"form_key": form["form_key"].value(), "version": essay.version, "pages": "ba"})
    assert wrong.status_code == 200 and 'value="ba"' in text_of(wrong)
    sent = client.post(url, {"form_key": wrong.context["form"]["form_key"].value(), "version": essay.version, "pages": "5"})
    assert sent.status_code == 302, sent.context["form"].errors
    assert "Thiếu trang 3, 5" in text_of(look(client, essay))


def test_500_pages_filed_or_waiting_cost_no_query_more(client, cast, essay, batch, sheets, django_assert_num_queries):  # noqa: F811
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(cast.officer)
    look(client, essay)
    with CaptureQueriesContext(connection) as before:
        look(client, essay)
    lay_pile(batch, ["no_code"] * 500)
    file = lay_pile(batch, ["no_code"] * 95)
    for page, number in zip(file.pages.order_by("number"), range(5, 100), strict=False):
        ScanPage.objects.filter(pk=page.pk).update(
            went="filed", reason="", essay=essay, campaign=essay.campaign, member=essay.member, unit=essay.unit, essay_page=number
        )
    with django_assert_num_queries(len(before)):
        assert len(look(client, essay).context["viewer"].pages) == 98


# Who looked


def test_who_opened_it_is_told_by_person_and_day(client, cast, essay):
    first, second = essay.scanned_pages.filter(essay_page__in=(1, 2)).order_by("essay_page")
    client.force_login(cast.officer)
    look(client, essay)
    for page in (second, first):
        client.get(reverse("essays:page_picture", args=[page.pk]))
    client.force_login(cast.secretary_a)
    client.get(reverse("essays:essay_pdf", args=[essay.pk]))
    found = [(one.who, one.words) for one in looks_at(essay)]
    assert found == [(cast.secretary_a.full_name, "tải PDF"), (cast.officer.full_name, "trang 1, 2")]
    assert f"{cast.officer.full_name}" in text_of(look(client, essay)).partition("Ai đã xem")[2]


def test_one_essay_as_pdf(client, cast, essay):
    client.force_login(cast.secretary_a)
    answer = client.get(reverse("essays:essay_pdf", args=[essay.pk]))
    assert answer["Content-Type"] == "application/pdf" and b"".join(answer.streaming_content).startswith(b"%PDF")
    assert Entry.objects.filter(action="essays.essay.exported", object_id=str(essay.pk)).exists()
    client.force_login(cast.secretary_b)
    assert client.get(reverse("essays:essay_pdf", args=[essay.pk])).status_code == 404


def test_going_through_the_pages_is_one_reading_but_for_the_pictures(client, cast, essay):
    page = essay.scanned_pages.get(essay_page=2)
    client.force_login(cast.officer)
    # Straight to a page is a reading, too.
    for asked in ({"page": page.pk}, {"page": page.pk}, {}):
        look(client, essay, **asked)
    assert Entry.objects.filter(action="essays.essay.read").count() == 2


# Suggestions


@pytest.fixture
def suspicious(essay):
    """A page of the essay that looks printed, and like the second writer's."""
    page = essay.scanned_pages.get(essay_page=1)
    ScanPage.objects.filter(pk=page.pk).update(suggestions=[["printed", 0.71, 0.62], ["dark", 80, 100]], picture_hash="f" * 64)
    ScanPage.objects.exclude(essay=essay).exclude(essay=None).update(picture_hash="e" + "f" * 63)
    return page


def test_a_suggestion_has_its_figure_and_is_seen_by_the_marker_alone(client, cast, essay, suspicious, sheets):  # noqa: F811
    client.force_login(cast.secretary_a)
    words = text_of(look(client, essay))
    assert "0,71" in words and "0,62" in words and sheets[1].member.full_name in words
    type(essay.member).objects.filter(pk=essay.member_id).update(managed_by=cast.officer.appointments.get().unit)
    words = text_of(look(client, essay))
    assert "0,71" not in words and sheets[1].member.full_name not in words
    client.force_login(cast.officer)
    assert "0,71" in text_of(look(client, essay))


@pytest.mark.parametrize("passed", [True, False])
def test_after_the_mark_nobody_is_reminded_even_where_it_is_taken_back(cast, essay, suspicious, sheets, passed):  # noqa: F811
    other = Essay.objects.exclude(pk=essay.pk).get()
    assert any(sheets[0].member.full_name in hint.words for hint in hints_for(other))
    # Sheets nobody wrote on look alike, too.
    point = transaction.savepoint()
    ScanPage.objects.filter(essay=essay).update(suggestions=[["blank", 0.0, 0.1]])
    assert not any(sheets[0].member.full_name in hint.words for hint in hints_for(other))
    transaction.savepoint_rollback(point)
    mark_essay(essay=essay, passed=passed, on=TODAY, by=None, at=NOW)
    essay.refresh_from_db()
    assert hints_for(essay) == []
    undo_last_step(essay=essay, by=None, at=NOW)
    essay.refresh_from_db()
    said = " ".join(hint.words for hint in [*hints_for(essay), *hints_for(other)])
    assert "in sẵn" not in said and sheets[1].member.full_name not in said and sheets[0].member.full_name not in said
    suspicious.refresh_from_db()
    assert not any(one[0] == "printed" for one in suspicious.suggestions) and bool(suspicious.picture_hash) is not passed
