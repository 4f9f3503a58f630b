"""A world for the access matrix: one object of every kind for every unit of the cast's tree.

Two canaries tell a leak from a right: `CANARY-<unit code>` names units and what committees issue, which those below
may read; `SECRET-<unit code>` stands in all that a unit produces, which is seen from above alone.
"""
import datetime
from collections import defaultdict
from types import SimpleNamespace

from django.db.models.functions import Lower

from accounts.models import User
from campaigns.models import (
    Absence, Attendance, Campaign, CampaignResolution, DelayReason, MadeUpHow, Reminder, Resolution, SessionAttachment, StudyPlan,
    StudySession,
)
from campaigns.progress import refresh_held
from campaigns.services.launch import launch_campaign
from conftest import lay_cast, lay_tree, make_member
from documents.models import Document, IssuingBody, LayoutProfile, ReservedNumber, Signer, Term
from documents.signing import PaperState
from documents.storage import store_pdf
from documents.tests.sample import paper
from essays.binding.job import KIND as BIND
from essays.models import Essay, EssayState, EssayStep, Sheet, SheetKind, StepKind
from essays.printing.job import KIND as PRINT
from essays.printing.storage import ONE_FILE, folder_of
from files.models import StoredFile, Verdict
from files.storage import original_path, page_path, thumb_path
from jobs.models import Job
from lib.clock import now, start_of_day, today
from lib.durable import write_durably
from portal.roles import PERMISSIONS
from portal.tests.access_calendar import lay_calendar
from portal.tests.access_chasing import lay_chasing
from portal.tests.access_columns import with_columns
from portal.tests.access_helpers import helper_of, lay_helpers
from portal.tests.access_inspections import lay_grants
from portal.tests.access_law import lay_law
from portal.tests.access_papers import lay_papers
from portal.tests.access_privacy import lay_privacy
from portal.tests.access_proposals import lay_proposals
from portal.tests.access_marking import lay_marking
from portal.tests.access_scans import lay_scans
from portal.workbook.kinds import EXPORT
from portal.workbook.models import ImportState, WorkbookImport
from portal.workbook.storage import bad_rows_path, export_path
from reports.models import WeeklyReport
from reports.services.compile import compile_weekly_report
from reports.weeks import Week
from units.models import Appointment, Role, Unit, UnitBlock, UnitKind

_LONG_AGO = datetime.date(2015, 1, 1)


