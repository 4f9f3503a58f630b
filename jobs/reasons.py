"""Why a job failed: what is kept is a class name or a code, what is read is a sentence."""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# A worker that vanished leaves no exception; the sweeper writes this in its place.
WORKER_LOST = "WorkerLost"

_sentences = {
    WORKER_LOST: gettext_lazy("The program doing the work stopped in the middle, again and again."),
    "MemoryError": gettext_lazy("The machine had not enough memory for this work."),
    "SoftTimeLimitExceeded": gettext_lazy("One step of the work took longer than is allowed."),
    "OperationalError": gettext_lazy("The database could not be reached or was too busy."),
    "InterfaceError": gettext_lazy("The database could not be reached or was too busy."),
    "OSError": gettext_lazy("A file could not be written or read; the disk may be full."),
    "FileNotFoundError": gettext_lazy("A file this work needs is not there any more."),
    "UnknownKind": gettext_lazy("This part of the portal does not know this kind of work; it may be out of date."),
}


class LeaseLost(Exception):
    """Somebody else holds the job now; whatever this worker still does must not count."""


class NoAdvance(Exception):
    """A job in slices worked through its whole turn and its mark did not move."""


class UnknownKind(Exception):
    """No room registered the job's kind."""


class Refused(Exception):
    """The work cannot be done and trying again would not help; `code` has a registered sentence."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def register_reasons(sentences):
    """Add `{code or exception class name: whole sentence}`; a sentence holds no personal data."""
    for code, sentence in sentences.items():
        if _sentences.setdefault(code, sentence) != sentence:
            raise ValueError(f"reason {code} is registered twice")


def error_code(error):
    return error.code if isinstance(error, Refused) else type(error).__name__


def reason_of(job):
    """The sentence for the job's last error, "" where there is none."""
    if not job.error:
        return ""
    known = _sentences.get(job.error)
    if known:
        return str(known)
    return _("An unexpected error in the program (%(code)s).") % {"code": job.error}
