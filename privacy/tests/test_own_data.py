"""A member's own data: gathered from every room, for his own open request, and nowhere else."""
import io
import zipfile

import pytest
import python_calamine
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from campaigns.models import Campaign, Duty, RosterEntry
from campaigns.tests.test_sessions import campaign  # noqa: F401 (a fixture)
from essays.models import Essay, EssayState
from essays.tests.test_filing import batch, duty, sheets  # noqa: F401 (fixtures)
from essays.tests.test_intake import text_of
from portal.tests.test_access_matrix import RULES
from privacy.models import RequestKind, RequestState
from privacy.own_data import sections_of
from privacy.services.requests import close_request
from privacy.tests.test_erasure import CARD, NAME, row  # noqa: F401 (a fixture)
from units.models import Member
from units.personal_data import parts


@pytest.fixture
def seeing(row):  # noqa: F811
    type(row).objects.filter(pk=row.pk).update(kind=RequestKind.SEE)
    row.refresh_from_db()
    return row


def test_every_room_gives_what_it_keeps_of_a_member():
    """A model that points at a member or his place on a roster is gathered, or this fails."""
    pointing = {
        model._meta.label_lower for model in apps.get_models() if not hasattr(model, "pgh_tracked_model")
        for field in model._meta.get_fields() if field.concrete and field.related_model in (Member, RosterEntry)
    }
    assert pointing | {"units.member"} == {label for part in parts() for label in part.models}


def test_all_that_is_kept_stands_on_the_page(client, cast, seeing):
    client.force_login(cast.officer)
    words = text_of(client.get(reverse("own_data:show", args=[seeing.pk])))

    for word in (NAME, CARD, "QĐ 77-QĐ/ĐU", "19/05/1961", "LYDO-RIENG", "XIN-XOA", "bai-cua-ngoc", "Đề nghị", "có lý do", "Đợt"):
        assert word in words, word
    assert len(sections_of(seeing.member)) == words.count("<h2>")
    assert Entry.objects.filter(action="privacy.own_data.read", object_id=str(seeing.pk)).count() == 1


def test_the_files_hold_the_same_and_each_is_a_reading(client, cast, seeing):
    client.force_login(cast.officer)
    book = client.get(reverse("own_data:file", args=[seeing.pk]))
    sheets = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(b"".join(book.streaming_content)))  # noqa: F811
    assert len(sheets.sheet_names) == len(sections_of(seeing.member))
    assert NAME in str([sheets.get_sheet_by_name(name).to_python() for name in sheets.sheet_names])

    archive = client.get(reverse("own_data:archive", args=[seeing.pk]))
    with zipfile.ZipFile(io.BytesIO(b"".join(archive.streaming_content))) as found:
        names = found.namelist()
    assert names[0] == "du-lieu-cua-toi.xlsx" and len([name for name in names if name.endswith(".jpg")]) == 3
    pictures = Entry.objects.filter(action="privacy.own_data.exported").order_by("pk").values_list("details__pictures", flat=True)
    assert list(pictures) == [0, 3]


@pytest.mark.parametrize("name", ["show", "file", "archive"])
def test_without_an_open_request_to_see_them_there_is_no_page(client, cast, seeing, name):
    url = reverse(f"own_data:{name}", args=[seeing.pk])
    for who, status in (("officer", 200), ("base_officer", 403), ("leader", 403), ("secretary_a", 403), ("stranger", 404)):
        client.force_login(getattr(cast, who))
        assert client.get(url).status_code == status, who
    client.force_login(cast.officer)
    before = Entry.objects.count()
    type(seeing).objects.filter(pk=seeing.pk).update(kind=RequestKind.CORRECT)
    assert client.get(url).status_code == 404
    type(seeing).objects.filter(pk=seeing.pk).update(kind=RequestKind.PROVIDE)
    close_request(row=seeing, state=RequestState.DONE, outcome="Đã đưa", by=cast.officer, at=timezone.now())
    assert client.get(url).status_code == 404
    assert Entry.objects.filter(action__startswith="privacy.own_data").count() == 0 or Entry.objects.count() == before + 1


def test_a_reading_that_cannot_be_recorded_is_not_given(client, cast, seeing, monkeypatch):
    client.force_login(cast.officer)
    monkeypatch.setattr("privacy.services.own_data.record", lambda *args, **facts: 1 / 0)
    for name in ("show", "file", "archive"):
        with pytest.raises(ZeroDivisionError):
            client.get(reverse(f"own_data:{name}", args=[seeing.pk]))


def test_no_other_page_joins_the_campaigns_of_a_member(client, cast, row, campaign):  # noqa: F811
    """Of every page about a member or his essay none names two campaigns: nobody's record is put together, nobody ranked."""
    second = Campaign.objects.get(pk=campaign.pk)
    second.pk, second.code, second.title = None, "TW7", "Ky-hai"
    second.save()
    Campaign.objects.filter(pk=campaign.pk).update(title="Ky-mot")
    duty = campaign.duties.get(unit=row.member.unit)  # noqa: F811
    theirs = Duty.objects.create(campaign=second, unit=duty.unit, path=duty.path, launched_heads=3, heads=3)
    RosterEntry.objects.create(duty=theirs, member=row.member)
    essays = [Essay.objects.get(member=row.member), Essay.objects.create(
        campaign=second, member=row.member, unit=duty.unit, state=EssayState.HANDED_IN, handed_in_on=second.starts_on
    )]
    client.force_login(cast.officer)
    things = {"member": [row.member], "essay": essays}
    seen = []
    for name, rule in RULES.items():
        for thing in things.get(rule.thing, ()) if rule.methods[0] == "GET" and not rule.extra else ():
            page = client.get(reverse(name, args=[thing.pk]))
            if page.status_code == 200 and not page.streaming:
                words = text_of(page)
                seen.append(name)
                assert not ("Ky-mot" in words and "Ky-hai" in words), name
    assert len(set(seen)) > 10
    type(row).objects.filter(pk=row.pk).update(kind=RequestKind.SEE)
    asked_for = text_of(client.get(reverse("own_data:show", args=[row.pk])))
    assert "Ky-mot" in asked_for and "Ky-hai" in asked_for


def test_a_correction_is_the_members_own_form(client, cast, row):  # noqa: F811
    type(row).objects.filter(pk=row.pk).update(kind=RequestKind.CORRECT)
    client.force_login(cast.officer)
    way = reverse("campaigns:member_change", args=[row.member_id])
    assert way in text_of(client.get(reverse("privacy:request", args=[row.pk])))
    assert client.get(way).status_code == 200
    client.force_login(cast.base_officer)
    assert way in text_of(client.get(reverse("privacy:request", args=[row.pk])))
