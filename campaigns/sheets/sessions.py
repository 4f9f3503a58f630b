"""Sheet "Lớp học": classes, conferences and make-ups."""
import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from campaigns.models import Audience, DayPart, Format, LoggedHow, SessionKind, SessionResolution, StudySession, moment_of
from campaigns.sheets.known import KnownSession, campaign_of, check_within, unit_of_row
from campaigns.sheets.resolutions import check_resolutions
from lib.clock import local_day
from lib.spreadsheet.book import SheetOfRoom
from lib.spreadsheet.forms import Column, SheetForm
from lib.spreadsheet.kinds import BadCell, Choice, Day, Kind, Listing, Text, plain_text
from lib.dates import parse_hour

_KINDS = {
    SessionKind.CONFERENCE: "Hội nghị cán bộ chủ chốt", SessionKind.CLASS: "Học chính khoá", SessionKind.MAKE_UP: "Học bù",
}
_PARTS = {DayPart.MORNING: "Sáng", DayPart.AFTERNOON: "Chiều", DayPart.EVENING: "Tối"}
_FORMATS = {
    Format.IN_PERSON: "Trực tiếp", Format.ONLINE: "Trực tuyến", Format.HYBRID: "Trực tiếp kết hợp trực tuyến",
    Format.VIDEO: "Xem video", Format.CELL_MEETING: "Lồng ghép sinh hoạt chi bộ", Format.SELF_STUDY: "Tự nghiên cứu",
}
_AUDIENCES = {Audience.KEY_CADRES: "Cán bộ chủ chốt", Audience.MEMBERS: "Đảng viên", Audience.NON_MEMBERS: "Quần chúng"}
_PLAIN = ["kind", "held_on", "format", "audience", "place", "speakers"]
_WRITTEN = [*_PLAIN, "host", "part", "hour", "moment", "version"]


@dataclass(frozen=True)
class PartOrHour(Kind):
    """Part of the day (Sáng, Chiều, Tối) or an hour; the value is a DayPart or a time."""

    def read(self, raw):
        if isinstance(raw, str):
            text = plain_text(raw).casefold()
            for part, label in _PARTS.items():
                if label.casefold() == text:
                    return part
        try:
            return parse_hour(raw)
        except ValueError:
            raise BadCell(_("“%(text)s” is neither a part of the day (Sáng, Chiều, Tối) nor an hour (19:30).") % {"text": raw}) from None

    def write(self, value):
        return f"{value:%H:%M}" if isinstance(value, datetime.time) else _PARTS.get(value, "")


