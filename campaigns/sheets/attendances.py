"""Sheet "Đơn vị dự học": how many of each unit were called, came, stayed away."""
from django.utils.translation import gettext as _

from campaigns.models import Attendance, SessionKind
from campaigns.sheets.known import unit_of_row
from campaigns.sheets.overlaps import PeopleCounted
from campaigns.sheets.sessions import session_of
from lib.spreadsheet.book import SheetOfRoom
from lib.spreadsheet.forms import Column, SheetForm
from lib.spreadsheet.kinds import Text, Whole

_COUNTS = ["summoned", "present", "absent_excused", "absent_unexcused", "non_members"]


class AttendancesSheet(SheetOfRoom):
    form = SheetForm(
        "Đơn vị dự học",
        (
            Column("Mã lớp", "session", Text(40), required=True, width=12),
            Column("Mã đơn vị", "unit", Text(40), required=True, width=14),
            Column("Triệu tập", "summoned", Whole(), required=True, width=12, note="Bằng tham gia cộng vắng."),
            Column("Tham gia", "present", Whole(), required=True, width=12),
            Column("Vắng có lý do", "absent_excused", Whole(), width=12),
            Column("Vắng không lý do", "absent_unexcused", Whole(), width=12),
            Column("Quần chúng", "non_members", Whole(), width=12, note="Quần chúng dự học, không tính vào tỷ lệ."),
        ),
        key=("session", "unit"),
    )

    # Reading

    def settle(self, book):
        rows = self.read(book).rows
        self._stored = self._stored_attendances(book)
        self._heads_known = not self.is_wrong_before(book, "Đơn vị", "Đảng viên", "Đợt học tập", "Lớp học")
        people = PeopleCounted(book)
        in_file = {row.key for row in rows if not row.is_wrong}
        for key, attendance in self._stored.items():
            if key not in in_file:
                people.add(key[0], key[1], attendance.present)
        for row in rows:
            row.compare(self._before(row))
            if row.outcome in ("new", "changed"):
                self._check(book, row, people)
                row.compare(self._before(row))
            if not row.is_wrong:
                people.add(row["session"], row["unit"], row["present"])
        self._units_of_sessions = {}
        for session, unit in [*self._stored, *(row.key for row in rows if row["session"] and row["unit"])]:
            self._units_of_sessions.setdefault(session, {})[unit] = None
        book.known.attending = self._units_of_sessions

    def _stored_attendances(self, book):
        codes = {session.pk: session.code for session in book.known.sessions.values() if session and session.pk}
        units = {unit.pk: unit.code for unit in book.known.units.by_code.values() if unit.pk}
        rows = Attendance.objects.filter(session__in=codes)
        return {(codes[row.session_id], units[row.unit_id]): row for row in rows}

    def _before(self, row):
        attendance = self._stored.get(row.key)
        return {name: getattr(attendance, name) for name in _COUNTS} if attendance else None

    def _check(self, book, row, people):
        session, unit = session_of(book, row), unit_of_row(book, row)
        absent = row["absent_excused"] + row["absent_unexcused"]
        if row["present"] > row["summoned"]:
            row.wrong("present", _("%(present)d present is more than the %(summoned)d summoned.") % row.values)
            return
        if row["present"] + absent != row["summoned"]:
            row.wrong(
                "summoned",
                _("%(present)d present and %(absent)d absent do not make the %(summoned)d summoned.")
                % {**row.values, "absent": absent},
            )
        if session is None or unit is None or not self._heads_known:
            return
        duty = session.campaign.duties(book).get(unit.code)
        if duty is None and session.kind != SessionKind.CONFERENCE and unit.code != book.known.units.committee_code:
            row.wrong("unit", _("The unit %(code)s is not asked to join the campaign.") % {"code": unit.code})
        if session.kind == SessionKind.CLASS and duty is not None:
            people.check(row, duty)

    # Writing

    def write(self, book):
        new, changed = self.rows_to_write(book)
        made = [
            Attendance(
                session_id=book.known.sessions[row["session"]].pk, unit_id=book.known.units.get(row["unit"]).pk,
                **{name: row[name] for name in _COUNTS},
            )
            for row in new
        ]
        book.journal.note_created(Attendance.objects.bulk_create(made, batch_size=5000))
        amended = []
        for row in changed:
            attendance = self._stored[row.key]
            book.journal.note_before(attendance, _COUNTS)
            for name in _COUNTS:
                setattr(attendance, name, row[name])
            amended.append(attendance)
        Attendance.objects.bulk_update(amended, _COUNTS, batch_size=2000)
        book.known.attendance_keys = {key: attendance.pk for key, attendance in self._stored.items()}
        book.known.attendance_keys |= {row.key: a.pk for row, a in zip(new, made, strict=True)}

    # Exporting

    def export(self, scope):
        rows = Attendance.objects.filter(session__in=scope.sessions, unit__in=scope.units)
        for row in rows.select_related("session", "unit").order_by("session__moment", "session__code", "unit__path"):
            yield self.written(row.session.code, row.unit.code, *(getattr(row, name) for name in _COUNTS))
