"""Files of bound essays lie with the printed ones, for a day; sooner gone where a page in them is erased."""
import shutil

from essays.binding.job import KIND
from essays.printing.storage import KEPT, folder_of
from jobs.models import Job


def remove_bound(*, at):
    """Delete every file of bound essays that still lies there: one of them may hold what was just erased."""
    for pk in Job.objects.filter(kind=KIND, created_at__gte=at - 2 * KEPT).values_list("pk", flat=True):
        shutil.rmtree(folder_of(pk), ignore_errors=True)
