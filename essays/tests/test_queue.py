"""The fix queue at its doors: what each step does, what two people at once get told, what is recorded."""
import datetime
import io

import pytest
from django.db import connection
from django.urls import reverse
from PIL import Image

from audit.models import Entry
from campaigns.models import Campaign
from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from essays.filing.queue import Queue
from essays.models import Essay, PageStep, ScanPage, Went
from essays.services.pages import assign_page, set_aside_page
from essays.services.register import mark_essay, return_essay
from essays.services.scans import open_batch
from essays.tests.piles import HEIGHT, LOST, WIDTH, lay_pile, waiting
from essays.tests.test_filing import TODAY, batch, duty, sheets  # noqa: F401 (fixtures)
from lib.clock import now
from units.models import Member


def keys_in(page):
    """`{address of a form: its key}` of the forms on the page."""
    found = {}
    for part in page.split('action="')[1:]:
        if 'name="form_key" value="' in part.split("</form>")[0]:
            found[part.split('"')[0].replace("&amp;", "&")] = part.split('name="form_key" value="')[1].split('"')[0]
    return found


def key_of(client, queue_url, name, pk, query=""):
    return keys_in(client.get(queue_url).content.decode())[f"{reverse(f'essays:{name}', args=[pk])}{query}"]


@pytest.fixture
def url(batch):  # noqa: F811
    return reverse("essays:queue", args=[batch.pk])


@pytest.fixture
def at_work(client, cast, url):
    """`at_work(name, pk, **data)`: the base officer presses a button of the queue."""
    client.force_login(cast.base_officer)

    def press(name, pk, **data):
        key = key_of(client, url, name, pk)
        return client.post(reverse(f"essays:{name}", args=[pk]), {"form_key": key, **data}, follow=True)

    return press


# Steps


def test_enter_files_and_goes_on_and_undo_takes_it_back(batch, sheets, at_work, url, client):  # noqa: F811
    first, second, _third = sheets
    file = lay_pile(batch, [(first, 1), LOST, LOST, (second, 2)])
    one, two = waiting(file, 2), waiting(file, 3)
    shown = at_work("page_assign", one.pk, choice=f"{first.member_id}-2")
    assert (shown.redirect_chain[-1][0], shown.context["page"]) == (f"{url}?page={two.pk}", two)
    one.refresh_from_db()
    assert (one.went, one.member, one.essay_page) == (Went.FILED, first.member, 2)
    shown = at_work("page_undo", PageStep.objects.get().pk)
    assert shown.context["page"] == one
    one.refresh_from_db()
    assert one.went == Went.QUEUED


def test_the_page_proposed_may_be_changed(batch, sheets, at_work):  # noqa: F811
    file = lay_pile(batch, [LOST])
    page = waiting(file, 1)
    refused = at_work("page_assign", page.pk, choice=f"{sheets[0].member_id}-1", essay_page="0")
    assert refused.status_code == 200 and "essay_page" in refused.context["assign_form"].errors
    assert at_work("page_assign", page.pk).context["assign_form"].errors.keys() == {"choice"}
    at_work("page_assign", page.pk, choice=f"{sheets[0].member_id}-1", essay_page="4")
    page.refresh_from_db()
    assert page.essay_page == 4


def test_one_form_files_one_page(batch, sheets, cast, client, url):  # noqa: F811
    file = lay_pile(batch, [LOST, LOST])
    page = waiting(file, 1)
    client.force_login(cast.base_officer)
    sent = {"form_key": key_of(client, url, "page_assign", page.pk), "choice": f"{sheets[0].member_id}-1"}
    answers = {client.post(reverse("essays:page_assign", args=[page.pk]), sent).url for _time in range(2)}
    assert answers == {f"{url}?page={waiting(file, 2).pk}"}
    assert PageStep.objects.count() == 1


