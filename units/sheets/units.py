"""Sheet "Đơn vị": the tree."""
from django.utils.translation import gettext as _

from lib.clock import local_day
from lib.spreadsheet.book import SheetOfRoom
from lib.spreadsheet.forms import Column, SheetForm, nearest
from lib.spreadsheet.kinds import Text
from units.models import Unit, UnitBlock, UnitKind, UnitName
from units.services.derived import unit_derived
from units.services.tree import lock_tree
from units.sheets.known import KnownUnit, KnownUnits
from units.sheets.tree import TreePlaces, check_tree

KIND_LABELS = {
    UnitKind.COMMITTEE: "Đảng bộ huyện",
    UnitKind.BASE: "Đảng bộ cơ sở",
    UnitKind.SECTION: "Đảng bộ bộ phận",
    UnitKind.BASE_CELL: "Chi bộ cơ sở",
    UnitKind.CELL: "Chi bộ trực thuộc",
}
_KIND_OF_LABEL = {label.casefold(): kind for kind, label in KIND_LABELS.items()}
# The usual blocks in the order of paper; any other is added after them.
USUAL_BLOCKS = ["Xã, thị trấn", "Cơ quan", "Trường học", "Doanh nghiệp", "Lực lượng vũ trang"]
_WRITTEN = ["name", "kind", "kind_name", "block", "secretary_name", "phone", "search_text", "version"]


