"""The figures of a weekly report: counted, never typed; the same for page, paper and JSON."""
from reports.figures.checks import BrokenSum, check_sums
from reports.figures.counting import figures_of
from reports.figures.payload import as_expected_json, as_payload, from_payload
from reports.figures.shapes import Counts, Figures, Line, NotHeld

__all__ = [
    "BrokenSum",
    "Counts",
    "Figures",
    "Line",
    "NotHeld",
    "as_expected_json",
    "as_payload",
    "check_sums",
    "figures_of",
    "from_payload",
]
