"""The privacy notice: who has read it, and a new version."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from audit.record import record
from lib.clock import local_day
from privacy.models import Acknowledgement, Notice
from units.scope import main_unit


@transaction.atomic
def acknowledge_notice(*, notice, by, at):
    """The user has read this version; said twice it is kept once."""
    row, is_new = Acknowledgement.objects.get_or_create(user=by, notice=notice, defaults={"at": at})
    if is_new:
        record("privacy.notice.acknowledged", notice, by=by, unit=main_unit(by), version=notice.version)
    return row


@transaction.atomic
def publish_notice(*, sections, valid_from, by, at):
    """The next version; everybody who signs in is asked to read it from that day on."""
    if valid_from < local_day(at):
        raise ValidationError({"valid_from": _("A notice cannot hold from a day that is over.")})
    newest = Notice.objects.aggregate(newest=Max("version"))["newest"] or 0
    notice = Notice.objects.create(version=newest + 1, valid_from=valid_from, sections=sections)
    record("privacy.notice.published", notice, by=by, version=notice.version, day=f"{valid_from:%d/%m/%Y}")
    return notice
