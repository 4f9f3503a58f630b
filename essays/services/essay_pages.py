"""What is said of an essay as a whole: how many pages it has."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from essays.models import Essay
from essays.models.sheets import MOST_PAGES
from lib.conflict import check_version


@transaction.atomic
def say_pages(*, essay, version, pages, by, at):
    """The writer wrote so many pages; None: as many as were printed for him."""
    essay = Essay.objects.select_for_update(of=["self"]).select_related("campaign", "member", "unit").get(pk=essay.pk)
    check_version(essay, version)
    if not essay.campaign.is_open:
        raise ValidationError(_("The campaign is closed. Ask the propaganda board to reopen it."))
    if pages is not None and not 1 <= pages <= MOST_PAGES:
        raise ValidationError({"pages": _("A sheet has at most %(most)s pages.") % {"most": MOST_PAGES}})
    if essay.pages_said != pages:
        essay.pages_said = pages
        essay.version += 1
        essay.save(update_fields=["pages_said", "version"])
        record("essays.essay.pages_said", essay, by=by, card=essay.member.card_number, pages=pages)
    return essay
