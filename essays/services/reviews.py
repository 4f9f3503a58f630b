"""The second look: essays drawn by lot, and what was found. The mark itself is left to whoever gave it."""
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from essays.models import Essay, Finding, ReviewedEssay, ReviewSample
from essays.reviewing import drawn_by, essays_to_draw
from essays.services.register import check_open


@transaction.atomic
def draw_sample(*, campaign, unit, percent, by, at, seed=None):
    """Draw 5 to 10 of a hundred essays marked below the unit, at least one; the seed is kept and draws the same again."""
    check_open(campaign)
    seed = secrets.randbelow(10**9) if seed is None else seed
    pks = list(essays_to_draw(campaign, unit).order_by().values_list("pk", flat=True))
    if not pks:
        raise ValidationError({"unit": _("No essay is marked below %(unit)s yet; there is nothing to draw.") % {"unit": unit.name}})
    sample = ReviewSample(campaign=campaign, unit=unit, percent=percent, seed=seed, drawn_from=len(pks), drawn_at=at, by=by)
    sample.full_clean(exclude=["by"])
    sample.save()
    drawn = drawn_by(seed, pks, percent)
    ReviewedEssay.objects.bulk_create(
        ReviewedEssay(sample=sample, essay_id=pk, position=position) for position, pk in enumerate(drawn, 1)
    )
    record("essays.sample.drawn", sample, by=by, drawn=len(drawn), of_all=len(pks), of=unit.name, seed=str(seed))
    return sample


@transaction.atomic
def note_finding(*, reviewed, finding, note, seen, by, at):
    """Say whether one agrees with the mark; `seen` is the moment of the finding as it was shown, None where there was none."""
    reviewed = ReviewedEssay.objects.select_for_update(of=["self"]).select_related("essay__member", "sample__unit", "by").get(pk=reviewed.pk)
    if reviewed.found_at != seen:
        raise ValidationError(_("%(who)s noted a finding meanwhile; look at it and send again.") % {
            "who": reviewed.by.full_name if reviewed.by else _("Somebody"),
        })
    if not Essay.objects.filter(pk=reviewed.essay_id, marked_on__isnull=False).exists():
        raise ValidationError(_("The mark was taken back; there is nothing to look at until the essay is marked again."))
    if finding == Finding.DIFFERS and not note.strip():
        raise ValidationError({"note": _("Say what of the form was found different.")})
    reviewed.finding, reviewed.note, reviewed.found_at, reviewed.by = finding, note.strip(), at, by
    reviewed.save(update_fields=["finding", "note", "found_at", "by"])
    record(
        "essays.sample.looked_at", reviewed.sample, by=by, card=reviewed.essay.member.card_number,
        finding=reviewed.get_finding_display(),
    )
    return reviewed
