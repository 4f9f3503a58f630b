"""The abstract under the type name: what the report is about, broken where a reader would pause."""
import textwrap

from documents.wording import date_short, hour_words
from reports.wording.final import stages_are_over

_WIDTH = 66
# Places to break a long abstract, the best first.
_PAUSES = (" Ban Chấp hành ", " của ", " trong ", " Hội nghị ", " theo ", " về ")


def abstract_lines(figures, voice, *, is_final=False):
    about = "kết quả" if is_final else "tiến độ"
    return [*_broken(f"{about} {voice.subject}"), _as_of(figures, is_final)]


def _as_of(figures, is_final):
    moment = f"số liệu tính đến {hour_words(figures.at)} ngày {date_short(figures.at)}"
    if is_final:
        return f"({moment})" if stages_are_over(figures) else f"({moment}, khi các bước của đợt học chưa hết hạn)"
    return f"({moment})" if figures.closed else f"({moment}, chưa đến giờ chốt tuần)"


def _broken(text):
    if len(text) <= _WIDTH:
        return [text]
    for pause in _PAUSES:
        place = text.rfind(pause)
        if 0 < place <= _WIDTH and len(text) - place <= _WIDTH:
            return [text[:place], text[place + 1 :]]
    return textwrap.wrap(text, _WIDTH)
