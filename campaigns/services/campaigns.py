"""Opening a campaign: enter, change, copy the last one, close and reopen."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import Campaign, CampaignResolution, Resolution
from files.services import take_in
from lib.conflict import check_version

# What the next campaign takes over from the last: everything but its code, its days and its life.
_COPIED = ("title", "basis", "cut_off_weekday", "cut_off_hour")
DEADLINES = ("plan_due_on", "study_due_on", "essay_due_on", "marking_due_on", "report_due_on")


@transaction.atomic
def add_resolution(*, unit, symbol, title, by, at, issued_on=None, upload=None):
    """Enter a resolution for the committee's campaigns."""
    if Resolution.objects.filter(unit=unit, symbol=symbol).exists():
        raise ValidationError({"symbol": _("The resolution %(symbol)s is entered already.") % {"symbol": symbol}})
    resolution = Resolution(unit=unit, symbol=symbol, title=title, issued_on=issued_on)
    _take_document(resolution, upload, by, at)
    resolution.full_clean()
    resolution.save()
    record("campaigns.resolution.added", resolution, by=by, symbol=symbol)
    return resolution


@transaction.atomic
def change_resolution(*, resolution, version, by, at, upload=None, **facts):
    """Correct a resolution; its campaigns show the correction."""
    resolution = Resolution.objects.select_for_update().get(pk=resolution.pk)
    check_version(resolution, version)
    for name, value in facts.items():
        setattr(resolution, name, value)
    _take_document(resolution, upload, by, at)
    resolution.version += 1
    resolution.full_clean()
    resolution.save()
    record("campaigns.resolution.changed", resolution, by=by, symbol=resolution.symbol)
    return resolution


def _take_document(resolution, upload, by, at):
    if upload is not None:
        resolution.document = take_in(
            upload=upload, unit=resolution.unit, read_permission="campaigns.view", by=by, at=at, seen_from_below=True
        )


@transaction.atomic
def add_campaign(*, unit, code, resolutions, by, at, **facts):
    """Enter a campaign of the committee; nothing is owed before its launch."""
    campaign = Campaign(unit=unit, code=code, created_at=at, **facts)
    _check_days(campaign)
    campaign.full_clean()
    campaign.save()
    set_resolutions(campaign, resolutions)
    record("campaigns.campaign.added", campaign, by=by, campaign=code)
    return campaign


@transaction.atomic
def change_campaign(*, campaign, version, resolutions, by, **facts):
    """Change a campaign; its days may move while it runs, its code may not once it is launched."""
    campaign = Campaign.objects.select_for_update(of=["self"]).select_related("unit").get(pk=campaign.pk)
    check_version(campaign, version)
    if campaign.is_launched and facts.get("code", campaign.code) != campaign.code:
        raise ValidationError({"code": _("The code stays as it is once the campaign is launched.")})
    for name, value in facts.items():
        setattr(campaign, name, value)
    _check_days(campaign)
    campaign.version += 1
    campaign.full_clean()
    campaign.save()
    set_resolutions(campaign, resolutions)
    record("campaigns.campaign.changed", campaign, by=by, campaign=campaign.code)
    return campaign


@transaction.atomic
def close_campaign(*, campaign, by, at):
    """Close a campaign: it is read and printed on, and takes no more records."""
    if not campaign.is_open:
        raise ValidationError(_("Only a running campaign can be closed."))
    campaign.closed_at = at
    campaign.save(update_fields=["closed_at"])
    record("campaigns.campaign.closed", campaign, by=by, campaign=campaign.code)
    return campaign


@transaction.atomic
def reopen_campaign(*, campaign, by):
    """Open a closed campaign again."""
    if campaign.closed_at is None:
        raise ValidationError(_("The campaign is not closed."))
    campaign.closed_at = None
    campaign.save(update_fields=["closed_at"])
    record("campaigns.campaign.reopened", campaign, by=by, campaign=campaign.code)
    return campaign


def facts_to_copy(campaign):
    """What the form of the next campaign starts with."""
    return {**{name: getattr(campaign, name) for name in _COPIED}, "resolutions": list(campaign.resolutions.all())}


def set_resolutions(campaign, resolutions):
    """Make the campaign's resolutions those given, in their order."""
    CampaignResolution.objects.filter(campaign=campaign).exclude(resolution__in=resolutions).delete()
    for position, resolution in enumerate(resolutions, 1):
        CampaignResolution.objects.update_or_create(
            campaign=campaign, resolution=resolution, defaults={"position": position}
        )


def _check_days(campaign):
    errors = {}
    if campaign.starts_on and campaign.ends_on and campaign.ends_on < campaign.starts_on:
        errors["ends_on"] = _("The last day comes before the first.")
    for name in DEADLINES:
        due_on = getattr(campaign, name)
        if due_on and campaign.starts_on and due_on < campaign.starts_on:
            errors[name] = _("The deadline comes before the campaign begins.")
    if errors:
        raise ValidationError(errors)