def test_a_taken_place_asks_and_each_answer_does_what_it_says(batch, sheets, at_work):  # noqa: F811
    first = sheets[0]
    file = lay_pile(batch, [(first, 1)] * 5)
    standing, kept_first, replacing, both, late = (waiting(file, number) for number in range(1, 6))
    choice = f"{first.member_id}-1"
    asked = at_work("page_assign", kept_first.pk, choice=choice)
    assert asked.templates[0].name == "essays/place_taken.html"
    pictures = [reverse("essays:page_picture", args=[page.pk]) for page in (standing, kept_first)]
    assert all(picture in asked.content.decode() for picture in pictures)
    at_work("page_assign", kept_first.pk, choice=choice, instead="first")
    at_work("page_assign", replacing.pk, choice=choice, instead="replace")
    at_work("page_assign", both.pk, choice=choice, instead="both")
    for page in (standing, kept_first, replacing, both):
        page.refresh_from_db()
    assert (kept_first.went, kept_first.reason) == (Went.SET_ASIDE, "keep_first")
    assert (bool(standing.superseded_at), replacing.copy, both.copy) == (True, 1, 2)
    mark_essay(essay=Essay.objects.get(), passed=True, on=TODAY, by=None, at=NOW)
    asked = at_work("page_assign", late.pk, choice=choice, instead="replace")
    assert 'value="replace"' not in asked.content.decode() and 'value="both"' in asked.content.decode()


def test_set_aside_with_a_reason_and_taken_up_again(batch, at_work, cast, client):  # noqa: F811
    file = lay_pile(batch, [LOST, LOST])
    page = waiting(file, 1)
    assert at_work("page_set_aside", page.pk, reason="other").context["aside_form"].errors.keys() == {"remark"}
    at_work("page_set_aside", page.pk, reason="other", remark="Giấy nháp")
    page.refresh_from_db()
    assert (page.went, page.remark) == (Went.SET_ASIDE, "Giấy nháp")
    listed = client.get(reverse("essays:aside", args=[batch.pk])).content.decode()
    assert "Giấy nháp" in listed
    address = reverse("essays:page_take_up", args=[page.pk])
    shown = client.post(address, {"form_key": keys_in(listed)[address]}, follow=True)
    assert shown.context["page"] == page
    page.refresh_from_db()
    assert (page.went, page.reason) == (Went.QUEUED, "taken_up")


def test_a_page_is_turned_and_shown_turned(batch, at_work, client):  # noqa: F811
    file = lay_pile(batch, [LOST])
    page = waiting(file, 1)
    assert at_work("page_turn", page.pk, degrees="90").context["page"].turned == 90
    picture = reverse("essays:page_picture", args=[page.pk])
    assert size_of(client.get(picture)) == (HEIGHT, WIDTH)
    at_work("page_turn", page.pk, degrees="270")
    assert size_of(client.get(picture)) == (WIDTH, HEIGHT)


def size_of(response):
    with Image.open(io.BytesIO(b"".join(response.streaming_content))) as picture:
        return picture.size


def test_a_filed_page_is_sent_back(batch, sheets, cast, client):  # noqa: F811
    file = lay_pile(batch, [(sheets[0], 1), (sheets[0], 2)])
    page = waiting(file, 1)
    client.force_login(cast.base_officer)
    address = reverse("essays:page_send_back", args=[page.pk])
    key = client.get(address).context["form"]["form_key"].value()
    assert client.post(address, {"form_key": key}).url == reverse("essays:essay", args=[page.essay_id])
    page.refresh_from_db()
    assert (page.went, page.reason) == (Went.QUEUED, "sent_back")


# Two at once, and nobody left


def test_who_comes_second_is_told_by_whom_and_goes_on(batch, sheets, cast, client, url):  # noqa: F811
    file = lay_pile(batch, [LOST, LOST, LOST])
    one, two, three = (waiting(file, number) for number in (1, 2, 3))
    client.force_login(cast.base_officer)
    key = key_of(client, url, "page_assign", one.pk)
    assign_page(page=one, campaign=batch.campaign, member=sheets[0].member, essay_page=1, by=cast.officer, at=NOW)
    sent = {"form_key": key, "choice": f"{sheets[1].member_id}-1"}
    shown = client.post(reverse("essays:page_assign", args=[one.pk]), sent, follow=True)
    assert shown.context["page"] == two and cast.officer.full_name in str(list(shown.context["messages"])[0])
    one.refresh_from_db()
    assert one.member == sheets[0].member
    set_aside_page(page=two, reason="stranger", by=cast.officer, at=NOW)
    shown = client.get(f"{url}?page={two.pk}", follow=True)
    assert shown.context["page"] == three and cast.officer.full_name in str(list(shown.context["messages"])[0])


