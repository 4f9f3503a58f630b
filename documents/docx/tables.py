"""The table of an appendix as WordprocessingML text, row by row: a long one never lies in memory as a tree."""
from xml.sax.saxutils import escape

from documents.docx.parts import plain
from documents.docx.styles import cell_style, column_number_style, head_style

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
# 2 and 2.5 points as on the PDF, and half of the rule, which there has room of its own: words break at the same places.
_CELL_ROOM = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="55" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="55" w:type="dxa"/></w:tblCellMar>'
)
_KEEP = "<w:keepNext/>"


def table_xml(appendix, width, style_ids):
    """Pieces of the table's XML; `width` in twentieths of a point, `style_ids` from names of styles to their ids."""
    table = _Table(appendix, width, style_ids)
    yield table.opening()
    yield from table.head()
    last = len(appendix.rows) - 1
    for number, row in enumerate(appendix.rows):
        # The line of the sum never stands alone, and the head of a group never without its first row.
        heads = number in appendix.groups
        yield table.row(row, table.totals if heads else table.aligned, keep=heads or (bool(appendix.total) and number == last))
    if appendix.total:
        yield table.row(appendix.total, table.totals)
    yield "</w:tbl>"


class _Table:
    def __init__(self, appendix, width, style_ids):
        self._appendix, size, columns = appendix, appendix.size, appendix.columns
        ends = [round(width * sum(column.share for column in columns[:i])) for i in range(len(columns) + 1)]
        self._widths = [right - left for left, right in zip(ends, ends[1:], strict=False)]
        self._width = width
        self.aligned = [style_ids[cell_style(size, column.align)] for column in columns]
        self.totals = [style_ids[cell_style(size, column.align, total=True)] for column in columns]
        self._heads = [style_ids[head_style(size)]] * len(columns)
        self._numbers = [style_ids[column_number_style(size)]] * len(columns)

    def opening(self):
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{self._width}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>{_CELL_ROOM}</w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
        )

    def head(self):
        columns = self._appendix.columns
        yield self.row([column.label for column in columns], self._heads, head=True)
        if self._appendix.number_columns:
            yield self.row([column.number for column in columns], self._numbers, head=True)

    def row(self, cells, styles, *, head=False, keep=False):
        marks = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
        middle = '<w:vAlign w:val="center"/>' if head else ""
        written = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{middle}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{_KEEP if keep else ""}</w:pPr>{_run(text)}</w:p></w:tc>'
            for text, style, width in zip(cells, styles, self._widths, strict=True)
        )
        return f"<w:tr><w:trPr>{marks}</w:trPr>{written}</w:tr>"


def _run(text):
    text = plain(text)
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
