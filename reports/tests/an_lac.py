"""The An Lạc campaign, written straight from its workbook's rows: a campaign of real size for tests."""
import datetime
from pathlib import Path

import python_calamine
from django.db import connection

from campaigns.models import (
    Absence,
    Attendance,
    Campaign,
    CampaignResolution,
    DayPart,
    Format,
    Resolution,
    SessionKind,
    StudyPlan,
    StudySession,
    moment_of,
)
from campaigns.progress import refresh_held
from campaigns.services.launch import launch_campaign
from documents.models import IssuingBody, Signer
from essays.models import Essay, EssayState, EssayStep, StepKind
from lib.clock import start_of_day
from lib.vietnamese import fold, person_sort_key
from units.models import Member, MemberKind, Unit, UnitBlock, UnitKind

WORKBOOK = Path(__file__).resolve().parents[2] / "data" / "an-lac" / "workbook.xlsx"
_KINDS = {
    "Đảng bộ huyện": UnitKind.COMMITTEE, "Đảng bộ cơ sở": UnitKind.BASE, "Chi bộ cơ sở": UnitKind.BASE_CELL,
    "Chi bộ trực thuộc": UnitKind.CELL,
}
_SESSION_KINDS = {"Học chính khoá": SessionKind.CLASS, "Hội nghị cán bộ chủ chốt": SessionKind.CONFERENCE}
_PARTS = {"Sáng": DayPart.MORNING, "Chiều": DayPart.AFTERNOON, "Tối": DayPart.EVENING}
_FORMATS = {"Trực tuyến": Format.ONLINE, "Trực tiếp kết hợp trực tuyến": Format.HYBRID}


def load_an_lac():
    """Write the workbook's rows and launch the campaign on its first day; returns the campaign."""
    book = python_calamine.load_workbook(str(WORKBOOK))
    sheets = {name: book.get_sheet_by_name(name).to_python()[1:] for name in book.sheet_names}
    units = _write_units(sheets["Đơn vị"])
    members = _write_members(sheets["Đảng viên"], units)
    campaign = _write_campaign(sheets, units["AL"])
    _write_body(sheets["Cơ quan ban hành"][0], units["AL"])
    launch_campaign(campaign=campaign, by=None, at=start_of_day(campaign.starts_on))
    campaign.refresh_from_db()
    _write_plans(sheets["Kế hoạch"], campaign)
    _write_classes(sheets, campaign, units, members)
    _write_essays(sheets["Thu hoạch"], campaign, members)
    refresh_held(campaign)
    # The server gathers statistics only after a commit; without them the questions below take ten times as long.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return campaign


def _write_units(rows):
    blocks, units = {}, {}
    for code, name, kind, block, above, *_ in rows:
        if block and block not in blocks:
            blocks[block] = UnitBlock.objects.create(name=block, position=len(blocks) + 1)
        fields = {"code": code, "name": name, "kind": _KINDS[kind], "block": blocks.get(block)}
        if above:
            units[code] = Unit.objects.add_child(Unit.objects.get(pk=units[above].pk), instance=Unit(**fields))
        else:
            units[code] = Unit.objects.add_root(instance=Unit(**fields))
    return units


def _write_members(rows, units):
    return {
        member.card_number: member
        for member in Member.objects.bulk_create(
            Member(
                card_number=card, full_name=name, unit=units[unit], sort_key=person_sort_key(name), search_text=fold(name),
                kind=MemberKind.FULL if kind == "Chính thức" else MemberKind.PROBATIONARY,
                exempt_from_activity=bool(no_activity), exempt_from_essay=bool(no_essay),
            )
            for card, name, _born, unit, kind, no_activity, no_essay in rows
        )
    }


