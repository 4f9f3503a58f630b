from units.sheets.members import MembersSheet
from units.sheets.units import UnitsSheet

__all__ = ["MembersSheet", "UnitsSheet"]