class SessionsSheet(SheetOfRoom):
    form = SheetForm(
        "Lớp học",
        (
            Column("Mã lớp", "code", Text(40), required=True, width=12, note="Mã riêng của lớp, ví dụ L101."),
            Column("Mã đợt", "campaign", Text(40), required=True, width=12),
            Column("Đơn vị chủ trì", "host", Text(40), required=True, width=14, note="Mã của đơn vị mở lớp."),
            Column("Loại lớp", "kind", Choice(_KINDS), required=True, width=24, note="Học chính khoá, Học bù hoặc Hội nghị cán bộ chủ chốt."),
            Column("Ngày", "held_on", Day(), required=True, width=12),
            Column("Buổi", "part", PartOrHour(), width=10, note="Sáng, Chiều, Tối hoặc giờ, ví dụ 19:30."),
            Column("Hình thức", "format", Choice(_FORMATS, empty=Format.IN_PERSON), width=26, note="; ".join(_FORMATS.values()) + "."),
            Column("Đối tượng", "audience", Choice(_AUDIENCES, empty=Audience.MEMBERS), width=18, note="; ".join(_AUDIENCES.values()) + "."),
            Column("Địa điểm", "place", Text(200), width=34),
            Column("Báo cáo viên", "speakers", Text(300), width=28),
            Column("Nghị quyết", "resolutions", Listing(longest=60), width=40, note="Các số ký hiệu, cách nhau bằng dấu chấm phẩy."),
        ),
        key=("code",),
    )

    # Reading

    def settle(self, book):
        rows = self.read(book).rows
        campaigns = [campaign for campaign in book.known.campaigns.values() if campaign.pk and campaign.is_ours]
        self._by_pk = {campaign.pk: campaign for campaign in campaigns}
        self._stored = {}
        for session in StudySession.objects.filter(campaign__in=list(self._by_pk)).select_related("host"):
            self._stored[self._by_pk[session.campaign_id].code, session.code] = session
        self._resolutions = self._stored_resolutions()
        for row in rows:
            row.compare(self._before(row))
            if row.outcome in ("new", "changed"):
                self._check(book, row)
                row.compare(self._before(row))
        book.known.sessions = self._known(book, rows)

    def _stored_resolutions(self):
        symbols = {}
        entries = SessionResolution.objects.filter(session__campaign__in=list(self._by_pk)).order_by("pk")
        for pk, symbol in entries.values_list("session", "resolution__symbol"):
            symbols[pk] = (*symbols.get(pk, ()), symbol)
        return symbols

    def _before(self, row):
        session = self._stored.get((row["campaign"], row["code"]))
        if session is None:
            return None
        symbols = self._resolutions.get(session.pk, ())
        return {name: getattr(session, name) for name in _PLAIN} | {
            "host": session.host.code,
            "part": session.hour or session.part,
            # Their order says nothing.
            "resolutions": row["resolutions"] if set(row["resolutions"]) == set(symbols) else symbols,
        }

    def _check(self, book, row):
        campaign, _host = campaign_of(book, row), unit_of_row(book, row, "host")
        stored = self._stored.get((row["campaign"], row["code"]))
        if stored and stored.withdrawn_at:
            row.wrong("code", _("The class %(code)s is withdrawn. Restore it on its own page first.") % {"code": row["code"]})
        elif stored and not book.permits(stored.host.path):
            row.wrong("code", _("The class %(code)s is kept by another unit.") % {"code": row["code"]})
        if campaign is not None:
            check_within(campaign, row, "held_on", row["held_on"])
        if row["held_on"] > local_day(book.at):
            row.warn("held_on", _("The class lies in the future; it counts from its day on."))
        check_resolutions(book, row, "resolutions")

    def _known(self, book, rows):
        """`{class code: KnownSession}`: those of the file, then those of the database whose code is not ambiguous."""
        known, seen = {}, set()
        for (campaign, code), session in self._stored.items():
            if session.withdrawn_at is None:
                found = KnownSession(code, book.known.campaigns[campaign], session.kind, session.held_on, session.pk, session.host.code)
                known[code] = None if code in seen else found
                seen.add(code)
        for row in rows:
            campaign = book.known.campaigns.get(row["campaign"])
            if row["code"] and campaign and campaign.is_ours and row["held_on"] and row["kind"]:
                stored = self._stored.get((row["campaign"], row["code"]))
                known[row["code"]] = KnownSession(
                    row["code"], campaign, row["kind"], row["held_on"], stored.pk if stored else None, row["host"], row
                )
        return known

    # Writing

    def write(self, book):
        new, changed = self.rows_to_write(book)
        sessions = [self._fill(book, StudySession(code=row["code"]), row) for row in new]
        for session, row in zip(sessions, new, strict=True):
            session.campaign_id = book.known.campaigns[row["campaign"]].pk
            session.logged_by, session.logged_at, session.logged_how = book.by, book.at, LoggedHow.WORKBOOK
        book.journal.note_created(StudySession.objects.bulk_create(sessions, batch_size=2000))
        amended = []
        for row in changed:
            session = self._stored[row["campaign"], row["code"]]
            book.journal.note_before(session, _WRITTEN)
            session.version += 1
            amended.append(self._fill(book, session, row))
        StudySession.objects.bulk_update(amended, _WRITTEN, batch_size=2000)
        for session in sessions:
            book.known.sessions[session.code].pk = session.pk
        rethought = [s for s, row in zip(amended, changed, strict=True) if "resolutions" in row.changes]
        self._write_resolutions(book, sessions + rethought, new + [row for row in changed if "resolutions" in row.changes], rethought)

    def _fill(self, book, session, row):
        for name in _PLAIN:
            setattr(session, name, row[name])
        session.host_id = book.known.units.get(row["host"]).pk
        is_hour = isinstance(row["part"], datetime.time)
        session.part, session.hour = ("", row["part"]) if is_hour else (row["part"], None)
        session.moment = moment_of(session.held_on, session.part, session.hour)
        return session

    def _write_resolutions(self, book, sessions, rows, rethought):
        old = SessionResolution.objects.filter(session__in=rethought)
        book.journal.note_deleted(old)
        old.delete()
        entries = [
            SessionResolution(session=session, resolution_id=book.known.resolutions[symbol])
            for session, row in zip(sessions, rows, strict=True) for symbol in dict.fromkeys(row["resolutions"])
        ]
        book.journal.note_created(SessionResolution.objects.bulk_create(entries, batch_size=5000))

    # Exporting

    def export(self, scope):
        sessions = scope.sessions.select_related("host").order_by("moment", "code")
        symbols = {}
        for pk, symbol in SessionResolution.objects.filter(session__in=scope.sessions).order_by("pk").values_list("session", "resolution__symbol"):
            symbols[pk] = (*symbols.get(pk, ()), symbol)
        for session in sessions:
            yield self.written(
                session.code, scope.campaign.code, session.host.code, session.kind, session.held_on,
                session.hour or session.part, session.format, session.audience, session.place, session.speakers,
                symbols.get(session.pk, ()),
            )


def session_of(book, row, name="session"):
    """The class the row names; else None, and the row says why."""
    session = book.known.sessions.get(row[name])
    if session is not None:
        return session if session.campaign.is_open else _closed(row, name, session)
    if row[name] in book.known.sessions:
        row.wrong(name, _("Several campaigns have a class %(code)s; send the sheet of classes with it.") % {"code": row[name]})
    else:
        row.wrong(name, _("There is no class with the code %(code)s.") % {"code": row[name]})
    return None


def _closed(row, name, session):
    row.wrong(name, _("The campaign %(code)s is not running.") % {"code": session.campaign.code})
