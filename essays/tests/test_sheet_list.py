"""The list of printed sheets, revoking one, and what the printing pages say where there is little to print."""
import pytest
from django.urls import reverse

from audit.models import Entry
from campaigns.models import Campaign, RosterEntry
from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from conftest import make_member
from essays.models import Sheet
from essays.printing.job import print_sheets, request_printing
from essays.services.sheets import add_blank_sheets, add_pages, assign_blank_sheet, revoke_sheet, sheets_of_members
from jobs.claims import claim
from jobs.models import Job
from jobs.runs import JobRun, run_now
from units.models import Member


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def duties(campaign):  # noqa: F811
    return {duty.unit.code: duty for duty in campaign.duties.select_related("unit", "campaign")}


@pytest.fixture
def sheets(duties, members):
    """Of both cells below the base, and one blank one."""
    printed = {
        code: sheets_of_members(duty=duties[code], members=members[code], pages=4, by=None, at=NOW) for code in ("1-01", "1-02")
    }
    return {**printed, "blank": add_blank_sheets(duty=duties["1-01"], count=1, pages=2, by=None, at=NOW)}


def page_of(client, name, *args):
    return client.get(reverse(f"essays:{name}", args=args)).content.decode()


def send(client, url, **data):
    key = client.get(url).context["form"]["form_key"].value()
    return client.post(url, {"form_key": key, **data}, follow=True)


def numbers_found(client, url, **asked):
    answer = client.post(url, asked, follow=True)
    return {row.sheet.number for row in answer.context["rows"]}


def test_a_sheet_is_found_by_what_is_read_on_it(cast, duties, sheets, members, client):
    client.force_login(cast.base_officer)
    url = reverse("essays:sheets", args=[duties["1"].pk])
    wanted, blank = sheets["1-01"][1], sheets["blank"][0]
    assert numbers_found(client, url, q="") == set(Sheet.objects.values_list("number", flat=True))
    assert numbers_found(client, url, q=str(wanted.number)) == {wanted.number}
    assert numbers_found(client, url, q=wanted.letters_of(3)) == {wanted.number}
    assert numbers_found(client, url, q=str(wanted.number)[-4:]) == {wanted.number}
    Member.objects.filter(pk=members["1-02"][0].pk).update(search_text="do thi anh")
    assert numbers_found(client, url, q="Đỗ Ánh") == {sheets["1-02"][0].number}
    assign_blank_sheet(sheet=blank, member=members["1-02"][0], by=None, at=NOW)
    assert numbers_found(client, url, q="Đỗ Ánh") == {sheets["1-02"][0].number, blank.number}
    assert numbers_found(client, url, q="", kind="blank") == {blank.number}
    revoke_sheet(sheet=blank, reason="rách", by=None, at=NOW)
    assert numbers_found(client, url, q="", kind="blank") == set()
    assert numbers_found(client, url, q="", kind="blank", state="revoked") == {blank.number}
    client.force_login(cast.secretary_b)
    mine = numbers_found(client, reverse("essays:sheets", args=[duties["1-02"].pk]), q="", state="all")
    assert mine == {sheet.number for sheet in sheets["1-02"]}


def test_the_list_of_a_campaign_is_a_reading_of_the_officer_and_not_of_the_base(campaign, cast, duties, sheets, client):  # noqa: F811
    readings = Entry.objects.filter(action="essays.register.read")
    for name, number in (("sheets", duties["1"].pk), ("print", duties["1-01"].pk), ("sheet_revoke", sheets["1-01"][0].pk)):
        client.force_login(cast.base_officer)
        page_of(client, name, number)
        assert not readings.exists()
        client.force_login(cast.officer)
        assert sheets["1-01"][0].member.full_name in page_of(client, name, number)
        assert readings.count() == 1
        readings.delete()
    assert sheets["1-01"][0].member.full_name in page_of(client, "campaign_sheets", campaign.pk)
    assert readings.count() == 1


