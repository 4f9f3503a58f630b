"""Every number has its rows: they count, or add up, to it, whatever happened."""
import json

from reports.evidence.figures import BY_KEY, FIGURES
from reports.evidence.members import people_behind, place_of
from reports.evidence.shapes import BLOCK, TOTAL, UNIT, Paper, Selection
from reports.figures.basis import basis_as_json, basis_from_json, basis_of


def selections_of(basis):
    yield Selection(TOTAL)
    yield from (Selection(BLOCK, name) for name in dict.fromkeys(row.block for row in basis.units))
    yield from (Selection(UNIT, row.code) for row in basis.units)


def faults_of(counted, basis):
    """Numbers on paper that the rows behind them do not make up."""
    faults, printed = [], 0
    for selection in selections_of(basis):
        paper = Paper(counted.figures, selection)
        for figure in FIGURES:
            value = figure.on_paper(paper)
            if value is not None:
                printed += 1
                if (found := figure.value(figure.rows(basis, selection))) != value:
                    faults.append((figure.key, selection, value, found))
    assert printed
    return faults


def faults_of_names(counted, basis):
    """Lists of members that have not as many names as were counted: on the roster, named absent, handed in."""
    places = counted.places
    lines = {*places.held_paths, *filter(None, [places.scope.path])}
    groups = [group for group in counted.groups.values() if places.line_path(group.path) in lines]
    counts = {
        "heads": sum(row.heads for row in basis.units),
        "absent": sum(group.named for group in groups),
        "essay_submitted": sum(group.handed_in for group in groups),
    }
    found = {}
    for key in counts:
        rows = [row for row in BY_KEY[key].rows(basis, Selection(TOTAL)) if place_of(row)]
        found[key] = len(people_behind(counted, BY_KEY[key], rows))
    return [(key, counts[key], found[key]) for key in counts if counts[key] != found[key]]


def check_evidence(counted, campaign, unit):
    basis = basis_of(counted, campaign=campaign, unit=unit)
    assert faults_of(counted, basis) == []
    assert faults_of_names(counted, basis) == []
    assert basis_from_json(json.loads(json.dumps(basis_as_json(basis)))) == basis