def _write_campaign(sheets, committee):
    code, title, starts, ends, study_due, essay_due, _resolutions, _day, _hour, basis = sheets["Đợt học tập"][0]
    campaign = Campaign.objects.create(
        unit=committee, code=code, title=title, basis=basis, starts_on=starts, ends_on=ends, study_due_on=study_due,
        essay_due_on=essay_due, created_at=start_of_day(starts),
    )
    for position, (symbol, abstract, issued_on) in enumerate(sheets["Nghị quyết"]):
        resolution = Resolution.objects.create(unit=committee, symbol=symbol, title=abstract, issued_on=issued_on)
        CampaignResolution.objects.create(campaign=campaign, resolution=resolution, position=position)
    return campaign


def _write_body(row, committee):
    _code, superior, name, symbol, place, authority, post, signer, recipients = row
    body = IssuingBody.objects.create(
        unit=committee, superior_name=superior, name=name, symbol=symbol, place=place, committee_name="Huyện uỷ",
        organisation_name="Đảng bộ huyện", prose_name="Ban Tuyên giáo Huyện uỷ",
        recipients="\n".join(text.strip() for text in recipients.split(";")),
    )
    Signer.objects.create(body=body, authority=authority, post=post, full_name=signer)


def _write_plans(rows, campaign):
    duties = {duty.unit.code: duty for duty in campaign.duties.select_related("unit")}
    StudyPlan.objects.bulk_create(
        StudyPlan(
            duty=duties[unit], planned_on=day or None, delay_reason=reason, earlier_reminders=int(reminders),
            programme=programme,
        )
        for _campaign, unit, day, reason, reminders, programme in rows
    )


def _write_classes(sheets, campaign, units, members):
    sessions = {}
    for code, _campaign, host, kind, day, part, form, _audience, place, *_ in sheets["Lớp học"]:
        sessions[code] = StudySession(
            campaign=campaign, host=units[host], code=code, kind=_SESSION_KINDS[kind], held_on=day, part=_PARTS[part],
            moment=moment_of(day, _PARTS[part]), format=_FORMATS.get(form, Format.IN_PERSON), place=place,
            logged_at=start_of_day(day),
        )
    StudySession.objects.bulk_create(sessions.values())
    rows = [
        Attendance(
            session=sessions[code], unit=units[unit], summoned=int(summoned), present=int(present),
            absent_excused=int(excused), absent_unexcused=int(unexcused), non_members=int(guests),
        )
        for code, unit, summoned, present, excused, unexcused, guests in sheets["Đơn vị dự học"]
    ]
    Attendance.objects.bulk_create(rows)
    _write_absences(sheets["Vắng mặt"], rows, members)


def _write_absences(rows, attendances, members):
    row_of = {(row.session.code, row.unit.code): row for row in attendances}
    absences = []
    for code, card, excused, made_up_on in rows:
        unit = members[card].unit
        attendance = row_of.get((code, unit.code)) or row_of.get((code, unit.code.split("-")[0])) or row_of[(code, "AL")]
        absences.append(
            Absence(attendance=attendance, member=members[card], excused=bool(excused), made_up_on=made_up_on or None)
        )
    Absence.objects.bulk_create(absences)


def _write_essays(rows, campaign, members):
    essays, steps = [], []
    for _campaign, card, handed_in, by_hand, a4, result, marked_on in rows:
        state = {"Đạt": EssayState.PASSED, "Chưa đạt": EssayState.NOT_PASSED}.get(result, EssayState.HANDED_IN)
        essay = Essay(
            campaign=campaign, member=members[card], unit=members[card].unit, state=state, handed_in_on=handed_in,
            handwritten=bool(by_hand), on_a4=bool(a4), marked_on=marked_on or None,
        )
        essays.append(essay)
        steps.append(_step(essay, StepKind.HANDED_IN, handed_in, handwritten=bool(by_hand), on_a4=bool(a4)))
        if marked_on:
            steps.append(_step(essay, StepKind(state), marked_on))
    Essay.objects.bulk_create(essays)
    EssayStep.objects.bulk_create(steps)


def _step(essay, kind, on, **look):
    return EssayStep(essay=essay, kind=kind, on=on, recorded_at=start_of_day(on + datetime.timedelta(days=1)), **look)
