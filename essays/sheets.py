"""Sheet "Thu hoạch": essays handed in and marked."""
from django.utils.translation import gettext as _

from campaigns.models import SessionKind
from campaigns.sheets.known import campaign_of, check_within, member_of
from essays.models import Essay, EssayState, EssayStep, StepKind
from lib.clock import local_day
from lib.spreadsheet.book import SheetOfRoom
from lib.spreadsheet.forms import Column, SheetForm
from lib.spreadsheet.kinds import Choice, Day, Text, Tick

_RESULTS = {StepKind.PASSED: "Đạt", StepKind.NOT_PASSED: "Chưa đạt"}
_WRITTEN = ["state", "handed_in_on", "handwritten", "on_a4", "marked_on", "return_reason", "version"]


class EssaysSheet(SheetOfRoom):
    form = SheetForm(
        "Thu hoạch",
        (
            Column("Mã đợt", "campaign", Text(40), required=True, width=12),
            Column("Số thẻ", "card", Text(20), required=True, width=14),
            Column("Ngày nộp", "handed_in_on", Day(), required=True, width=12),
            Column("Viết tay", "handwritten", Tick(), width=10, note="x nếu viết tay."),
            Column("Khổ A4", "on_a4", Tick(), width=10, note="x nếu viết trên giấy A4."),
            Column("Kết quả", "result", Choice(_RESULTS), width=12, note="Đạt, Chưa đạt; để trống nếu chưa chấm."),
            Column("Ngày chấm", "marked_on", Day(), width=12),
        ),
        key=("campaign", "card"),
    )

    # Reading

    def settle(self, book):
        rows = self.read(book).rows
        self._stored = self._stored_essays(book) if rows else {}
        self._first_days = None
        for row in rows:
            row.compare(self._before(row))
            if row.outcome in ("new", "changed"):
                self._check(book, row)
                row.compare(self._before(row))

    def _stored_essays(self, book):
        codes = {campaign.pk: campaign.code for campaign in book.known.campaigns.values() if campaign.pk and campaign.is_ours}
        essays = Essay.objects.filter(campaign__in=codes).select_related("member")
        return {(codes[essay.campaign_id], essay.member.card_number): essay for essay in essays}

    def _before(self, row):
        essay = self._stored.get(row.key)
        if essay is None:
            return None
        return {
            # A returned essay is not handed in: the row hands it in again.
            "handed_in_on": None if essay.state == EssayState.RETURNED else essay.handed_in_on,
            "handwritten": essay.handwritten,
            "on_a4": essay.on_a4,
            "result": essay.state if essay.state in _RESULTS else "",
            "marked_on": essay.marked_on,
        }

    def _check(self, book, row):
        campaign, member = campaign_of(book, row), member_of(book, row)
        if row["result"] and not row["marked_on"]:
            row.wrong("marked_on", _("A result needs the day it was marked."))
        elif row["marked_on"] and not row["result"]:
            row.wrong("result", _("A day of marking needs a result."))
        if row["marked_on"] and row["marked_on"] < row["handed_in_on"]:
            row.wrong("marked_on", _("Marked before it was handed in."))
        if campaign is not None:
            check_within(campaign, row, "handed_in_on", row["handed_in_on"])
        if campaign is not None and member is not None and not row.is_wrong:
            self._warn_before_study(book, row, campaign, member)

    def _warn_before_study(self, book, row, campaign, member):
        if self._first_days is None:
            self._first_days = _first_class_days(book)
        lineage = book.known.units.lineage(campaign.unit_of(book, member.card) or member.unit)
        days = [day for code in lineage if (day := self._first_days.get((campaign.code, code)))]
        if not days or row["handed_in_on"] < min(days):
            row.warn("handed_in_on", _("Handed in before a class of the writer's unit was recorded."))

    # Writing

    def write(self, book):
        new, changed = self.rows_to_write(book)
        essays = [
            self._fill(Essay(campaign_id=book.known.campaigns[row["campaign"]].pk, **self._writer(book, row)), row)
            for row in new
        ]
        book.journal.note_created(Essay.objects.bulk_create(essays, batch_size=5000))
        amended = []
        for row in changed:
            essay = self._stored[row.key]
            book.journal.note_before(essay, _WRITTEN)
            essay.version += 1
            amended.append(self._fill(essay, row))
        Essay.objects.bulk_update(amended, _WRITTEN, batch_size=2000)
        self._withdraw_steps(book, [e for e, row in zip(amended, changed, strict=True) if not self._only_marked(row)])
        steps = [step for essay, row in zip(essays, new, strict=True) for step in self._steps(book, essay, row)]
        for essay, row in zip(amended, changed, strict=True):
            steps += self._steps(book, essay, row)[1:] if self._only_marked(row) else self._steps(book, essay, row)
        book.journal.note_created(EssayStep.objects.bulk_create(steps, batch_size=5000))

    def _writer(self, book, row):
        member = book.known.members.get(row["card"])
        unit = book.known.campaigns[row["campaign"]].unit_of(book, row["card"])
        return {"member_id": member.pk, "unit_id": book.known.units.get(unit).pk}

    def _fill(self, essay, row):
        essay.state = row["result"] or EssayState.HANDED_IN
        essay.return_reason = ""
        for name in ("handed_in_on", "handwritten", "on_a4", "marked_on"):
            setattr(essay, name, row[name])
        return essay

    def _only_marked(self, row):
        """True where an essay not marked so far is marked now, and nothing else changes."""
        return row["result"] and not row.changes.get("result", "kept") and set(row.changes) <= {"result", "marked_on"}

    def _withdraw_steps(self, book, essays):
        """Steps that the file contradicts are taken back; the ones it tells stand in their place."""
        steps = list(EssayStep.objects.filter(essay__in=essays, withdrawn_at=None))
        # Returned and handed in again: what went before the return stays told.
        for step in steps:
            book.journal.note_before(step, ["withdrawn_at"])
            step.withdrawn_at = book.at
        EssayStep.objects.bulk_update(steps, ["withdrawn_at"], batch_size=2000)

    def _steps(self, book, essay, row):
        common = {"essay": essay, "recorded_at": book.at, "by": book.by}
        steps = [
            EssayStep(
                kind=StepKind.HANDED_IN, on=row["handed_in_on"], handwritten=row["handwritten"], on_a4=row["on_a4"], **common
            )
        ]
        if row["result"]:
            steps.append(EssayStep(kind=row["result"], on=row["marked_on"], **common))
        return steps

    # Exporting

    def export(self, scope):
        essays = Essay.objects.filter(campaign=scope.campaign, unit__in=scope.units).exclude(state=EssayState.RETURNED)
        for essay in essays.select_related("member").order_by("unit__path", "member__card_number"):
            yield self.written(
                scope.campaign.code, essay.member.card_number, essay.handed_in_on, essay.handwritten, essay.on_a4,
                essay.state if essay.state in _RESULTS else "", essay.marked_on,
            )


def _first_class_days(book):
    """`{(campaign code, unit code): day of the first class it attended}` of the world after the import."""
    days = {}
    for code, units in book.known.attending.items():
        session = book.known.sessions.get(code)
        if session and session.kind == SessionKind.CLASS and session.held_on <= local_day(book.at):
            for unit in units:
                key = (session.campaign.code, unit)
                days[key] = min(session.held_on, days.get(key, session.held_on))
    return days
