"""The abstract under the type name: what the report is about, broken where a reader would pause."""
import textwrap

from documents.wording import date_short, hour_words

_WIDTH = 66
# Places to break a long abstract, the best first.
_PAUSES = (" Ban Chấp hành ", " của ", " trong ", " Hội nghị ", " theo ", " về ")


def abstract_lines(figures, voice):
    return [*_broken(f"tiến độ {voice.subject}"), _as_of(figures)]


def _as_of(figures):
    moment = f"số liệu tính đến {hour_words(figures.at)} ngày {date_short(figures.at)}"
    return f"({moment})" if figures.closed else f"({moment}, chưa đến giờ chốt tuần)"


def _broken(text):
    if len(text) <= _WIDTH:
        return [text]
    for pause in _PAUSES:
        place = text.rfind(pause)
        if 0 < place <= _WIDTH and len(text) - place <= _WIDTH:
            return [text[:place], text[place + 1 :]]
    return textwrap.wrap(text, _WIDTH)
