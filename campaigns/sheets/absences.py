"""Sheet "Vắng mặt": who was absent, and when he made up for it."""
from django.db.models import Q
from django.utils.translation import gettext as _

from campaigns.models import Absence
from campaigns.sheets.known import check_within, member_of
from campaigns.sheets.sessions import session_of
from lib.spreadsheet.book import SheetOfRoom
from lib.spreadsheet.forms import Column, SheetForm
from lib.spreadsheet.kinds import Day, Text, Tick

_WRITTEN = ["excused", "made_up_on"]


class AbsencesSheet(SheetOfRoom):
    form = SheetForm(
        "Vắng mặt",
        (
            Column("Mã lớp", "session", Text(40), required=True, width=12),
            Column("Số thẻ", "card", Text(20), required=True, width=14),
            Column("Có lý do", "excused", Tick(), width=10, note="x nếu vắng có lý do."),
            Column("Học bù ngày", "made_up_on", Day(), width=14, note="Ngày đã học bù, hoặc đã học ở lớp khác."),
        ),
        key=("session", "card"),
    )

    # Reading

    def settle(self, book):
        rows = self.read(book).rows
        self._stored = self._stored_absences(book) if rows else {}
        # {row key: code of the unit whose attendance the absence belongs to}
        self._units = {}
        for row in rows:
            row.compare(self._before(row))
            if row.outcome in ("new", "changed"):
                self._check(book, row)
                row.compare(self._before(row))

    def _stored_absences(self, book):
        codes = {session.pk: session.code for session in book.known.sessions.values() if session and session.pk}
        rows = Absence.objects.filter(attendance__session__in=codes).select_related("attendance", "member")
        return {(codes[row.attendance.session_id], row.member.card_number): row for row in rows}

    def _before(self, row):
        absence = self._stored.get(row.key)
        return {name: getattr(absence, name) for name in _WRITTEN} if absence else None

    def _check(self, book, row):
        session, member = session_of(book, row), member_of(book, row)
        if session is None or member is None:
            return
        unit = self._attending_unit(book, session, member.card)
        if unit is None and not self.is_wrong_before(book, "Đơn vị", "Đảng viên", "Đơn vị dự học"):
            row.wrong("card", _("%(member)s belongs to no unit that attended the class %(code)s.") % {"member": member.name, "code": session.code})
        elif not member.must_study:
            row.wrong("card", _("%(member)s is exempt from Party activity and was not summoned.") % {"member": member.name})
        self._units[row.key] = unit
        check_within(session.campaign, row, "made_up_on", row["made_up_on"])

    def _attending_unit(self, book, session, card):
        """Code of the unit in the class that the member counted for: his own or the nearest above it."""
        attending = book.known.attending.get(session.code, {})
        lineage = book.known.units.lineage(session.campaign.unit_of(book, card))
        return next((code for code in lineage if code in attending), None)

    # Writing

    def write(self, book):
        new, changed = self.rows_to_write(book)
        made = [
            Absence(
                attendance_id=book.known.attendance_keys[row["session"], self._units[row.key]],
                member_id=book.known.members.get(row["card"]).pk,
                **{name: row[name] for name in _WRITTEN},
            )
            for row in new
        ]
        book.journal.note_created(Absence.objects.bulk_create(made, batch_size=5000))
        names = [*_WRITTEN, "made_up_how", "made_up_in"]
        amended = []
        for row in changed:
            absence = self._stored[row.key]
            book.journal.note_before(absence, names)
            if "made_up_on" in row.changes:
                # The workbook does not say where; what was known of another day no longer holds.
                absence.made_up_how, absence.made_up_in = "", None
            absence.excused, absence.made_up_on = row["excused"], row["made_up_on"]
            amended.append(absence)
        Absence.objects.bulk_update(amended, names, batch_size=2000)

    # Exporting

    def export(self, scope):
        # A base's row for all its cells: a cell exports the absences of its own members only.
        whose = Q(attendance__unit__in=scope.units) | Q(member__unit__in=scope.units)
        absences = Absence.objects.filter(whose, attendance__session__in=scope.sessions)
        order = ("attendance__session__moment", "attendance__session__code", "member__card_number")
        for row in absences.select_related("attendance__session", "member").order_by(*order):
            yield self.written(row.attendance.session.code, row.member.card_number, row.excused, row.made_up_on)
