"""A paper with long appendices: drawn in parts, each by the engine that suits it, and put together as one file."""
import io
from types import SimpleNamespace

import pikepdf

from documents.drawing import html_to_pdf
from documents.long_tables import draw_long_appendix
from documents.one_file import joined
from documents.paper import html_of
from documents.pdf import is_long

_GOES_ON = "@page :first { counter-reset: page %d; @top-center { content: counter(page); } }"


def draw_in_parts(paper, layout):
    """The PDF as bytes; page numbers go on over the parts where appendices do not count their own."""
    own, pages, parts = layout.appendix_own_page_numbers, 0, []
    for appendices, has_text, long in _parts_of(paper):
        if long:
            first = 1 if own else pages + 1
            content, count = draw_long_appendix(appendices[0], layout, first_page=first, number_on_first=not own)
        else:
            content = _draw_short(paper, layout, appendices, has_text, goes_on_at=0 if own or has_text else pages + 1)
            with pikepdf.open(io.BytesIO(content)) as part:
                count = len(part.pages)
        pages += count
        parts.append(content)
    return joined(parts)


def _parts_of(paper):
    """`(appendices, whether the text of the paper belongs to it, whether it is one long appendix)` in their order."""
    short, has_text = [], True
    for appendix in paper.appendices:
        if not is_long(appendix):
            short.append(appendix)
            continue
        if short or has_text:
            yield short, has_text, False
        yield [appendix], False, True
        short, has_text = [], False
    if short:
        yield short, False, False


def _draw_short(paper, layout, appendices, has_text, *, goes_on_at):
    facts = {name: getattr(layout, name) for name in layout.__dataclass_fields__}
    if not has_text:
        facts["order"] = ()
    # The code stands on the first page of the whole.
    code = paper.code if has_text else None
    html, css = html_of(SimpleNamespace(**{**vars(paper), "appendices": appendices, "code": code}), SimpleNamespace(
        **facts, signature_room=layout.signature_room
    ))
    return html_to_pdf(html, css + (_GOES_ON % goes_on_at if goes_on_at else ""))
