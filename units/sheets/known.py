"""Units and members as they would stand after the import: the database with the file's rows laid over it."""
from dataclasses import dataclass


@dataclass
class KnownUnit:
    code: str
    name: str
    kind: str
    above: str
    path: str = ""
    pk: int = None
    is_ended: bool = False
    # May the importing user write rows of this unit?
    permitted: bool = True


class KnownUnits:
    """`get(code)`; lineages; the committee the workbook is about."""

    def __init__(self, units, committee_code):
        self.by_code = {unit.code: unit for unit in units}
        self.committee_code = committee_code
        self._lineages = {}

    @property
    def committee(self):
        return self.by_code.get(self.committee_code)

    def get(self, code):
        return self.by_code.get(code)

    def permitted(self, code):
        """The unit where rows of it may be written, else None."""
        unit = self.by_code.get(code)
        return unit if unit and unit.permitted else None

    def lineage(self, code):
        """Codes from the unit up to the top; ends where a wrong file would lead in a circle."""
        if code not in self._lineages:
            way, unit = [code], self.by_code.get(code)
            while unit and unit.above and unit.above not in way:
                way.append(unit.above)
                unit = self.by_code.get(unit.above)
            self._lineages[code] = tuple(way)
        return self._lineages[code]

    def has_units_below(self, code):
        return code in {unit.above for unit in self.by_code.values()}

    def forget_lineages(self):
        self._lineages.clear()


@dataclass
class KnownMember:
    card: str
    unit: str
    name: str
    must_study: bool
    writes: bool
    pk: int = None
    permitted: bool = True


class KnownMembers:
    def __init__(self, members, units):
        self.by_card = {member.card: member for member in members}
        self.units = units
        self._heads = None

    def get(self, card):
        return self.by_card.get(card)

    def permitted(self, card):
        member = self.by_card.get(card)
        return member if member and member.permitted else None

    def heads(self, code):
        """Members to study in the unit, with all below it."""
        if self._heads is None:
            self._heads = {}
            for member in self.by_card.values():
                if member.must_study:
                    for unit in self.units.lineage(member.unit):
                        self._heads[unit] = self._heads.get(unit, 0) + 1
        return self._heads.get(code, 0)