class World:
    """`things[kind][unit code]` is the object of the kind that belongs to the unit."""

    def __init__(self):
        self.at, self.today = now(), today()
        self.tree = lay_tree()
        self.cast = lay_cast(self.tree)
        Unit.objects.update(search_text=Lower("name"))
        self.units = {unit.code: unit for unit in vars(self.tree).values()}
        self.things = defaultdict(dict)
        self.things["unit"] = dict(self.units)
        self.things["block"] = {"": UnitBlock.objects.first()}
        self.things["reason"] = {"": DelayReason.objects.first()}
        self.things["layout"] = {"": LayoutProfile.objects.first()}
        self.members = {unit.code: self._members_of(unit) for unit in self._leaves()}
        self.things["member"] = {code: members[0] for code, members in self.members.items()}
        for committee in (self.tree.committee, self.tree.other):
            self._lay_campaigns(committee)
        for unit in self.units.values():
            self._lay_account(unit)
            self._lay_job(unit)
            self._lay_file(unit)
            self._lay_papers(unit)
            self._lay_import(unit)
        for committee in (self.tree.committee, self.tree.other):
            self._lay_reports(self.things["campaign"][committee.code])
        self._lay_exports()
        lay_scans(self)
        lay_grants(self)
        lay_marking(self)
        lay_proposals(self)
        lay_calendar(self)
        lay_chasing(self)
        lay_helpers(self)
        lay_papers(self)
        lay_law(self)
        lay_privacy(self)

    def _leaves(self):
        return [unit for unit in self.units.values() if unit.kind in (UnitKind.CELL, UnitKind.BASE_CELL)]

    def _members_of(self, unit):
        return [make_member(unit, f"8{unit.pk:03d}{n}", name=f"Đảng viên {n} SECRET-{unit.code}") for n in range(3)]

    # Campaigns, classes, essays

    def _lay_campaigns(self, committee):
        resolution = Resolution.objects.create(unit=committee, symbol=f"NQ-{committee.code}", title=f"CANARY-{committee.code}")
        self.things["resolution"][committee.code] = resolution
        running = self._campaign(committee, "RUN", resolution)
        launch_campaign(campaign=running, by=None, at=self.at - datetime.timedelta(days=20))
        running.refresh_from_db()
        closed = self._campaign(committee, "END", resolution)
        Campaign.objects.filter(pk=closed.pk).update(launched_at=self.at, closed_at=self.at)
        self.things["campaign"][committee.code] = running
        self.things["campaign_draft"][committee.code] = self._campaign(committee, "NEW", resolution)
        self.things["campaign_closed"][committee.code] = Campaign.objects.get(pk=closed.pk)
        for unit in self.units.values():
            if unit.is_within(committee) and unit != committee:
                self._lay_records(running, unit)
        refresh_held(running)

    def _campaign(self, committee, stage, resolution):
        start = self.today - datetime.timedelta(days=30)
        campaign = Campaign.objects.create(
            unit=committee, code=f"{committee.code}-{stage}", title=f"Đợt {stage} CANARY-{committee.code}",
            starts_on=start if stage == "RUN" else start - datetime.timedelta(days=90), created_at=self.at,
            ends_on=self.today + datetime.timedelta(days=30), study_due_on=self.today + datetime.timedelta(days=10),
        )
        CampaignResolution.objects.create(campaign=campaign, resolution=resolution)
        return campaign

    def _lay_records(self, campaign, unit):
        secret = f"SECRET-{unit.code}"
        duty = campaign.duties.get(unit=unit)
        self.things["duty"][unit.code] = duty
        self.things["plan"][unit.code] = StudyPlan.objects.create(duty=duty, delay_reason=secret, programme=secret)
        self.things["reminder"][unit.code] = Reminder.objects.create(duty=duty, at=self.at, note=secret)
        self.things["blank_sheet"][unit.code] = Sheet.objects.create(
            campaign=campaign, kind=SheetKind.BLANK, unit=unit, duty=duty, pages=1, printed_at=self.at
        )
        for kind in ("session", "session_withdrawn", "session_asked"):
            self.things[kind][unit.code] = self._lay_session(campaign, unit, kind)
        if unit.code in self.members:
            self._lay_names(campaign, unit)

    def _lay_session(self, campaign, unit, kind):
        day = self.today - datetime.timedelta(days=5)
        states = {
            "session": {},
            "session_withdrawn": {"withdrawn_at": self.at, "withdrawn_reason": f"SECRET-{unit.code}"},
            "session_asked": {"check_asked_at": self.at, "check_question": f"SECRET-{unit.code}"},
        }
        session = StudySession.objects.create(
            campaign=campaign, host=unit, code=f"{kind}-{unit.code}", held_on=day, moment=start_of_day(day),
            place=f"SECRET-{unit.code}", speakers=f"SECRET-{unit.code}", logged_at=self.at, **states[kind],
        )
        Attendance.objects.create(session=session, unit=unit, summoned=3, present=1, absent_excused=2)
        return session

    def lay_joint_class(self, host, guest):
        """A class of two sibling cells, each with an absentee by name."""
        campaign = self.things["campaign"]["AL"]
        session = StudySession.objects.create(
            campaign=campaign, host=host, code="joint", held_on=self.today, moment=start_of_day(self.today),
            place=f"CANARY-{host.code}", logged_at=self.at,
        )
        for unit in (host, guest):
            attendance = Attendance.objects.create(session=session, unit=unit, summoned=3, present=2, absent_excused=1)
            Absence.objects.create(attendance=attendance, member=self.members[unit.code][0])
        return session

    def _lay_names(self, campaign, unit):
        first, second, third = self.members[unit.code]
        attendance = self.things["session"][unit.code].attendances.get()
        self.things["absence"][unit.code] = Absence.objects.create(attendance=attendance, member=first)
        self.things["absence_made_up"][unit.code] = Absence.objects.create(
            attendance=attendance, member=second, made_up_on=self.today, made_up_how=MadeUpHow.ELSEWHERE
        )
        essay = Essay.objects.create(
            campaign=campaign, member=third, unit=unit, state=EssayState.HANDED_IN, handed_in_on=self.today
        )
        EssayStep.objects.create(essay=essay, kind=StepKind.HANDED_IN, on=self.today, recorded_at=self.at)
        self.things["essay"][unit.code] = essay
        self.things["sheet"][unit.code] = Sheet.objects.create(
            campaign=campaign, kind=SheetKind.ESSAY, unit=unit, duty=self.things["duty"][unit.code], member=third, pages=4,
            printed_at=self.at,
        )

    # Accounts, jobs, files, papers

    def _lay_account(self, unit):
        user = User.objects.create(username=f"account-{unit.code}", full_name=f"SECRET-{unit.code}")
        role = Role.INSPECTOR if unit.kind == UnitKind.COMMITTEE else Role.SECRETARY
        appointment = Appointment.objects.create(user=user, unit=unit, role=role, valid_from=_LONG_AGO)
        self.things["account"][unit.code], self.things["appointment"][unit.code] = user, appointment

    def _lay_job(self, unit):
        self.things["job"][unit.code] = Job.objects.create(
            kind="test.kind", key=f"SECRET-{unit.code}", title=f"SECRET-{unit.code}", unit_path=unit.path, state="failed",
            error="KeyError",
        )

    def _lay_file(self, unit):
        sha256 = f"{unit.pk:064x}"
        for path in (original_path(sha256), page_path(sha256, 1), thumb_path(sha256)):
            write_durably(path, f"SECRET-{unit.code}".encode())
        self.things["file"][unit.code] = StoredFile.objects.create(
            unit=unit, read_permission="sessions.view", name=f"SECRET-{unit.code}.jpg", size=1, sha256=sha256,
            verdict=Verdict.CLEAN, page_count=1, uploaded_at=self.at,
        )
        if unit.code in self.things["session"]:
            self.things["attachment"][unit.code] = SessionAttachment.objects.create(
                session=self.things["session"][unit.code], file=self.things["file"][unit.code]
            )

    def _lay_papers(self, unit):
        canary = f"CANARY-{unit.code}"
        body = IssuingBody.objects.create(
            unit=unit, superior_name="ĐẢNG BỘ", name=canary, symbol="ĐU", place="An Lạc", valid_from=_LONG_AGO
        )
        self.things["body"][unit.code] = body
        self.things["signer"][unit.code] = Signer.objects.create(
            body=body, authority="T/M CHI BỘ", post="BÍ THƯ", full_name=canary, valid_from=_LONG_AGO
        )
        self.things["reserved_number"][unit.code] = ReservedNumber.objects.create(
            unit=unit, type_code="BC", symbol="CU", number=99, what=f"SECRET-{unit.code}", issued_on=self.today, noted_at=self.at
        )
        self.things["term"][unit.code] = Term.objects.create(unit=unit, name=canary, starts_on=_LONG_AGO)
        self.things["document"][unit.code] = Document.objects.create(
            unit=unit, body=body, type_code="BC", number=1, symbol="ĐU", issued_on=self.today, signer_name="",
            title=canary, layout="hd36", payload=paper(body=canary), sha256=store_pdf(canary.encode()), issued_at=self.at,
        )


    def _lay_reports(self, campaign):
        """A draft, a copy to sign and an issued report of the committee and of each unit with units below."""
        above = campaign.duties.filter(children__isnull=False).values("unit")
        units = [self.units[campaign.unit.code], *Unit.objects.filter(pk__in=above)]
        week = Week.of(self.today)
        for unit in units:
            drafts = [compile_weekly_report(campaign=campaign, unit=unit, week=w, by=None, at=self.at)
                      for w in (week, week.preceding, week.preceding.preceding, week.preceding.preceding.preceding)]
            draft, copied, issued, sent = drafts
            WeeklyReport.objects.filter(pk=copied.pk).update(copied_at=self.at)
            self.things["report_sent"][unit.code] = sent
            WeeklyReport.objects.filter(pk=sent.pk).update(state=PaperState.SENT, sent_at=self.at)
            WeeklyReport.objects.filter(pk=issued.pk).update(
                state=PaperState.ISSUED, document=self.things["document"][unit.code]
            )
            self.things["report"][unit.code], self.things["report_copied"][unit.code] = draft, copied
            self.things["report_issued"][unit.code] = issued
            self.things["paragraph"][unit.code] = draft.paragraphs.first()

    # Workbooks

    def _lay_import(self, unit):
        sent = WorkbookImport.objects.create(
            unit=unit, name=f"SECRET-{unit.code}.xlsx", size=1, state=ImportState.CHECKED, problems=1, uploaded_at=self.at
        )
        write_durably(bad_rows_path(sent), f"SECRET-{unit.code}".encode())
        self.things["import"][unit.code] = sent

    def _lay_exports(self):
        """An export is for nobody but who asked for it: whoever of the cast acts for the very unit."""
        for user in vars(self.cast).values():
            post = user.appointments.select_related("unit").first()
            if post and "workbook.export" in PERMISSIONS[post.role]:
                job = Job.objects.create(kind=EXPORT, key=f"export-{user.pk}", owner=user, unit_path=post.unit.path, state="done")
                write_durably(export_path(job.pk), f"SECRET-{post.unit.code}".encode())
                self.things["export"][post.unit.code] = job
            if post and "essays.mark" in PERMISSIONS[post.role]:
                args = {"what": "essays", "unit": post.unit.code}
                job = Job.objects.create(
                    kind=PRINT, key=f"print-{user.pk}", owner=user, unit_path=post.unit.path, state="done", args=args
                )
                write_durably(folder_of(job.pk) / ONE_FILE, f"SECRET-{post.unit.code}".encode())
                self.things["print"][post.unit.code] = job
                job = Job.objects.create(
                    kind=BIND, key=f"bind-{user.pk}", owner=user, unit_path=post.unit.path, state="done", args=args
                )
                write_durably(folder_of(job.pk) / ONE_FILE, f"SECRET-{post.unit.code}".encode())
                self.things["bound"][post.unit.code] = job


def people_of(world):
    """`{name: column}` of the matrix (access_columns.py): the cast and whoever owes something."""
    people = {
        name: SimpleNamespace(
            user=user, posts=[(a.role, a.unit) for a in user.appointments.select_related("unit")]
        )
        for name, user in vars(world.cast).items()
    }
    people["helper"] = helper_of(world, world.tree.xa)
    return with_columns(people, world)