def test_the_last_page_leads_to_the_line_of_the_batch(batch, sheets, at_work):  # noqa: F811
    file = lay_pile(batch, [LOST])
    shown = at_work("page_assign", waiting(file, 1).pk, choice=f"{sheets[0].member_id}-1")
    assert shown.context["page"] is None
    assert shown.context["line"] in shown.content.decode() and shown.context["step"].page.essay_page == 1


def test_skipping_goes_round(batch, cast):  # noqa: F811
    file = lay_pile(batch, [LOST, "unknown_sheet", LOST])
    queue, pages = Queue(batch=batch), [waiting(file, number) for number in (1, 2, 3)]
    assert [queue.next_after(page) for page in pages] == [pages[1], pages[2], pages[0]]
    assert [queue.place_of(page) for page in pages] == [(1, 3), (2, 3), (3, 3)]


def test_the_queue_of_a_unit_holds_all_its_batches_and_those_below(batch, campaign, tree, cast, client, sheets):  # noqa: F811
    below = open_batch(campaign=campaign, unit=tree.xa, on=TODAY, by=None, at=NOW)
    beside = open_batch(campaign=campaign, unit=tree.ya, on=TODAY, by=None, at=NOW)
    files = [lay_pile(one, [LOST]) for one in (batch, below, beside)]
    duty = campaign.duties.get(unit=tree.x)  # noqa: F811
    assert list(Queue(duty=duty).waiting()) == [waiting(files[0], 1), waiting(files[1], 1)]
    client.force_login(cast.base_officer)
    url = reverse("essays:queue_unit", args=[duty.pk])
    page, query = waiting(files[0], 1), f"?queue={duty.pk}"
    key = key_of(client, url, "page_set_aside", page.pk, query)
    address = reverse("essays:page_set_aside", args=[page.pk]) + query
    assert client.post(address, {"form_key": key, "reason": "stranger"}).url == f"{url}?page={waiting(files[1], 1).pk}"


# What is recorded, and what a name in an address would tell


def test_each_opening_of_a_picture_is_in_the_record(batch, sheets, cast, client):  # noqa: F811
    file = lay_pile(batch, [(sheets[0], 2), LOST])
    client.force_login(cast.secretary_a)
    filed, waits = waiting(file, 1), waiting(file, 2)
    assert client.get(reverse("essays:page_picture", args=[filed.pk])).status_code == 200
    assert client.get(reverse("essays:page_picture", args=[waits.pk])).status_code == 404
    client.force_login(cast.base_officer)
    for page in (filed, filed, waits):
        answer = client.get(reverse("essays:page_picture", args=[page.pk]))
        assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "private, no-store")
    read = Entry.objects.filter(action="essays.page.read").values_list("actor_id", "details__card", "details__page")
    card = filed.member.card_number
    assert list(read.order_by("pk")) == [(cast.secretary_a.pk, card, 2), *[(cast.base_officer.pk, card, 2)] * 2]
    assert Entry.objects.get(action="essays.page.unfiled_read").details["batch"] == batch.pk


