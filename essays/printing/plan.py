"""What is to be printed: the cells in their order, each with its members in people order."""
from collections import Counter
from itertools import groupby

from django.db.models import Count

from campaigns.models import RosterEntry
from essays.models import Sheet, SheetKind
from units.models import Member


def duties_of(campaign, duty=None):
    """The duty with all below it, or those of the whole campaign; in the order of the tree."""
    duties = campaign.duties.filter(until=None)
    return duties.within(duty) if duty else duties


def cells_to_print(campaign, *, duty=None, members=None):
    """`[(duty, [member])]`: who owes an essay, or of `members` (ids) those who stand on the roster there, exempt or not."""
    entries = _roster(campaign, duty)
    entries = entries.filter(writes=True) if members is None else entries.filter(member__in=members)
    entries = entries.select_related("member", "duty__unit", "duty__parent__unit").order_by(
        "duty__path", "member__sort_key", "member__card_number"
    )
    return [(cell, [entry.member for entry in of_cell]) for cell, of_cell in groupby(entries, key=lambda entry: entry.duty)]


def count_to_print(campaign, *, duty=None):
    """`(cells, members)` of `cells_to_print`, without a row of them."""
    counts = _roster(campaign, duty).filter(writes=True).aggregate(cells=Count("duty", distinct=True), members=Count("pk"))
    return counts["cells"], counts["members"]


def exempt_within(duty):
    """Ids of the members on the roster who owe no essay."""
    return set(_roster(duty.campaign, duty).filter(writes=False).values_list("member", flat=True))


def printed_pages(campaign, members):
    """`{member id: pages}` of the sheets printed before."""
    sheets = Sheet.objects.standing().filter(campaign=campaign, kind=SheetKind.ESSAY, member__in=members)
    return dict(sheets.values_list("member", "pages"))


def members_within(duty):
    """Everybody on the roster of the duty and below it, in people order."""
    return Member.objects.filter(pk__in=_roster(duty.campaign, duty).values("member")).in_people_order()


def _roster(campaign, duty):
    """Who is here today: neither gone nor dead."""
    return RosterEntry.objects.filter(duty__in=duties_of(campaign, duty), until=None, member__left_on=None)


def cards_of_namesakes(members):
    """`{member id: card number}` of those whose name somebody else among them has too."""
    times = Counter(member.full_name for member in members)
    return {member.pk: member.card_number for member in members if times[member.full_name] > 1}


def unit_words(duty):
    """The cell with what stands above it, as on the head of a sheet."""
    return f"{duty.unit.name}, {duty.parent.unit.name}" if duty.parent else duty.unit.name
