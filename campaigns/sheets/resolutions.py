"""Sheet "Nghị quyết": what is studied."""
from django.utils.translation import gettext as _

from campaigns.models import Resolution
from lib.spreadsheet.book import SheetOfRoom
from lib.spreadsheet.forms import Column, SheetForm
from lib.spreadsheet.kinds import Day, Text

_WRITTEN = ["title", "issued_on"]


class ResolutionsSheet(SheetOfRoom):
    form = SheetForm(
        "Nghị quyết",
        (
            Column("Số ký hiệu", "symbol", Text(60), required=True, width=16, note="Ví dụ 18-NQ/TW."),
            Column("Trích yếu", "title", Text(500), required=True, width=80),
            Column("Ngày ban hành", "issued_on", Day(), width=14),
        ),
        key=("symbol",),
    )

    def settle(self, book):
        committee = book.known.units.committee
        stored = Resolution.objects.filter(unit=committee.pk) if committee and committee.pk else []
        self._stored = {resolution.symbol: resolution for resolution in stored}
        rows = self.read(book).rows
        for row in rows:
            row.compare(self._before(row))
            if row.outcome in ("new", "changed") and not book.is_whole_committee:
                row.wrong("symbol", _("Resolutions are kept by the committee that runs the campaign."))
            elif not row.is_wrong and ";" in row["symbol"]:
                row.wrong("symbol", _("A semicolon separates resolutions and cannot be part of a symbol."))
            row.compare(self._before(row))
        # {symbol: pk, None where it is still to be written}
        book.known.resolutions = {symbol: resolution.pk for symbol, resolution in self._stored.items()}
        for row in rows:
            if not row.is_wrong:
                book.known.resolutions.setdefault(row["symbol"], None)

    def _before(self, row):
        resolution = self._stored.get(row["symbol"])
        return {name: getattr(resolution, name) for name in _WRITTEN} if resolution else None

    def write(self, book):
        new, changed = self.rows_to_write(book)
        unit = book.known.units.committee.pk
        made = Resolution.objects.bulk_create(
            [Resolution(unit_id=unit, **{n: row[n] for n in ("symbol", *_WRITTEN)}) for row in new], batch_size=2000
        )
        book.journal.note_created(made)
        book.known.resolutions.update((resolution.symbol, resolution.pk) for resolution in made)
        resolutions = [self._stored[row["symbol"]] for row in changed]
        for resolution, row in zip(resolutions, changed, strict=True):
            book.journal.note_before(resolution, _WRITTEN)
            resolution.title, resolution.issued_on = row["title"], row["issued_on"]
        Resolution.objects.bulk_update(resolutions, _WRITTEN, batch_size=2000)

    def export(self, scope):
        for resolution in scope.campaign.resolutions.order_by("campaignresolution__position", "symbol"):
            yield self.written(resolution.symbol, resolution.title, resolution.issued_on)


def check_resolutions(book, row, name):
    """Every symbol of the row's list must be known."""
    unknown = [symbol for symbol in row[name] if symbol not in book.known.resolutions]
    if unknown:
        row.wrong(name, _("There is no resolution %(symbols)s.") % {"symbols": ", ".join(unknown)})
