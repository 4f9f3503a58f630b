"""From a payload to the HTML of the paper: every string ready, the templates only place them."""
from types import SimpleNamespace

from django.template.loader import render_to_string

from documents.code_picture import squares_svg
from documents.drawable import drawable
from documents.layout import layout_from_settings, layout_named
from documents.payload import SALUTATIONS, check_payload
from documents.pictures import picture_of
from documents.widths import balanced_lines
from documents.wording import NBSP, as_day, date_long, date_short, month_words, name_upper

FIXED_BANNER = "ĐẢNG CỘNG SẢN VIỆT NAM"
# Room for the pen: about 10 mm at 14 points.
BLANK = NBSP * 8
# Inside of each half of the letterhead, in millimetres.
HALF_PADDING = 1
# A last paragraph shorter than this may be one line, too little beside a signature alone on its page.
TWO_LINES = 150


def layout_of(payload):
    """The layout frozen in the payload, else that of the profile it names."""
    if "layout_settings" in payload:
        return layout_from_settings(payload["layout"], payload["layout_settings"])
    return layout_named(payload["layout"])


def paper_html(payload):
    """The paper as one HTML document, its style sheet apart: (html, css)."""
    return html_of(*paper_of(payload))


def paper_of(payload):
    """(paper, layout): every string as it is printed and how it is laid out, for whatever draws it."""
    check_payload(payload)
    payload = _printable(payload)
    layout = layout_of(payload)
    return _paper(payload, layout), layout


def html_of(paper, layout):
    context = {"paper": paper, "layout": layout}
    return render_to_string("documents/paper.html", context), render_to_string("documents/paper.css", context)


def paper_name(payload):
    """How prose names the paper: Báo cáo số 07-BC/BTGHU."""
    return f"{payload['type_name'].capitalize()} số {number_and_symbol(payload)}"


def number_and_symbol(payload):
    """07-BC/BTGHU; an official letter has no type code: 07-CV/HU as the office keeps it."""
    return f"{_number(payload)}-{payload['type_code']}/{payload['symbol']}"


def _number(payload):
    return f"{payload['number']:02d}" if _is_issued(payload) else BLANK


def _is_issued(payload):
    return not payload["copy_to_sign"] and payload["draft"] is None


def day_of(payload):
    """The day of issue, of a draft that of its cut-off."""
    return as_day(payload["issued_on"] or payload["cut_off_on"])


def _paper(payload, layout):
    name = f"{payload['type_name'].capitalize()} {' '.join(payload['abstract'])}"
    return SimpleNamespace(
        title=name.replace(NBSP, " "),
        is_letter=payload["type_code"] == "CV",
        banner=FIXED_BANNER,
        superior=name_upper(payload["superior"]),
        body=name_upper(payload["body"]),
        superior_lines=_head_lines(payload["superior"], layout, "Regular", layout.superior_size),
        body_lines=_head_lines(payload["body"], layout, "Bold", layout.body_name_size),
        number=f"Số {number_and_symbol(payload)}",
        place=payload["place"],
        day=_long_day(payload),
        draft=f"Dự thảo lần {payload['draft']}" if payload["draft"] is not None else "",
        type_name=name_upper(payload["type_name"]),
        abstract=payload["abstract"],
        salutation=SALUTATIONS.get(payload["type_code"], ""),
        addressees=_addressees(payload.get("addressees", [])),
        blocks=_blocks(payload["blocks"], layout),
        signature=_signature(payload["signature"]),
        left_signature=_signature(payload["left_signature"]) if "left_signature" in payload else None,
        recipients=_ended(payload["recipients"]),
        appendices=_appendices(payload, layout),
        code=_code(payload, layout),
    )


def _code(payload, layout):
    """The code that leads to the standing, where the foot of the first page has room for it; a draft has no standing."""
    if "code" not in payload or payload["draft"] is not None or not layout.code_side:
        return None
    return SimpleNamespace(**payload["code"], svg=squares_svg(payload["code"]["address"]), side=layout.code_side)


def _long_day(payload):
    day = day_of(payload)
    known = _is_issued(payload) or payload.get("dated")
    return date_long(day) if known else f"ngày {BLANK} tháng {month_words(day.month)} năm {day.year}"


