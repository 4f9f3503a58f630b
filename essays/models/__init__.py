from essays.models.essays import Essay, EssayState, EssayStep, StepKind
from essays.models.sheets import Sheet, SheetAssignment, SheetKind

__all__ = ["Essay", "EssayState", "EssayStep", "Sheet", "SheetAssignment", "SheetKind", "StepKind"]
