"""Rules on how long data is kept, and the work that follows them: once a day, slice by slice; what is kept for hours, at each tick."""
import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from audit.record import record
from jobs.reasons import LeaseLost
from jobs.submission import submit
from lib.clock import local_day, local_hour, now
from lib.conflict import check_version
from lib.vietnamese import clean_text
from privacy.models import RetentionRule
from privacy.retention import Ruled, rule_of, ruled_kinds
from units.models import Unit

log = logging.getLogger(__name__)

KIND = "privacy.retention"
_FROM_HOUR = 3
_GONE = gettext_noop("rows and files gone")


@transaction.atomic
def change_rule(*, kind, version, days, basis, agreed, by, at):
    """Keep a kind for so many days from now on.

    Where a shorter time makes something go that the old one kept, `agreed` must be those days: whoever asks has seen what goes.
    """
    row = RetentionRule.objects.select_for_update().filter(kind=kind.code).first() or rule_of(kind)
    check_version(row, version)
    before, basis = row.days, clean_text(basis)
    _check(kind, days, basis)
    if (gone := goes_at_once(kind, row, days, at)) and agreed != days:
        raise ValidationError(would_go(kind, gone), code="asks")
    row.days, row.basis, row.changed_at, row.changed_by = days, basis, at, by
    row.version += 1
    row.save()
    for unit in _committees():
        record("privacy.retention.changed", row, by=by, unit=unit, what=str(kind.what), before=before, days=days, basis=basis)
    return row


def goes_at_once(kind, row, days, at):
    """How much is over by the shorter time and not by the one that holds."""
    if days >= row.days:
        return 0
    shorter = Ruled(kind, RetentionRule(kind=kind.code, days=days))
    return kind.store.count(before=shorter.before(at)) - kind.store.count(before=Ruled(kind, row).before(at))


def would_go(kind, number):
    return ngettext(
        "With this time %(number)s goes the next night: %(what)s. It does not come back. Send the form again if you want that.",
        "With this time %(number)s go the next night: %(what)s. They do not come back. Send the form again if you want that.", number,
    ) % {"number": f"{number:,}".replace(",", "."), "what": kind.what}


def _check(kind, days, basis):
    if kind.fixed is not None:
        raise ValidationError(_("How long this is kept is fixed."))
    if not kind.least <= days <= kind.most:
        raise ValidationError({"days": _("Please give between %(least)s and %(most)s days.") % {"least": kind.least, "most": kind.most}})
    if not basis:
        raise ValidationError({"basis": _("Please say why it is kept so long.")})


def ensure_short_lived(*, at):
    """What is kept for hours goes at the next tick; an error of one kind does not hold up the others."""
    for ruled in ruled_kinds():
        if ruled.kind.fixed is None:
            continue
        try:
            with transaction.atomic():
                ruled.kind.store.drop(before=ruled.before(at), at=at)
        except Exception as error:  # the next tick comes
            log.error("retention of %s: %s", ruled.kind.code, type(error).__name__)


def ensure_retention(*, at):
    """One round a day, also where the server slept through the hour."""
    if local_hour(at) >= _FROM_HOUR:
        submit(kind=KIND, key=f"retention:{local_day(at)}", args={}, by=None)


def drop_what_is_over(run):
    """The job: a slice at each step, each in one transaction with what was counted; begun again it goes on."""
    at, counts, failed = now(), dict(run.mark or {}), []
    for ruled in ruled_kinds():
        try:
            while gone := _drop_slice(run, ruled, at, counts):
                counts[ruled.kind.code] = counts.get(ruled.kind.code, 0) + gone
                run.progress(sum(counts.values()), 0, _GONE, len(failed))
                yield
        except LeaseLost:
            raise
        except Exception as error:  # a file that cannot be removed does not keep the other kinds
            log.error("retention of %s: %s", ruled.kind.code, type(error).__name__)
            failed.append(ruled.kind.code)
    run.progress(sum(counts.values()), 0, _GONE, len(failed))
    with run.effect(last=True) as result:
        result.update(gone=counts, failed=failed)
        if counts:
            for unit in _committees():
                record("privacy.retention.done", unit=unit, what=_in_words(counts))


def _drop_slice(run, ruled, at, counts):
    mark = dict(counts)
    with run.effect(mark=mark):
        gone = ruled.kind.store.drop(before=ruled.before(at), at=at)
        if gone:
            mark[ruled.kind.code] = mark.get(ruled.kind.code, 0) + gone
    return gone


def _committees():
    """The rules hold for the whole portal, so every committee on it finds them in its journal."""
    return Unit.objects.filter(depth=1)


def _in_words(counts):
    words = {ruled.kind.code: ruled.kind.what for ruled in ruled_kinds()}
    return "; ".join(f"{words[code]}: {number}" for code, number in sorted(counts.items()))