def _head_lines(name, layout, face, size):
    """A name of the letterhead in lines about equally long, as one types it in the left half of the page."""
    half = (210 - layout.margin_left - layout.margin_right) / 2
    return balanced_lines(name_upper(name), face=face, size=size, room=(half - 2 * HALF_PADDING) * 72 / 25.4)


def _signature(signature):
    """Authority and post in capitals, as an office may not have typed them."""
    return {**signature, "authority": name_upper(signature["authority"]), "post": name_upper(signature["post"])}


def _ended(lines):
    """The lines of a list: a semicolon after each, a full stop after the last."""
    lines = [line.strip().rstrip(";.").strip() for line in lines]
    lines = [line for line in lines if line]
    return [f"{line};" for line in lines[:-1]] + [f"{line}." for line in lines[-1:]]


def _addressees(lines):
    """One stands beside the salutation as it is; several are a list."""
    return lines if len(lines) == 1 else [f"- {line}" for line in _ended(lines)]


def _blocks(blocks, layout):
    rows = [row for block in blocks for row in _block_rows(block)]
    texts = [row for row in rows if row.kind == "text"]
    if texts:
        last = texts[-1]
        last.text = _end_text(last.text, layout.end_of_text)
        last.keep = len(last.heading) + len(last.text) < TWO_LINES
    return rows


def _block_rows(block):
    """A section's heading, or one row for each line of a text: a line break begins a new paragraph."""
    if block["kind"] == "section":
        title = name_upper(block["title"])
        return [SimpleNamespace(kind="section", text=f"{block['number']}- {title}" if block["number"] else title)]
    lines = [line.strip() for line in block["text"].split("\n")]
    lines = [line for line in lines if line] or ([""] if block.get("heading") else [])
    rows = [SimpleNamespace(kind="text", heading="", text=line, keep=False) for line in lines]
    if rows:
        rows[0].heading = block.get("heading", "")
    return rows


def _end_text(text, mark):
    """The text with the layout's mark of its end."""
    return text if mark == "." or not text else text.rstrip(". /") + mark


def _appendices(payload, layout):
    many = len(payload["appendices"]) > 1
    reference = _reference(payload)
    return [
        SimpleNamespace(
            index=i,
            label=f"PHỤ LỤC {i}" if many else "PHỤ LỤC",
            reference=reference,
            landscape=appendix["orientation"] == "landscape",
            size=_table_size(appendix, layout),
            title=appendix["title"],
            note=appendix["note"] or "",
            drawings=[
                SimpleNamespace(title=drawing["title"], svg=picture_of(drawing, f"drawing-{i}-{j}"))
                for j, drawing in enumerate(appendix.get("drawings", []), 1)
            ],
            **_table(appendix),
        )
        for i, appendix in enumerate(payload["appendices"], 1)
    ]


def _table_size(appendix, layout):
    """A fine table says so itself: it has more columns than words of a wide one would leave whole."""
    if appendix.get("fine"):
        return layout.fine_table_size
    return layout.wide_table_size if len(appendix["columns"]) > layout.wide_table_columns else layout.table_size


def _reference(payload):
    day = day_of(payload)
    issued = date_short(day) if _is_issued(payload) else f"{BLANK}/{day:%m/%Y}"
    return f"(Kèm theo {paper_name(payload)}, ngày {issued} của {payload['body_in_prose']})"


def _table(appendix):
    columns = appendix["columns"]
    whole = sum(column["weight"] for column in columns)
    return {
        "columns": [
            SimpleNamespace(
                label=column["label"], number=f"({i})", align=column["align"], share=column["weight"] / whole,
                width=f"{column['weight'] / whole:.4%}",
            )
            for i, column in enumerate(columns, 1)
        ],
        "number_columns": appendix["number_columns"],
        "rows": appendix["rows"],
        "groups": frozenset(appendix.get("groups", ())),
        "total": appendix["total"],
    }


def _printable(value):
    """The payload as it can be drawn: what stands on paper is what is read, in its order."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, list):
        return [_printable(item) for item in value]
    if isinstance(value, dict):
        return {name: _printable(item) for name, item in value.items()}
    return value
