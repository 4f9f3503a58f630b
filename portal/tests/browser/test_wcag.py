"""Every page a role works on keeps the machine-checkable rules of WCAG 2.2 AA, at the width of a desk and of a telephone."""
import pytest
from django.core.files.base import ContentFile

from accounts.models import User
from campaigns.chasing import desk_duties
from campaigns.models import Campaign, Duty, LetterRound, StudyPlan
from campaigns.services.letters import make_letters
from documents.services.signing import send_for_signature
from essays.filing.job import request_reading
from essays.services.scans import open_batch, take_whole
from essays.services.sheets import add_blank_sheets, sheets_of_members
from essays.tests.scans import bytes_of
from essays.tests.scans import sheet as drawn
from jobs.runs import run_now
from lib.clock import local_day, now
from portal.tests.browser.conftest import NOW
from portal.tests.wcag import broken_rules
from units.models import Unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _pages_of_the_officer():
    campaign, unit = Campaign.objects.get(), Unit.objects.get(code="101")
    return [
        "/", "/to-chuc/", "/to-chuc/cay/", "/to-chuc/them/", f"/to-chuc/{unit.pk}/", f"/to-chuc/{unit.pk}/sua/",
        f"/don-vi/{unit.pk}/", "/lop-hoc/", "/dot-hoc-tap/", f"/dot-hoc-tap/{campaign.pk}/", f"/dot-hoc-tap/{campaign.pk}/bieu-do/",
        f"/dot-hoc-tap/{campaign.pk}/sua/", f"/dot-hoc-tap/{campaign.pk}/ghi-lop/", "/nghi-quyet/", "/thu-hoach/", "/bao-cao/",
        "/so-theo-doi/", "/documents/", "/jobs/", "/accounts/", "/accounts/new/", "/audit/", "/no-such-page/",
    ]


def _pages_of_the_secretary():
    campaign, duty = Campaign.objects.get(), Duty.objects.get(unit__code="403")
    members = [entry.member for entry in duty.roster.select_related("member")]
    [sheet, *_others] = sheets_of_members(duty=duty, members=members, pages=4, by=None, at=NOW)
    [blank] = add_blank_sheets(duty=duty, count=1, pages=4, by=None, at=NOW)
    return [
        "/", f"/don-vi/{duty.unit_id}/", f"/dot-hoc-tap/{campaign.pk}/ghi-lop/", f"/don-vi-hoc/{duty.pk}/ke-hoach/", "/thu-hoach/",
        f"/thu-hoach/don-vi/{duty.pk}/", f"/thu-hoach/don-vi/{duty.pk}/in-phieu/", f"/thu-hoach/don-vi/{duty.pk}/phieu-trang/",
        f"/thu-hoach/don-vi/{duty.pk}/phieu/", f"/thu-hoach/phieu/{sheet.pk}/huy/", f"/thu-hoach/phieu-trang/{blank.pk}/giao/",
        "/lop-hoc/", *_pages_of_scans(duty),
    ]


def _pages_of_the_base():
    campaign = Campaign.objects.get()
    why = f"/bao-cao/dot-hoc-tap/{campaign.pk}/vi-sao"
    return ["/", f"/dot-hoc-tap/{campaign.pk}/tien-do/", f"{why}/vang/tong/", f"{why}/vang/tong/dang-vien/", f"{why}/ty-le-nop/tong/dang-vien/"]


def _pages_of_days():
    """What is planned, what is off, when the weeks are cut off."""
    campaign, plan = Campaign.objects.get(), StudyPlan.objects.exclude(planned_on=None).order_by("pk").first()
    weeks = f"/bao-cao/dot-hoc-tap/{campaign.pk}/chot-so-lieu/"
    return [
        "/ngay-nghi/", "/ngay-nghi/them/", f"/dot-hoc-tap/{campaign.pk}/sua/", weeks, f"{weeks}2018-W03/", "/lich-lop/",
        "/lich-lop/tuan/", "/bao-cao-vien/", f"/thu-hoach/don-vi/{plan.duty_id}/diem-danh/",
    ]


def _pages_of_letters():
    """A round of two letters with the leader, of which one unit has held since; a draft; what the desk and the list lead to."""
    campaign = Campaign.objects.select_related("unit").get()
    duties = list(desk_duties(campaign, at=now()).select_related("unit__block", "plan")[:2])
    terms = {"campaign": campaign, "sender": campaign.unit, "finish_by": local_day(now()), "by": User.objects.get(username="tuyengiao"), "at": now()}
    draft, sent = (make_letters(duties=duties, one_each=each, **terms) for each in (False, True))
    send_for_signature(paper=sent, version=1, by=terms["by"], at=now())
    Duty.objects.filter(pk=duties[0].pk).update(held_at=now())
    return [
        f"/dot-hoc-tap/{campaign.pk}/don-doc/?place=all", f"/dot-hoc-tap/{campaign.pk}/don-doc/cong-van/?place=all",
        f"/dot-hoc-tap/{campaign.pk}/cong-van-don-doc/", *(f"/cong-van-don-doc/{round_.pk}/" for round_ in (draft, sent)),
        *(f"/cong-van-don-doc/{draft.pk}/{page}/" for page in ("loi-van", "lam-lai-danh-sach", "trinh-ky", "lap-ban-trinh-ky", "phat-hanh", "bo")),
    ]


def _pages_of_the_leader():
    return [path for path in _pages_of_letters() if path.startswith("/cong-van-don-doc/")][:2] + [
        f"/cong-van-don-doc/{LetterRound.objects.get(state='sent').pk}/tra-loi/"
    ]


def _pages_of_scans(duty):
    """A batch with a page that waits and a file that was refused."""
    batch = open_batch(
        campaign=duty.campaign, unit=duty.unit, on=local_day(NOW), by=User.objects.get(username="gachtantien"), at=NOW
    )
    for key, content in (("a", bytes_of(drawn(texts=["", ""]))), ("b", b"words")):
        file = take_whole(batch=batch, upload=ContentFile(content, name=f"{key}.jpg"), upload_key=key, at=NOW)
        run_now(request_reading(file, by=None))
    return [
        f"/thu-hoach/don-vi/{duty.pk}/ban-quet/", f"/thu-hoach/don-vi/{duty.pk}/ban-quet/gui/", "/thu-hoach/ban-quet/",
        f"/thu-hoach/ban-quet/{batch.pk}/", f"/thu-hoach/ban-quet/{batch.pk}/gui-them/",
    ]


@pytest.mark.parametrize(
    ("username", "width", "pages"),
    [
        ("tuyengiao", 1280, _pages_of_the_officer), ("gachtantien", 360, _pages_of_the_secretary),
        ("tuyengiao", 1280, _pages_of_days), ("tuyengiao", 360, _pages_of_days),
        ("tuyengiao", 1280, _pages_of_letters), ("tuyengiao", 360, _pages_of_letters), ("truongban", 360, _pages_of_the_leader),
        ("tanlap", 360, _pages_of_the_base), ("tanlap", 1280, _pages_of_the_base),
    ],
)
def test_pages_keep_the_rules(an_lac, someone, username, width, pages):
    person = someone(width)
    person.go("/accounts/sign-in/")
    found = [("/accounts/sign-in/", rule) for rule in broken_rules(person.page)]
    person.sign_in(username)
    for path in pages():
        person.go(path)
        found += [(path, rule) for rule in broken_rules(person.page)]

    assert found == []