@pytest.mark.parametrize("many", [3, 40])
def test_lists_of_sheets_ask_the_same_however_many_there_are(
    cast, duties, members, client, django_assert_max_num_queries, many  # noqa: F811
):
    sheets_of_members(duty=duties["1-01"], members=members["1-01"], pages=1, by=None, at=NOW)
    for blank in add_blank_sheets(duty=duties["1-01"], count=many, pages=1, by=None, at=NOW)[::2]:
        assign_blank_sheet(sheet=blank, member=members["1-01"][0], by=None, at=NOW)
    client.force_login(cast.secretary_a)
    with django_assert_max_num_queries(12):
        page_of(client, "sheets", duties["1-01"].pk)
    with django_assert_max_num_queries(14):
        page_of(client, "print", duties["1-01"].pk)


def test_a_sheet_is_revoked_once_with_a_reason_nobody_reads(cast, duties, sheets, client):
    client.force_login(cast.secretary_a)
    lost = sheets["1-01"][0]
    url = reverse("essays:sheet_revoke", args=[lost.pk])
    assert url in page_of(client, "print", duties["1-01"].pk)
    assert reverse("essays:sheet_revoke", args=[sheets["blank"][0].pk]) in page_of(client, "print_blank", duties["1-01"].pk)

    assert send(client, url, reason=" ").context["form"].errors
    key = client.get(url).context["form"]["form_key"].value()
    answers = [client.post(url, {"form_key": key, "reason": "mất trên xe buýt"}) for _twice in range(2)]
    assert answers[0].url == answers[1].url == reverse("essays:sheets", args=[duties["1-01"].pk])
    assert Entry.objects.filter(action="essays.sheet.revoked").count() == 1
    page = client.get(answers[0].url).content.decode()
    assert str(lost.number) not in page and "xe buýt" not in page
    assert "không còn hiệu lực" in client.get(url).content.decode()
    assert client.get(reverse("essays:sheet_revoke", args=[sheets["1-02"][0].pk])).status_code == 404


def test_who_was_printed_more_pages_is_told_before_paper_is_used(cast, duties, members, client):
    first, *others = members["1-01"]
    sheets_of_members(duty=duties["1-01"], members=[first], pages=6, by=None, at=NOW)
    client.force_login(cast.secretary_a)
    url = reverse("essays:print", args=[duties["1-01"].pk])
    assert f"{first.full_name} – đã in 6 trang" in client.get(url).content.decode()
    everybody = [member.pk for member in members["1-01"]]
    words = "1 đảng viên đã được in phiếu dài hơn trước đây (nhiều nhất 6 trang)"
    assert words in send(client, url, members=everybody, pages="4").content.decode()
    for data in ({"members": everybody, "pages": "6"}, {"members": [others[0].pk], "pages": "4"},
                 {"members": everybody, "pages": "4", "anew": "on"}):
        assert "dài hơn trước đây" not in send(client, url, **data).content.decode()
    client.force_login(cast.base_officer)
    assert words in send(client, reverse("essays:print", args=[duties["1"].pk]), pages="4").content.decode()


def test_namesakes_are_told_apart_by_their_cards(cast, duties, sheets, members, client):
    first, second, third = members["1-01"]
    Member.objects.filter(pk__in=[first.pk, second.pk]).update(full_name="Nguyễn Văn Hùng")
    client.force_login(cast.secretary_a)
    for page in (page_of(client, "print_more", duties["1-01"].pk), page_of(client, "blank_assign", sheets["blank"][0].pk)):
        for member in (first, second):
            assert f"Nguyễn Văn Hùng – số thẻ {member.card_number}" in page
        assert f"{third.full_name} – số thẻ" not in page


@pytest.mark.parametrize("many", [1, 40])
def test_asking_for_a_whole_campaign_costs_the_same_however_many_there_are(
    campaign, cast, duties, members, client, django_assert_max_num_queries, many  # noqa: F811
):
    for n in range(many):
        RosterEntry.objects.create(duty=duties["1-01"], member=make_member(duties["1-01"].unit, f"77{n:04d}"))
    client.force_login(cast.officer)
    url = reverse("essays:print_campaign", args=[campaign.pk])
    with django_assert_max_num_queries(11):
        page = client.get(url)
    assert page.context["people"] == str(15 + many)
    data = {"form_key": page.context["form"]["form_key"].value(), "pages": "4"}
    with django_assert_max_num_queries(16):
        client.post(url, data)
    assert "members" in Job.objects.get().args and Job.objects.get().args["members"] is None


