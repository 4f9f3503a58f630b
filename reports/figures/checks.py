"""The sums every table of figures must keep; a table that breaks one is not printed."""
from reports.figures.shapes import Counts


class BrokenSum(Exception):
    """A figure contradicts another: a defect of the portal, never something to print."""


def check_sums(figures):
    """Raise BrokenSum, naming the line and the rule, where the figures contradict each other."""
    for line in (*figures.lines, figures.total):
        for rule, kept in _rules_of_line(line):
            _require(kept, line.name, rule)
    for rule, kept in _rules_of_whole(figures):
        _require(kept, figures.total.name, rule)


def _rules_of_line(line):
    c = line.counts
    yield "held ≤ units", 0 <= line.held <= line.units
    yield "attended + absent = summoned", c.attended + c.excused + c.unexcused == c.summoned
    yield "made up ≤ absent", c.made_up <= c.absent
    yield "essays owed ≤ studied", c.essay_required <= c.studied
    yield "handed in ≤ owed", c.essay_submitted <= c.essay_required
    yield "handwritten ≤ handed in", c.essay_handwritten <= c.essay_submitted
    yield "on A4 ≤ handed in", c.essay_on_a4 <= c.essay_submitted
    yield (
        "passed + not passed + unmarked = handed in",
        c.essay_passed + c.essay_failed + c.essay_pending == c.essay_submitted,
    )
    yield "nothing is negative", min(vars(c).values()) >= 0 and line.classes >= 0


def _rules_of_whole(figures):
    total = figures.total
    yield "lines add up: units", sum(line.units for line in figures.lines) == total.units
    yield "lines add up: held", sum(line.held for line in figures.lines) == total.held
    # A base may have members of its own, who belong to none of its cells.
    in_lines = sum(line.heads for line in figures.lines)
    yield "lines add up: members", in_lines == total.heads or (figures.of_base and in_lines < total.heads)
    yield "lines add up: people and essays", sum((line.counts for line in figures.lines), figures.own + figures.ended) == total.counts
    yield "not held = rows of the list", total.not_held == len(figures.not_held)
    beside = figures.own + figures.ended != Counts()
    yield "classes of the total", total.classes <= sum(line.classes for line in figures.lines) or beside
    yield "studied in progress", figures.studied_in_progress == sum(row.studied for row in figures.not_held)


def _require(kept, line, rule):
    if not kept:
        raise BrokenSum(f"{line}: {rule}")
