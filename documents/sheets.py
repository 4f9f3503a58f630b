"""Sheet "Cơ quan ban hành": letterheads and who signs under them."""
from django.utils.translation import gettext as _

from documents.models import IssuingBody, Signer
from lib.clock import local_day
from lib.spreadsheet.book import SheetOfRoom
from lib.spreadsheet.forms import Column, SheetForm
from lib.spreadsheet.kinds import Listing, Text

_BODY = ["superior_name", "name", "place"]
_SIGNER = ["authority", "post"]


class IssuingBodiesSheet(SheetOfRoom):
    form = SheetForm(
        "Cơ quan ban hành",
        (
            Column("Mã đơn vị", "unit", Text(40), required=True, width=12, note="Mã của đơn vị ở trang Đơn vị."),
            Column("Tên cấp trên", "superior_name", Text(200), required=True, width=26, note="Dòng trên của tiêu đề văn bản."),
            Column("Tên cơ quan", "name", Text(200), required=True, width=26, note="Dòng dưới của tiêu đề văn bản."),
            Column("Ký hiệu", "symbol", Text(30), required=True, width=12, note="Ví dụ BTGHU."),
            Column("Địa danh", "place", Text(100), required=True, width=16),
            Column("Quyền hạn ký", "authority", Text(100), required=True, width=22, note="Ví dụ K/T TRƯỞNG BAN."),
            Column("Chức vụ", "post", Text(100), width=22, note="Ví dụ PHÓ TRƯỞNG BAN; để trống nếu người đứng đầu ký."),
            Column("Người ký", "signer", Text(150), required=True, width=24),
            Column("Nơi nhận", "recipients", Listing(), width=60, note="Cách nhau bằng dấu chấm phẩy."),
        ),
        key=("unit", "symbol", "signer"),
    )

    # Reading

    def settle(self, book):
        rows = self.read(book).rows
        day = local_day(book.at)
        units = {unit.pk: code for code, unit in book.known.units.by_code.items() if unit.pk}
        self._bodies = {
            (units[body.unit_id], body.symbol): body for body in IssuingBody.objects.valid_on(day).order_by("pk")
        }
        keys = {body.pk: key for key, body in self._bodies.items()}
        self._signers = {
            (*keys[signer.body_id], signer.full_name): signer
            for signer in Signer.objects.valid_on(day).filter(body__in=keys)
        }
        first = {}
        for row in rows:
            row.compare(self._before(row))
            if row.outcome in ("new", "changed"):
                self._check(book, row, first)
                row.compare(self._before(row))

    def _before(self, row):
        body, signer = self._bodies.get(row.key[:2]), self._signers.get(row.key)
        if body is None or signer is None:
            return None
        return (
            {name: getattr(body, name) for name in _BODY}
            | {name: getattr(signer, name) for name in _SIGNER}
            | {"recipients": tuple(body.recipients.splitlines())}
        )

    def _check(self, book, row, first):
        if book.known.units.permitted(row["unit"]) is None:
            row.wrong("unit", _("There is no unit with the code %(code)s among yours.") % {"code": row["unit"]})
        # One letterhead told in two rows must be told alike.
        other = first.setdefault(row.key[:2], row)
        for name in (*_BODY, "recipients"):
            if other[name] != row[name]:
                row.wrong(name, _("Row %(number)d says something else of the same letterhead.") % {"number": other.number})

    # Writing

    def write(self, book):
        new, changed = self.rows_to_write(book)
        for row in new + changed:
            body = self._write_body(book, row)
            self._write_signer(book, row, body)

    def _write_body(self, book, row):
        facts = {name: row[name] for name in _BODY} | {"recipients": "\n".join(row["recipients"])}
        body = self._bodies.get(row.key[:2])
        if body is None:
            body = IssuingBody.objects.create(unit_id=book.known.units.get(row["unit"]).pk, symbol=row["symbol"], **facts)
            book.journal.note_created([body])
            self._bodies[row.key[:2]] = body
        elif any(getattr(body, name) != value for name, value in facts.items()):
            book.journal.note_before(body, list(facts))
            for name, value in facts.items():
                setattr(body, name, value)
            body.save(update_fields=list(facts))
        return body

    def _write_signer(self, book, row, body):
        facts = {name: row[name] for name in _SIGNER}
        signer = self._signers.get(row.key)
        if signer is None:
            position = sum(1 for key in self._signers if key[:2] == row.key[:2])
            signer = Signer.objects.create(body=body, full_name=row["signer"], position=position, **facts)
            book.journal.note_created([signer])
            self._signers[row.key] = signer
        elif any(getattr(signer, name) != value for name, value in facts.items()):
            book.journal.note_before(signer, _SIGNER)
            for name, value in facts.items():
                setattr(signer, name, value)
            signer.save(update_fields=_SIGNER)

    # Exporting

    def export(self, scope):
        signers = Signer.objects.valid_on(scope.day).filter(
            body__unit__in=scope.units, body__in=IssuingBody.objects.valid_on(scope.day)
        )
        for signer in signers.select_related("body__unit").order_by("body__unit__path", "body__symbol", "position", "pk"):
            body = signer.body
            yield self.written(
                body.unit.code, body.superior_name, body.name, body.symbol, body.place, signer.authority, signer.post,
                signer.full_name, tuple(body.recipients.splitlines()),
            )
