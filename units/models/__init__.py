from units.models.appointments import Appointment, Role
from units.models.blocks import UnitBlock
from units.models.members import Member, MemberChange, MemberChangeKind, MemberKind
from units.models.units import PATH_END, Unit, UnitChange, UnitChangeKind, UnitKind, UnitName

__all__ = [
    "PATH_END",
    "Appointment",
    "Member",
    "MemberChange",
    "MemberChangeKind",
    "MemberKind",
    "Role",
    "Unit",
    "UnitBlock",
    "UnitChange",
    "UnitChangeKind",
    "UnitKind",
    "UnitName",
]
