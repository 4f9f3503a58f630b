"""Photos, lists and minutes of a class."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import SessionAttachment
from files.services import take_in


@transaction.atomic
def attach_files(*, session, uploads, kind, by, at):
    """Keep the uploads with the class; each is checked by a job before anybody sees it."""
    attachments = [
        SessionAttachment.objects.create(
            session=session, kind=kind,
            file=take_in(upload=upload, unit=session.host, read_permission="sessions.view", by=by, at=at),
        )
        for upload in uploads
    ]
    record("campaigns.session.attached", session, by=by, code=session.code, files=len(attachments))
    return attachments


@transaction.atomic
def remove_attachment(*, attachment, by, at):
    """Take a file off the class; the row and the file stay for the record."""
    if attachment.removed_at is not None:
        raise ValidationError(_("The file is taken off already."))
    attachment.removed_at = at
    attachment.save(update_fields=["removed_at"])
    record("campaigns.session.attachment_removed", attachment.session, by=by, code=attachment.session.code)
    return attachment
