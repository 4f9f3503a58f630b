"""How many scanned pages wait for a person."""
from essays.filing.job import PERMISSION
from essays.models import ScanPage, Went
from units.scope import may


def count_waiting(user, *, unit=None, campaign=None):
    """Those the user may file, of batches sent for the unit or one below it; 0 for who files none."""
    pages = ScanPage.objects.permitted(user, PERMISSION).filter(went=Went.QUEUED)
    if unit is None:
        return pages.count()
    if not may(user, PERMISSION, unit):
        return 0
    return pages.filter(file__batch__unit__path__startswith=unit.path, file__batch__campaign=campaign).count()
