"""The text of a report: every paragraph it may have, in order, each from the rows it stands on."""
from collections.abc import Callable
from dataclasses import dataclass

from reports.wording import assessment, final, outstanding, results, since, tasks

# The lead stands before the first section.
LEAD = ""
SECTION_TITLES = {
    "results": "Kết quả",
    "outstanding": "Đơn vị chưa tổ chức học tập, quán triệt",
    "assessment": "Đánh giá",
    "tasks": "Nhiệm vụ tuần tới",
    "next": "Nhiệm vụ tiếp theo",
    "requests": "Kiến nghị",
}
# Sections whose paragraphs are numbered.
NUMBERED = {"results", "assessment", "tasks", "next"}


@dataclass(frozen=True)
class Passage:
    """A paragraph: its key for ever, its section, its heading, and the sentence counted from the figures."""

    key: str
    section: str
    heading: str
    text: str


@dataclass(frozen=True)
class _Rule:
    key: str
    section: str
    heading: str
    words: Callable
    # True: the words also look at what has changed since the paper issued last.
    asks_delta: bool = False

    def text(self, figures, voice, delta):
        return self.words(figures, voice, delta) if self.asks_delta else self.words(figures, voice)


_WEEKLY = [
    _Rule("lead", LEAD, "", results.lead),
    _Rule("conference", "results", "Hội nghị cán bộ chủ chốt.", results.conference),
    _Rule("classes", "results", "Lớp học ở {place}.", results.classes),
    _Rule("learners", "results", "Người học.", results.learners),
    _Rule("essays", "results", "Bài thu hoạch.", results.essays),
    _Rule("since", "results", "Kết quả từ báo cáo trước.", since.since, asks_delta=True),
    _Rule("corrections", "results", "Đính chính số liệu kỳ trước.", since.corrections, asks_delta=True),
    _Rule("outstanding", "outstanding", "", outstanding.outstanding),
    _Rule("strengths", "assessment", "Ưu điểm.", assessment.strengths),
    _Rule("shortcomings", "assessment", "Hạn chế, nguyên nhân.", assessment.shortcomings),
    _Rule("complete", "tasks", "", tasks.complete),
    _Rule("speakers", "tasks", "", tasks.speakers),
    _Rule("follow_up", "tasks", "", tasks.follow_up),
    _Rule("request", "requests", "", tasks.request),
]


_FINAL = [
    _Rule("lead", LEAD, "", final.lead),
    _Rule("conference", "results", "Hội nghị cán bộ chủ chốt.", results.conference),
    _Rule("classes", "results", "Lớp học ở {place}.", final.classes),
    _Rule("learners", "results", "Người học.", results.learners),
    _Rule("essays", "results", "Bài thu hoạch.", results.essays),
    _Rule("programmes", "results", "Chương trình hành động.", final.programmes),
    _Rule("corrections", "results", "Đính chính số liệu kỳ trước.", since.corrections, asks_delta=True),
    _Rule("outstanding", "outstanding", "", final.outstanding),
    _Rule("strengths", "assessment", "Ưu điểm.", assessment.strengths),
    _Rule("shortcomings", "assessment", "Hạn chế, nguyên nhân.", final.shortcomings),
    _Rule("complete", "next", "", final.complete),
    _Rule("follow_up", "next", "", final.follow_up),
    _Rule("request", "requests", "", tasks.request),
]


def passages_of(figures, voice, *, delta=None, is_final=False):
    """All paragraphs in order; one without rows behind it has no text."""
    return [
        Passage(rule.key, rule.section, rule.heading.format(place=voice.place), rule.text(figures, voice, delta))
        for rule in (_FINAL if is_final else _WEEKLY)
    ]


def section_numbers(passages):
    """`{section: Roman number}` of the sections that have text, as they come."""
    shown = dict.fromkeys(passage.section for passage in passages if passage.text.strip() and passage.section != LEAD)
    return {section: _ROMAN[number] for number, section in enumerate(shown, 1)}


def item_numbers(section, passages):
    """`["1. ", "", "2. "]`: numbers of the paragraphs that have text, where two or more of the section have."""
    shown = [passage for passage in passages if passage.text.strip()]
    if section not in NUMBERED or len(shown) < 2:
        return [""] * len(passages)
    numbers = iter(range(1, len(shown) + 1))
    return [f"{next(numbers)}. " if passage.text.strip() else "" for passage in passages]


def blocks_of(passages):
    """The paragraphs that have text as blocks of a paper: sections and items numbered as they come."""
    passages = [passage for passage in passages if passage.text.strip()]
    numbers, blocks = section_numbers(passages), []
    for section, rows in _by_section(passages):
        if section != LEAD:
            blocks.append({"kind": "section", "number": numbers[section], "title": SECTION_TITLES[section]})
        blocks += _blocks_of_section(section, rows)
    return blocks


_ROMAN = ["", "I", "II", "III", "IV", "V"]


def _by_section(passages):
    sections = {}
    for passage in passages:
        sections.setdefault(passage.section, []).append(passage)
    return sections.items()


def _blocks_of_section(section, rows):
    if section == LEAD:
        return [{"kind": "lead", "text": row.text} for row in rows]
    blocks = []
    for number, row in zip(item_numbers(section, rows), rows, strict=True):
        heading = f"{number}{row.heading}".strip()
        block = {"kind": "item", "heading": heading} if heading else {"kind": "paragraph"}
        blocks.append({**block, "text": row.text})
    return blocks
