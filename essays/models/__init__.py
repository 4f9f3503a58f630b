from essays.models.essays import Essay, EssayState, EssayStep, StepKind
from essays.models.proposals import Proposal, ProposalGroup
from essays.models.reviews import Finding, PageGrant, ReviewedEssay, ReviewSample
from essays.models.scans import FileState, PageStep, ScanBatch, ScanFile, ScanPage, Went
from essays.models.sheets import Sheet, SheetAssignment, SheetKind

__all__ = [
    "Essay", "EssayState", "EssayStep", "FileState", "Finding", "PageGrant", "PageStep", "Proposal", "ProposalGroup",
    "ReviewSample", "ReviewedEssay", "ScanBatch", "ScanFile", "ScanPage", "Sheet", "SheetAssignment", "SheetKind", "StepKind",
    "Went",
]
