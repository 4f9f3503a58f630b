"""An invented committee of any size, for the benchmarks; everything is rolled back by whoever asks for it."""
import contextlib
import datetime
import time

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import RequestFactory

from campaigns.models import Campaign, CampaignResolution, Resolution, StudyPlan
from campaigns.services.launch import launch_campaign
from documents.models import IssuingBody, Signer
from lib.clock import at_hour, start_of_day
from units.models import Appointment, Member, Role, Unit, UnitBlock, UnitKind

AT = at_hour(datetime.date(2018, 1, 12), datetime.time(16))


def make_campaign(units, *, cells=4, members=2):
    """A launched campaign of `units` bases with `cells` cells each and `members` members a cell; nobody has held yet."""
    committee = Unit.objects.add_root(instance=Unit(code="BM", name="Đảng bộ đo kiểm", kind=UnitKind.COMMITTEE))
    blocks = UnitBlock.objects.bulk_create([UnitBlock(name=f"Khối {i}", position=i) for i in range(1, 6)])
    below = [_unit(committee.path, n, f"B{n:05d}", UnitKind.BASE, blocks[n % 5]) for n in range(units)]
    leaves = [
        _unit(base.path, n, f"{base.code}-{n:02d}", UnitKind.CELL, base.block) for base in below for n in range(cells)
    ]
    Unit.objects.bulk_create([*below, *leaves], batch_size=5000)
    Member.objects.bulk_create(
        [_member(leaf, n) for leaf in leaves for n in range(members)], batch_size=5000
    )
    IssuingBody.objects.create(unit=committee, superior_name="HUYỆN UỶ", name="BAN TUYÊN GIÁO", symbol="BTGHU", place="An Lạc")
    Signer.objects.create(body=IssuingBody.objects.get(unit=committee), authority="TRƯỞNG BAN", full_name="Nguyễn Văn A")
    return _launched(committee)


def _unit(above, number, code, kind, block):
    path = above + Unit._int2str(number + 1).rjust(Unit.steplen, "0")
    return Unit(
        path=path, depth=len(path) // Unit.steplen, code=code, name=f"Đơn vị {code}", kind=kind, block=block,
        numchild=0, search_text=f"don vi {code.lower()}", phone="0912345678", secretary_name="Nguyễn Văn Bình",
    )


def _member(leaf, number):
    card = f"{leaf.code}/{number}"
    return Member(unit=leaf, card_number=card, full_name="Trần Văn An", sort_key=card, search_text="tran van an")


def _launched(committee):
    campaign = Campaign.objects.create(
        unit=committee, code="BM-1", title="Học tập, quán triệt các nghị quyết", starts_on=datetime.date(2017, 11, 30),
        ends_on=datetime.date(2018, 1, 31), study_due_on=datetime.date(2018, 1, 5), created_at=AT,
    )
    resolution = Resolution.objects.create(unit=committee, symbol="18-NQ/TW", title="Nghị quyết")
    CampaignResolution.objects.create(campaign=campaign, resolution=resolution)
    campaign = launch_campaign(campaign=campaign, by=None, at=start_of_day(campaign.starts_on))
    plans = [
        StudyPlan(duty=duty, planned_on=datetime.date(2018, 1, 16), delay_reason="Chờ báo cáo viên")
        for duty in campaign.duties.filter(parent=None)[::3]
    ]
    StudyPlan.objects.bulk_create(plans, batch_size=5000)
    return campaign


@contextlib.contextmanager
def committee_of(units):
    """`(campaign, request)` of an invented committee: `request(path)` is the officer's; all of it is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # what earlier runs rolled back still lies in the tables
    with transaction.atomic():
        campaign = make_campaign(units)
        user = get_user_model().objects.create(username=f"bench{units}", full_name="Cán bộ")
        Appointment.objects.create(user=user, unit=campaign.unit, role=Role.OFFICER, valid_from=datetime.date(2015, 1, 1))

        def request(path):
            """With the user read afresh: whoever draws the frame of a page needs him and his appointments."""
            asked = RequestFactory().get(path)
            asked.user, asked.session = get_user_model().objects.get(pk=user.pk), {}
            return asked

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield campaign, request
        transaction.set_rollback(True)


def medians(*works, rounds):
    """Median seconds of each, taken in turn so that a slow moment of the machine hits all."""
    times = [[] for _work in works]
    for _round in range(rounds):
        for work, took in zip(works, times, strict=True):
            began = time.perf_counter()
            work()
            took.append(time.perf_counter() - began)
    return [sorted(took)[rounds // 2] for took in times]
