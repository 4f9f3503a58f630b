"""What has changed since the last issued report: progress told apart from corrections of what that paper says.

Three looks at the same units: the paper as it was issued, the paper's own moment counted from today's records, and the
moment of the draft. From the first to the second are corrections, from the second to the third is progress.
"""
import datetime
from dataclasses import asdict, dataclass, field, fields

from campaigns.progress import days_overdue
from lib.clock import local_day
from reports.figures import figures_of, from_payload
from reports.figures.payload import plain, rebuild
from reports.figures.shapes import Counts
from reports.weeks import Week
from reports.wording.names import NO_BLOCK, TOTAL
from units.services.units import name_as_of


@dataclass(frozen=True)
class UnitOf:
    """A unit of the report; `day`: when it held, where it has; `unit`: its number."""

    code: str
    name: str
    block: str
    day: datetime.date | None
    unit: int = 0


@dataclass(frozen=True)
class FigureChange:
    """A figure of the paper that reads otherwise today; `line`: the block, or the name of the total."""

    line: str
    figure: str
    was: int
    now: int


@dataclass(frozen=True)
class Delta:
    """What a draft has to say about the paper issued last."""

    paper: str
    issued_on: datetime.date
    # The moment whose figures the paper gives.
    at: datetime.datetime
    # True: the draft corrects that very paper, so there is no progress to tell.
    supersedes: bool
    # Progress: held since, overdue since, owing the study since, owing it no more.
    held: tuple[UnitOf, ...] = field(default=())
    late: tuple[UnitOf, ...] = field(default=())
    joined: tuple[UnitOf, ...] = field(default=())
    left: tuple[UnitOf, ...] = field(default=())
    studied: int = 0
    handed_in: int = 0
    # Corrections: had held by then though the paper calls them missing; had not though it does not.
    had_held: tuple[UnitOf, ...] = field(default=())
    had_not_held: tuple[UnitOf, ...] = field(default=())
    figures: tuple[FigureChange, ...] = field(default=())

    @property
    def has_progress(self):
        return bool(self.held or self.late or self.joined or self.left or self.studied > 0 or self.handed_in > 0)

    @property
    def has_corrections(self):
        return bool(self.had_held or self.had_not_held or self.figures)

    @property
    def totals(self):
        return [change for change in self.figures if change.line == TOTAL]

    def as_json(self):
        return plain(asdict(self))


def delta_from(payload):
    """The delta a report keeps, or None where no paper was issued before it."""
    return rebuild(Delta, payload) if payload else None


def delta_of(report, figures):
    """The figures of the report against the paper issued last before it; None without one."""
    issued = last_issued_before(report)
    if issued is None:
        return None
    paper = from_payload(issued.figures)
    again = figures_of(report.campaign, unit=report.unit, at=paper.at, week=Week.parse(paper.week))
    missing = {row.code for row in paper.not_held}
    units = unit_changes(
        report.campaign, report.unit, missing=missing, then=paper.at, now=figures.at, due_on=figures.study_due_on
    )
    return Delta(
        paper=str(issued.document), issued_on=issued.document.issued_on, at=paper.at,
        supersedes=_is_revision_of(report, issued),
        **units, studied=figures.studied_in_all - again.studied_in_all,
        handed_in=figures.total.counts.essay_submitted - again.total.counts.essay_submitted,
        figures=tuple(figure_changes(paper, again)),
    )


def last_issued_before(report):
    """The latest paper in force of an earlier cut-off; of a correction the one it supersedes, unless that was withdrawn."""
    issued = report.__class__.objects.in_force().filter(campaign=report.campaign_id, unit=report.unit_id)
    issued = issued.select_related("document").defer("document__payload").newest_first()
    before = None
    if report.revision:
        before = issued.filter(kind=report.kind, week_start=report.week_start, revision__lt=report.revision).first()
    return before or issued.weekly().filter(cut_off__lt=report.cut_off).first()


def _is_revision_of(report, issued):
    return (report.kind, report.week_start) == (issued.kind, issued.week_start)


@dataclass(frozen=True)
class Snapshot:
    """The units of a report as of a moment: `{code: UnitOf}` in the order of lists on paper, and which have held."""

    day: datetime.date
    units: dict
    held: frozenset

    @property
    def missing(self):
        return self.units.keys() - self.held

    def of(self, codes):
        return tuple(unit for code, unit in self.units.items() if code in codes)


def unit_changes(campaign, unit, *, missing, then, now, due_on):
    """The units of a Delta: `missing` are the codes a paper with figures as of `then` calls not held. One query."""
    duties = _duties_ever(campaign, unit, day=local_day(now))
    before, after = _snapshot(duties, then), _snapshot(duties, now)
    return {
        **progress_between(before, after, due_on=due_on),
        "had_held": before.of(before.held & missing),
        "had_not_held": before.of(before.missing - missing),
    }


def _duties_ever(campaign, unit, *, day):
    """Duties directly under the committee or the base that were ever in force, in the order of lists on paper; `day`: of names."""
    above = {"parent": None} if unit.pk == campaign.unit_id else {"parent__unit": unit}
    duties = campaign.duties.filter(**above).select_related("unit__block", "parent").annotate(unit_name=name_as_of(day))
    return sorted(duties, key=lambda duty: _paper_order(duty.unit))


def _snapshot(duties, at):
    day = local_day(at)
    owing = [duty for duty in duties if duty.owes_on(day) and (duty.parent is None or duty.parent.owes_on(day))]
    held = frozenset(duty.unit.code for duty in owing if duty.is_held(at))
    return Snapshot(day, {duty.unit.code: _unit(duty, at) for duty in owing}, held)


def _paper_order(unit):
    return unit.block is None, unit.block.position if unit.block else 0, unit.code


def _unit(duty, at):
    unit, held = duty.unit, duty.is_held(at)
    block = unit.block.name if unit.block else NO_BLOCK
    return UnitOf(unit.code, duty.unit_name, block, local_day(duty.held_at) if held else None, unit.pk)


def progress_between(then, now, *, due_on):
    """The difference of two snapshots: held, overdue, begun and ended in between."""
    joined = now.units.keys() - then.units.keys()
    late = now.missing if days_overdue(due_on, now.day) else set()
    late_before = then.missing if days_overdue(due_on, then.day) else set()
    return {
        "held": now.of(now.held & then.missing),
        "late": now.of(late - late_before),
        "joined": now.of(joined),
        "left": then.of(then.units.keys() - now.units.keys()),
    }


# Figures a reader of the paper can point at, in the order of its table.
_OF_LINE = ("units", "held", "classes", "heads")
_OF_COUNTS = tuple(f.name for f in fields(Counts))


def figure_changes(paper, again):
    """The figures of the paper that read otherwise when its moment is counted today: of the total, then of each line."""
    by_name = {line.name: line for line in again.lines} | {TOTAL: again.total}
    for line in (paper.total, *paper.lines):
        today = by_name.get(line.name)
        # A block that was renamed is no correction.
        if today is None:
            continue
        pairs = [(name, getattr(line, name), getattr(today, name)) for name in _OF_LINE]
        pairs += [(name, getattr(line.counts, name), getattr(today.counts, name)) for name in _OF_COUNTS]
        yield from (FigureChange(line.name, name, was, now) for name, was, now in pairs if was != now)
    if paper.studied_in_progress != again.studied_in_progress:
        yield FigureChange(TOTAL, "studied_in_progress", paper.studied_in_progress, again.studied_in_progress)
