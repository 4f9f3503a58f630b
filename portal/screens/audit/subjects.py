"""Whose readings are asked for: what of the journal is about a member, an essay, a page, a campaign, a file."""
from audit.looks import readings_of, readings_of_all
from audit.models import Entry
from campaigns.models import Duty
from essays.models import Essay, ScanPage
from units.models import Unit

# Readings of these are of one person or thing; all others at a unit are of a list.
_OF_ONE = ["units.member", "essays.essay", "essays.scanpage", "files.storedfile"]


def about_member(member, reach):
    """His card, his essays and their pages, and the lists of his unit and of those above it, as far as one's reach goes."""
    essays, pages = Essay.objects.filter(member=member), ScanPage.objects.filter(member=member)
    return [
        readings_of(member),
        readings_of_all(Essay, essays.values_list("pk", flat=True)),
        readings_of_all(ScanPage, pages.values_list("pk", flat=True)),
        *_lists_of(member.unit, reach),
    ]


def about_essay(essay, reach):
    pages = ScanPage.objects.of_essay(essay)
    duties = Duty.objects.filter(campaign=essay.campaign, unit__in=Unit.objects.above(essay.unit))
    bundles = readings_of_all(Duty, duties.values_list("pk", flat=True)).filter(action="essays.pages.exported")
    return [readings_of(essay), readings_of_all(ScanPage, pages.values_list("pk", flat=True)), bundles]


def about_page(page, reach):
    return [readings_of(page)]


def about_campaign(campaign, reach):
    """What was taken out of it, and the lists of its units that were read."""
    return [readings_of(campaign), readings_of_all(Duty, campaign.duties.values_list("pk", flat=True))]


def about_file(file, reach):
    return [readings_of(file)]


def _lists_of(unit, reach):
    for path in unit.lineage_paths():
        if any(path.startswith(own) for own in reach):
            yield Entry.objects.filter(unit_path=path).exclude(object_type__in=_OF_ONE)
