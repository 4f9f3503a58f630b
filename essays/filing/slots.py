"""The place of a page in an essay: which writing of it, and what stands there already."""
from essays.models import Essay, EssayState, ScanPage
from units.models import MemberChangeKind

MARKED = (EssayState.PASSED, EssayState.NOT_PASSED)
# States after which a page is of the next writing.
WRITTEN_AGAIN = (EssayState.RETURNED, EssayState.NOT_PASSED)


def essay_of(campaign, member):
    return Essay.objects.filter(campaign=campaign, member=member).first()


def edition_for(essay):
    """The writing a page that comes now belongs to."""
    if essay is None:
        return 1
    return essay.edition + 1 if essay.state in WRITTEN_AGAIN else essay.edition


def standing_pages(campaign, member, edition, essay_page):
    """What is in the place now, the first copy first."""
    pages = ScanPage.objects.standing().filter(campaign=campaign, member=member, edition=edition, essay_page=essay_page)
    return list(pages.order_by("copy"))


def unit_on(member, day):
    """The member's unit as of the day: a transfer after it does not count."""
    moved = member.changes.filter(kind=MemberChangeKind.TRANSFER, on__gt=day).select_related("from_unit").order_by("on", "pk").first()
    return moved.from_unit if moved else member.unit