class UnitsSheet(SheetOfRoom):
    form = SheetForm(
        "Đơn vị",
        (
            Column("Mã đơn vị", "code", Text(40), required=True, width=14, note="Mã riêng của đơn vị, không đổi, ví dụ 101-01."),
            Column("Tên đơn vị", "name", Text(250), required=True, width=42, note="Tên đầy đủ, như viết trên văn bản."),
            Column("Loại", "kind", Text(60), required=True, width=20, note="Đảng bộ huyện (hoặc tên loại của cấp uỷ mình), Đảng bộ cơ sở, Đảng bộ bộ phận, Chi bộ cơ sở, Chi bộ trực thuộc."),
            Column("Khối", "block", Text(100), width=20, note="Xã, thị trấn; Cơ quan; Trường học; Doanh nghiệp; Lực lượng vũ trang."),
            Column("Trực thuộc", "above", Text(40), width=14, note="Mã của đơn vị cấp trên; để trống ở đảng bộ cao nhất."),
            Column("Bí thư", "secretary_name", Text(150), width=26, note="Họ và tên bí thư."),
            Column("Điện thoại", "phone", Text(30), width=16, note="Số điện thoại của bí thư, dạng chữ."),
        ),
        key=("code",),
    )

    # Reading

    def settle(self, book):
        rows = self.read(book).rows
        self._units = {unit.code: unit for unit in self._stored_units(book)}
        self._blocks = {block.pk: block.name for block in UnitBlock.objects.all()}
        codes = {unit.path: code for code, unit in self._units.items()}
        self._above = {code: codes.get(unit.path[:-4], "") for code, unit in self._units.items()}
        known = book.known.units = self._known(book, rows)
        for row in rows:
            if not row.is_wrong:
                self._check(book, known, row)
        check_tree(known, rows)
        for row in rows:
            row.compare(self._before(row))
            self._check_permitted(book, known, row)

    def _stored_units(self, book):
        """Of the whole database: a code is used once, whoever uses it."""
        return Unit.objects.all().only(*[f.attname for f in Unit._meta.concrete_fields])

    def _known(self, book, rows):
        units = [
            KnownUnit(u.code, u.name, u.kind, self._above[u.code], u.path, u.pk, u.valid_to is not None, book.permits(u.path))
            for u in self._units.values()
        ]
        known = KnownUnits(units, book.committee_code)
        for row in rows:
            # A wrong row stays known by its code: what hangs on it need not be called wrong too.
            if not row["code"] or row["code"] in known.by_code and not known.by_code[row["code"]].permitted:
                continue
            unit = known.by_code.setdefault(row["code"], KnownUnit(row["code"], "", "", row["above"]))
            unit.name, unit.kind = row["name"], kind_of(row)
        if not known.committee_code:
            known.committee_code = self._committee_of_file(known, rows)
        if book.paths is not None:
            self._permit_new(known)
        return known

    def _committee_of_file(self, known, rows):
        """The top of the file's tree; without one, the only top of the database."""
        tops = [row["code"] for row in rows if not row.is_wrong and not row["above"]]
        if not tops:
            tops = [code for code, unit in known.by_code.items() if not unit.above and not unit.is_ended]
        return tops[0] if len(tops) == 1 else ""

    def _permit_new(self, known):
        """A new unit may be written where one above it may."""
        known_before = {code: unit.permitted for code, unit in known.by_code.items() if unit.pk}
        for code, unit in known.by_code.items():
            if unit.pk is None:
                above, steps = unit.above, 0
                while above in known.by_code and known.by_code[above].pk is None and steps < 60:
                    above, steps = known.by_code[above].above, steps + 1
                unit.permitted = known_before.get(above, False)

    def _check(self, book, known, row):
        stored = self._units.get(row["code"])
        if kind_of(row) is None:
            row.wrong("kind", _("“%(text)s” is no kind of unit.") % {"text": row["kind"]})
        if stored and stored.valid_to is not None:
            row.wrong("code", _("The unit %(code)s has ended.") % {"code": row["code"]})
        if not row["above"] and known.committee_code and row["code"] != known.committee_code:
            row.wrong("above", _("Only one unit may stand at the top; name the unit above this one."))
        self._check_block(row)

    def _check_block(self, row):
        names = [*self._blocks.values(), *USUAL_BLOCKS]
        if row["block"] and row["block"] not in names and (meant := nearest(row["block"], names)):
            row.wrong("block", _("“%(text)s” is no block. “%(label)s” is probably meant.") % {"text": row["block"], "label": meant})

    def _before(self, row):
        unit = self._units.get(row["code"])
        if unit is None:
            return None
        return {
            "name": unit.name,
            "kind": self._label_as_typed(unit, row),
            "block": self._blocks.get(unit.block_id, ""),
            "above": self._above[unit.code],
            "secretary_name": unit.secretary_name,
            "phone": unit.phone,
        }

    def _label_as_typed(self, unit, row):
        """The stored kind in the row's own spelling where both mean the same."""
        label = kind_label(unit)
        return row["kind"] if row["kind"].casefold() == label.casefold() else label

    def _check_permitted(self, book, known, row):
        if row.is_wrong or row.outcome == "same":
            return
        unit = known.get(row["code"])
        if unit is None or not unit.permitted:
            row.wrong("code", _("The unit %(code)s is not among those you may change.") % {"code": row["code"]})
        elif "above" in row.changes:
            row.wrong("above", _("The unit stands below %(above)s. Move it on its own page, where the effect is shown.") % {"above": row.changes["above"] or "–"})
        elif row.changes and unit.path in (book.paths or []) and {"kind"} & set(row.changes):
            row.wrong("kind", _("The kind of this unit is changed by the committee above it."))
        row.compare(self._before(row))

    # Writing

    def write(self, book):
        new, changed = self.rows_to_write(book)
        if not new and not changed:
            return
        lock_tree()
        self._write_blocks(book, new + changed)
        self._create(book, new)
        self._change(book, changed)

    def _write_blocks(self, book, rows):
        present = {name: pk for pk, name in self._blocks.items()}
        wanted = [name for name in dict.fromkeys(row["block"] for row in rows) if name and name not in present]
        after = max([len(USUAL_BLOCKS), *UnitBlock.objects.values_list("position", flat=True)])
        for name in wanted:
            usual = name in USUAL_BLOCKS
            after += not usual
            block = UnitBlock.objects.create(name=name, position=USUAL_BLOCKS.index(name) + 1 if usual else after)
            book.journal.note_created([block])
            present[name] = block.pk
        self._block_ids = present

    def _create(self, book, rows):
        places = TreePlaces()
        units = []
        for row in places.above_first(rows):
            above = book.known.units.get(row["above"]) if row["above"] else None
            unit = Unit(code=row["code"], **self._fields(row))
            unit.path, unit.depth = places.next_below(above.path if above else "")
            units.append(unit)
            book.known.units.get(row["code"]).path = unit.path
        places.set_child_numbers(units)
        Unit.objects.bulk_create(units, batch_size=2000)
        book.journal.note_created(units)
        for unit in units:
            book.known.units.get(unit.code).pk = unit.pk

    def _change(self, book, rows):
        day, units, names = local_day(book.at), [], []
        for row in rows:
            unit = self._units[row["code"]]
            book.journal.note_before(unit, _WRITTEN)
            if unit.name != row["name"]:
                names.append(UnitName(unit=unit, name=unit.name, valid_to=day))
            for name, value in self._fields(row).items():
                setattr(unit, name, value)
            unit.version += 1
            units.append(unit)
        Unit.objects.bulk_update(units, _WRITTEN, batch_size=2000)
        named_today = set(UnitName.objects.filter(unit__in=units, valid_to=day).values_list("unit", flat=True))
        former = UnitName.objects.bulk_create([name for name in names if name.unit_id not in named_today])
        book.journal.note_created(former)

    def _fields(self, row):
        kind = kind_of(row)
        return {
            "name": row["name"],
            "kind": kind,
            "kind_name": row["kind"] if kind == UnitKind.COMMITTEE else "",
            "block_id": self._block_ids.get(row["block"]),
            "secretary_name": row["secretary_name"],
            "phone": row["phone"],
            **unit_derived(code=row["code"], name=row["name"]),
        }

    # Exporting

    def export(self, scope):
        units = list(scope.units.select_related("block").order_by("path"))
        codes = dict(Unit.objects.filter(path__in={u.path[:-4] for u in units}).values_list("path", "code"))
        for unit in units:
            yield self.written(
                unit.code, unit.name, kind_label(unit), unit.block.name if unit.block else "",
                codes.get(unit.path[:-4], ""), unit.secretary_name, unit.phone,
            )


def kind_of(row):
    """The kind the row means; a label of its own is a committee's where the unit stands at the top."""
    kind = _KIND_OF_LABEL.get(row["kind"].casefold())
    if kind is None and not row["above"]:
        return UnitKind.COMMITTEE
    return kind


def kind_label(unit):
    return unit.kind_name if unit.kind == UnitKind.COMMITTEE and unit.kind_name else KIND_LABELS[unit.kind]
