"""The fix queue at its doors: who is likely, what each step does, and what two people at once get told."""
import io

import pytest
from django.urls import reverse
from PIL import Image

from audit.models import Entry
from campaigns.models import Campaign
from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from essays.filing.likely import Ground, likely_members, search_writers
from essays.filing.queue import Queue
from essays.models import Essay, PageStep, Went
from essays.screens.queue import pages_of_queue
from essays.services.pages import assign_page, set_aside_page
from essays.services.register import mark_essay
from essays.services.scans import open_batch
from essays.tests.piles import HEIGHT, WIDTH, lay_pile
from essays.tests.test_filing import TODAY, batch, duty, sheets  # noqa: F401 (fixtures)
from units.models import Member


LOST = "no_code"


def waiting(file, number):
    return pages_of_queue().get(file=file, number=number)


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


# Whose it may be


def test_the_page_between_two_of_a_pile_is_whose_it_lies_between(batch, sheets, cast):  # noqa: F811
    first, second, third = sheets
    pile = [(first, 1), (first, 2), (first, 4), (second, 1), LOST, (second, 3), (second, 4)]
    file = lay_pile(batch, pile)
    found = likely_members(waiting(file, 5), cast.base_officer)
    assert [(one.member, one.ground, one.place, one.lacks) for one in found] == [
        (second.member, Ground.NEXT_TO, 2, (2,)), (first.member, Ground.GAP, 3, (3,)), (third.member, Ground.NO_PAGE_YET, 1, (1, 2, 3, 4)),
    ]
    assert [one.is_grounded for one in found] == [True, True, False]


def test_whose_code_is_known_comes_first_and_of_an_essay_written_again_all_pages_are_missing(batch, sheets, cast):  # noqa: F811
    first, second, _third = sheets
    file = lay_pile(batch, [(first, 1), (second, 1), (first, 1)])
    found = likely_members(waiting(file, 3), cast.base_officer)
    assert [(found[0].member, found[0].ground, found[0].place, found[0].is_taken)] == [(first.member, Ground.CODE, 1, True)]
    mark_essay(essay=Essay.objects.get(member=second.member), passed=False, on=TODAY, by=None, at=NOW)
    again = next(one for one in likely_members(waiting(file, 3), cast.base_officer) if one.member == second.member)
    assert (again.has, again.lacks) == ((), (1, 2, 3, 4))


def test_how_many_pages_somebody_wrote_is_taken_from_who_said_so(batch, sheets, cast):  # noqa: F811
    first = sheets[0]
    file = lay_pile(batch, [(first, 1), (first, 2), LOST])
    Essay.objects.update(pages_said=2)
    mine = next(one for one in likely_members(waiting(file, 3), cast.base_officer) if one.member == first.member)
    assert (mine.lacks, mine.place, mine.ground) == ((), 3, Ground.NOTHING_MISSING)


def test_nobody_of_another_cell_is_named_to_its_neighbour(batch, sheets, members, tree, cast, campaign):  # noqa: F811
    file = lay_pile(batch, [(sheets[0], 1), LOST])
    page = waiting(file, 2)
    assert {one.member.unit for one in likely_members(page, cast.base_officer)} == {tree.xa}
    assert {one.member.unit for one in likely_members(page, cast.secretary_b)} == {tree.xb}
    outside = members[tree.ya.code][0]
    Member.objects.filter(pk=outside.pk).update(search_text="nguyen van xa")
    assert search_writers(page, cast.officer, "Nguyễn Văn Xá") == ([], False)


def test_a_writer_is_found_without_marks_and_two_of_one_name_are_told_apart(batch, sheets, members, tree, cast):  # noqa: F811
    file = lay_pile(batch, [LOST])
    one, other = members[tree.xa.code][0], members[tree.xb.code][0]
    Member.objects.filter(pk__in=[one.pk, other.pk]).update(full_name="Đỗ Thị Ánh", search_text="do thi anh")
    found, more = search_writers(waiting(file, 1), cast.base_officer, "Ánh đỗ")
    assert ({row.member for row in found}, more, {row.tells_apart for row in found}) == ({one, other}, False, {True})


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