def test_numbers_in_the_page_are_for_the_browser_not_for_reading(batch, sheets, cast, client, url):  # noqa: F811
    page = waiting(lay_pile(batch, [LOST]), 1)
    ScanPage.objects.filter(pk=page.pk).update(width=1488, height=2105)
    client.force_login(cast.base_officer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('essays_scanpage_id_seq', 123456)")
    shown = client.get(url).content.decode()
    assert 'width="1488" height="2105"' in shown
    page = waiting(lay_pile(batch, [LOST]), 1)
    assert f'name="page" value="{page.pk}"' in client.get(f"{url}?page={page.pk}").content.decode() and page.pk > 123456


def test_a_search_stays_out_of_the_address_and_ends_with_its_page(batch, sheets, cast, client, url):  # noqa: F811
    file = lay_pile(batch, [LOST, LOST])
    client.force_login(cast.base_officer)
    Member.objects.filter(pk=sheets[2].member_id).update(search_text="le thi hai")
    shown = client.post(url, {"page": waiting(file, 1).pk, "q": "Lê Hai"}, follow=True)
    assert "q=" not in shown.redirect_chain[0][0]
    assert [one.member for one in shown.context["choices"]] == [sheets[2].member]
    assert client.get(f"{url}?page={waiting(file, 2).pk}").context["searched"] == ""


@pytest.mark.parametrize("many", [5, 60])
def test_the_queue_asks_the_same_however_many_wait(batch, sheets, cast, client, url, django_assert_num_queries, many):  # noqa: F811
    first, second, _third = sheets
    file = lay_pile(batch, [(first, 1), (second, 1), LOST])
    lay_pile(batch, [LOST] * many)
    client.force_login(cast.base_officer)
    client.get(url)
    with django_assert_num_queries(19):
        assert client.get(url).context["of_all"] == str(many + 1)
    with django_assert_num_queries(18):
        client.get(reverse("essays:queue_unit", args=[batch.campaign.duties.get(unit=batch.unit).pk]))


def test_a_closed_campaign_says_so_and_keeps_the_page(batch, sheets, at_work):  # noqa: F811
    file = lay_pile(batch, [LOST])
    Campaign.objects.filter(pk=batch.campaign_id).update(closed_at=NOW)
    page = waiting(file, 1)
    assert at_work("page_assign", page.pk, choice=f"{sheets[0].member_id}-1").context["form"].non_field_errors()
    page.refresh_from_db()
    assert page.went == Went.QUEUED


def test_a_day_that_does_not_fit_is_asked_for(batch, sheets, at_work):  # noqa: F811
    first, second, _third = sheets
    lay_pile(batch, [(first, 1), (second, 1)])
    essay = Essay.objects.get(member=first.member)
    return_essay(essay=essay, reason="Thiếu chữ ký", on=TODAY + datetime.timedelta(days=3), by=None, at=now())
    page = waiting(lay_pile(batch, [(first, 2)]), 1)
    assert page.reason == "day_outside"
    refused = at_work("page_assign", page.pk, choice=f"{first.member_id}-2")
    assert refused.context["assign_form"].errors.keys() == {"on"} and 'name="on"' in refused.content.decode()
    at_work("page_assign", page.pk, choice=f"{first.member_id}-2", on="16/01/2018")
    page.refresh_from_db()
    essay.refresh_from_db()
    assert (page.went, page.edition, essay.handed_in_on) == (Went.FILED, 2, datetime.date(2018, 1, 16))


def test_who_had_left_by_the_day_of_the_batch_handed_in_before(batch, sheets, at_work):  # noqa: F811
    first = sheets[0]
    Member.objects.filter(pk=first.member_id).update(left_on=TODAY - datetime.timedelta(days=2))
    page = waiting(lay_pile(batch, [(first, 1)]), 1)
    assert at_work("page_assign", page.pk, choice=f"{first.member_id}-1").context["assign_form"].errors.keys() == {"on"}
    at_work("page_assign", page.pk, choice=f"{first.member_id}-1", on=str(TODAY - datetime.timedelta(days=3)))
    page.refresh_from_db()
    assert page.member == first.member


def test_a_page_is_not_undone_out_of_a_marked_essay(batch, sheets, at_work):  # noqa: F811
    page = waiting(lay_pile(batch, [LOST]), 1)
    at_work("page_assign", page.pk, choice=f"{sheets[0].member_id}-1")
    mark_essay(essay=Essay.objects.get(), passed=True, on=TODAY, by=None, at=NOW)
    shown = at_work("page_undo", PageStep.objects.get().pk)
    assert [message.level_tag for message in shown.context["messages"]] == ["error"]
    page.refresh_from_db()
    assert page.went == Went.FILED