def test_the_bar_moves_with_each_cell(campaign, cast, members):  # noqa: F811
    job = request_printing(campaign=campaign, duty=None, what="essays", by=cast.officer, at=NOW, members=None, pages=1)
    run = JobRun(claim(job.pk))
    shown = [(run.shown()["done"], run.shown()["total"]) for _slice in print_sheets(run)]
    assert shown == [(3, 15), (6, 15), (9, 15), (12, 15), (15, 15)]


def test_a_closed_campaign_prints_nothing_and_says_who_opens_it(campaign, cast, duties, members, client):  # noqa: F811
    client.force_login(cast.officer)
    url = reverse("essays:print_campaign", args=[campaign.pk])
    key = client.get(url).context["form"]["form_key"].value()
    waiting = request_printing(
        campaign=campaign, duty=None, what="essays", by=cast.officer, at=NOW, members=None, pages=1
    )
    Campaign.objects.filter(pk=campaign.pk).update(closed_at=NOW)
    for name, number in (("print_campaign", campaign.pk), ("print", duties["1-01"].pk), ("print_blank", duties["1-01"].pk)):
        page = page_of(client, name, number)
        assert "báo ban tuyên giáo mở lại" in page and 'name="pages"' not in page
    sent = client.post(url, {"form_key": key, "pages": "1"})
    assert "báo ban tuyên giáo mở lại" in sent.content.decode() and Job.objects.count() == 1
    assert (run_now(waiting).error, Sheet.objects.count()) == ("essays.campaign_closed", 0)


def test_where_nobody_is_to_write_the_page_says_so(campaign, cast, duties, members, client):  # noqa: F811
    RosterEntry.objects.filter(duty__path__startswith=duties["1"].path).update(writes=False)
    client.force_login(cast.base_officer)
    base = page_of(client, "print", duties["1"].pk)
    assert "Không có ai để in phiếu" in base and 'name="pages"' not in base
    cell = client.get(reverse("essays:print", args=[duties["1-01"].pk]))
    assert "Mọi người ở đây đều được miễn" in cell.content.decode() and cell.context["form"].initial["members"] == []
    assert cell.content.decode().count("– miễn viết thu hoạch") == 3
    sent = send(client, reverse("essays:print", args=[duties["1-01"].pk]), pages="4")
    assert sent.context["form"].errors["members"] == ["Đề nghị chọn ít nhất một đảng viên."]

    RosterEntry.objects.all().delete()
    for name in ("print", "print_more"):
        page = page_of(client, name, duties["1-01"].pk)
        assert "Danh sách đơn vị này chưa có ai." in page and 'name="pages"' not in page


@pytest.mark.parametrize("pages", ["0", "21", "120", "nhiều", ""])
def test_a_wrong_number_of_pages_is_told_and_the_ticks_stay(cast, duties, members, client, pages):
    client.force_login(cast.secretary_a)
    sent = send(client, reverse("essays:print", args=[duties["1-01"].pk]), members=[members["1-01"][1].pk], pages=pages)
    assert sent.context["form"].errors["pages"] and not Job.objects.exists()
    assert sent.content.decode().count(" checked") == 1


def test_a_sheet_that_is_full_is_named_and_takes_no_further_page(campaign, cast, duties, members, client):  # noqa: F811
    first, *others = members["1-01"]
    sheets_of_members(duty=duties["1-01"], members=[first], pages=20, by=None, at=NOW)
    for _time in range(4):
        waiting = request_printing(
            campaign=campaign, duty=duties["1-01"], what="more", by=cast.secretary_a, at=NOW, members=[first.pk], pages=11
        ) if _time == 3 else None
        add_pages(duty=duties["1-01"], members=[first], more=19, by=None, at=NOW)
    client.force_login(cast.secretary_a)
    url = reverse("essays:print_more", args=[duties["1-01"].pk])
    everybody = [member.pk for member in members["1-01"]]
    sent = send(client, url, members=everybody, pages="4")
    [said] = sent.context["form"].errors["pages"]
    assert first.full_name in said and "đã có 96 trang" in said
    job = run_now(waiting)
    assert (job.error, first.full_name in str(job.args)) == ("essays.sheet_is_full", False)
    assert Sheet.objects.get(member=first).pages == 96
    send(client, url, members=everybody, pages="3")
    assert run_now(Job.objects.latest("pk")).result == {"sheets": 3}
    assert set(Sheet.objects.values_list("pages", flat=True)) == {99, 3}
