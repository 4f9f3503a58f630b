"""Sheet "Đảng viên": the roster."""
from django.utils.translation import gettext as _

from lib.clock import local_day
from lib.spreadsheet.book import SheetOfRoom
from lib.spreadsheet.forms import Column, SheetForm
from lib.spreadsheet.kinds import Birth, Choice, Text, Tick
from units.models import Member, MemberChange, MemberChangeKind, MemberKind, UnitKind
from units.services.derived import member_derived
from units.sheets.known import KnownMember, KnownMembers

_KINDS = {MemberKind.FULL: "Chính thức", MemberKind.PROBATIONARY: "Dự bị"}
_WRITTEN = [
    "unit", "full_name", "born", "kind", "exempt_from_activity", "exempt_from_essay", "sort_key", "search_text", "version",
]


class MembersSheet(SheetOfRoom):
    form = SheetForm(
        "Đảng viên",
        (
            Column("Số thẻ", "card", Text(20), required=True, width=14, note="Số thẻ đảng viên, dạng chữ (giữ số 0 ở đầu)."),
            Column("Họ và tên", "full_name", Text(150), required=True, width=28),
            Column("Ngày sinh", "born", Birth(), width=14, note="19/05/1985, 05/1985 hoặc 1985."),
            Column("Mã chi bộ", "unit", Text(40), required=True, width=14, note="Mã của chi bộ ở trang Đơn vị."),
            Column("Loại đảng viên", "kind", Choice(_KINDS), required=True, width=16, note="Chính thức hoặc Dự bị."),
            Column("Miễn sinh hoạt", "exempt_from_activity", Tick(), width=12, note="x nếu được miễn sinh hoạt đảng."),
            Column("Miễn viết thu hoạch", "exempt_from_essay", Tick(), width=12, note="x nếu được miễn viết bài thu hoạch."),
        ),
        key=("card",),
    )

    # Reading

    def settle(self, book):
        rows = self.read(book).rows
        self._members = {member.card_number: member for member in self._stored_members(book, rows)}
        codes = {unit.pk: code for code, unit in book.known.units.by_code.items() if unit.pk}
        self._unit_codes = {card: codes[member.unit_id] for card, member in self._members.items()}
        for row in rows:
            if not row.is_wrong:
                self._check(book, row)
        book.known.members = self._known(book, rows)
        for row in rows:
            row.compare(self._before(row))
            self._check_permitted(book, row)

    def _stored_members(self, book, rows):
        """Those of the committee, and whoever bears a card number of the file."""
        committee = book.known.units.committee
        found = Member.objects.filter(card_number__in=[row["card"] for row in rows if row["card"]])
        if committee and committee.path:
            found = found | Member.objects.filter(unit__path__startswith=committee.path)
        return found.only(*[f.attname for f in Member._meta.concrete_fields])

    def _check(self, book, row):
        member = self._members.get(row["card"])
        unit = book.known.units.get(row["unit"])
        if unit is None:
            row.wrong("unit", _("There is no unit with the code %(code)s.") % {"code": row["unit"]})
        elif unit.is_ended:
            row.wrong("unit", _("The unit %(code)s has ended.") % {"code": row["unit"]})
        elif unit.kind == UnitKind.COMMITTEE:
            row.wrong("unit", _("Members belong to a cell, not to the committee itself."))
        if member and member.left_on is not None:
            row.wrong("card", _("The member left on %(day)s. Bring him back on his own page first.") % {"day": f"{member.left_on:%d/%m/%Y}"})

    def _known(self, book, rows):
        known = {}
        for card, member in self._members.items():
            unit = book.known.units.get(self._unit_codes[card])
            known[card] = KnownMember(
                card, unit.code, member.full_name, member.must_study, not member.exempt_from_essay, member.pk, unit.permitted
            )
        for row in rows:
            unit = book.known.units.get(row["unit"])
            # A wrong row stays known by its card number: what names the member need not be called wrong too.
            if not row["card"] or unit and not unit.permitted or row["card"] in known and not known[row["card"]].permitted:
                continue
            member = known.setdefault(row["card"], KnownMember(row["card"], row["unit"], "", True, True))
            member.unit, member.name = row["unit"], row["full_name"]
            member.must_study, member.writes = not row["exempt_from_activity"], not row["exempt_from_essay"]
        return KnownMembers(known.values(), book.known.units)

    def _before(self, row):
        member = self._members.get(row["card"])
        if member is None:
            return None
        return {
            "full_name": member.full_name,
            "born": member.born,
            "unit": self._unit_codes[member.card_number],
            "kind": member.kind,
            "exempt_from_activity": member.exempt_from_activity,
            "exempt_from_essay": member.exempt_from_essay,
        }

    def _check_permitted(self, book, row):
        if row.is_wrong or row.outcome == "same":
            return
        units = book.known.units
        if not units.get(row["unit"]).permitted:
            row.wrong("unit", _("The unit %(code)s is not among those you may change.") % {"code": row["unit"]})
        elif row.outcome == "changed" and not units.get(self._unit_codes[row["card"]]).permitted:
            row.wrong("card", _("The card number belongs to a member of a unit that is not among those you may change."))
        row.compare(self._before(row))

    # Writing

    def write(self, book):
        new, changed = self.rows_to_write(book)
        members = Member.objects.bulk_create(
            [Member(card_number=row["card"], **self._fields(book, row)) for row in new], batch_size=5000
        )
        book.journal.note_created(members)
        for member in members:
            book.known.members.get(member.card_number).pk = member.pk
        self._change(book, changed)

    def _change(self, book, rows):
        day, transfers, members = local_day(book.at), [], []
        for row in rows:
            member = self._members[row["card"]]
            book.journal.note_before(member, _WRITTEN)
            before = member.unit_id
            for name, value in self._fields(book, row).items():
                setattr(member, name, value)
            member.version += 1
            members.append(member)
            if member.unit_id != before:
                transfers.append(
                    MemberChange(
                        member=member, kind=MemberChangeKind.TRANSFER, on=day, from_unit_id=before,
                        to_unit_id=member.unit_id, recorded_at=book.at,
                    )
                )
        Member.objects.bulk_update(members, _WRITTEN, batch_size=2000)
        book.journal.note_created(MemberChange.objects.bulk_create(transfers, batch_size=5000))

    def _fields(self, book, row):
        return {
            "unit_id": book.known.units.get(row["unit"]).pk,
            "full_name": row["full_name"],
            "born": row["born"],
            "kind": row["kind"],
            "exempt_from_activity": row["exempt_from_activity"],
            "exempt_from_essay": row["exempt_from_essay"],
            **member_derived(full_name=row["full_name"], card_number=row["card"]),
        }

    # Exporting

    def export(self, scope):
        members = Member.objects.present().filter(unit__in=scope.units).select_related("unit")
        for member in members.order_by("unit__path", "card_number"):
            yield self.written(
                member.card_number, member.full_name, member.born, member.unit.code, member.kind,
                member.exempt_from_activity, member.exempt_from_essay,
            )
