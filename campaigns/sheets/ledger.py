"""What a workbook would change of a campaign already launched: frozen head counts and units, for an officer to accept.

Nothing of it happens by itself: the roster and the duties stay as launched until the officer says so, and then every
change is a row of the ledger, dated on the day of the import.
"""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from campaigns.models import Campaign, Duty, DutyChange, RosterEntry
from campaigns.services.ledger import add_duty, change_heads
from campaigns.sheets.known import KnownDuty
from lib.clock import local_day
from units.models import Member, Unit


@dataclass(frozen=True)
class Proposal:
    """One change: a unit comes in with its members, or a member's place changes (`left` and `entered` are unit codes)."""

    campaign: str
    unit: str = ""
    card: str = ""
    left: str = ""
    entered: str = ""
    heads: int = 0
    what: str = ""

    def as_preview(self):
        return {"campaign": self.campaign, "what": self.what}


def propose_changes(book):
    """Put on the book what its rows would change of running campaigns; lay it over what is known where accepted."""
    for campaign in book.known.campaigns.values():
        if campaign.pk and campaign.is_ours and campaign.is_open:
            added = list(_units_to_add(book, campaign))
            moved = list(_members_to_move(book, campaign, {proposal.unit for proposal in added}))
            book.proposals += added + moved
            if book.accepts_ledger:
                _lay_over(book, campaign, added, moved)


def _units_to_add(book, campaign):
    """Of the units the file speaks of: those below the committee that owe nothing so far."""
    units, duties = book.known.units, campaign.duties(book)
    for row in book.sheets["Đơn vị"].good_rows() if "Đơn vị" in book.sheets else ():
        unit, lineage = units.get(row["code"]), units.lineage(row["code"])
        if unit.permitted and unit.code not in duties and units.committee_code in lineage[1:]:
            heads = book.known.members.heads(unit.code)
            what = _("The unit %(name)s comes in, with %(heads)d members to study.") % {"name": unit.name, "heads": heads}
            yield Proposal(campaign.code, unit=unit.code, heads=heads, what=what)


def _members_to_move(book, campaign, new_units):
    """Of the members the file speaks of; who is not in the file stays where he is."""
    places = campaign.places(book)
    for row in book.sheets["Đảng viên"].good_rows() if "Đảng viên" in book.sheets else ():
        member = book.known.members.get(row["card"])
        left, wrote = places.get(member.card, ("", True))
        entered = member.unit if member.must_study else ""
        if entered in new_units and not left or left == entered and (not left or wrote == member.writes):
            continue
        yield Proposal(campaign.code, card=member.card, left=left, entered=entered, what=_sentence(book, member, left, entered))


def _sentence(book, member, left, entered):
    units = book.known.units
    words = {
        "member": member.name,
        "left": units.get(left).name if units.get(left) else left,
        "entered": units.get(entered).name if units.get(entered) else entered,
    }
    if not left:
        return _("%(member)s comes to study in %(entered)s.") % words
    if not entered:
        return _("%(member)s no longer studies in %(left)s.") % words
    if left == entered:
        return _("%(member)s (%(left)s): whether an essay is owed changes.") % words
    return _("%(member)s goes from %(left)s to %(entered)s.") % words


def _lay_over(book, campaign, added, moved):
    duties, units = campaign.duties(book), book.known.units
    for proposal in added:
        duties[proposal.unit] = KnownDuty(proposal.heads)
        # The numbers of units below are in those of the units above them already.
        if units.get(proposal.unit).above not in {other.unit for other in added}:
            _shift(duties, units.lineage(proposal.unit)[1:], proposal.heads)
    for proposal in moved:
        if proposal.left:
            _shift(duties, units.lineage(proposal.left), -1)
        if proposal.entered:
            _shift(duties, units.lineage(proposal.entered), 1)
        campaign.places(book).pop(proposal.card, None)


def _shift(duties, codes, delta):
    for code in codes:
        if code in duties:
            duties[code].heads += delta


def enter_changes(book):
    """Write the accepted proposals as rows of the ledger."""
    if not book.accepts_ledger or not book.proposals:
        return
    for campaign in book.known.campaigns.values():
        proposals = [proposal for proposal in book.proposals if proposal.campaign == campaign.code]
        if proposals:
            before = _Frozen(campaign.pk)
            _enter(book, Campaign.objects.get(pk=campaign.pk), proposals)
            before.note_changes(book.journal)
            campaign.forget()


def _enter(book, campaign, proposals):
    step = {"on": local_day(book.at), "reason": _("Tracking workbook"), "by": book.by, "at": book.at}
    codes = {proposal.unit for proposal in proposals if proposal.unit}
    for unit in Unit.objects.filter(code__in=codes).order_by("path"):
        if book.known.units.get(unit.code).above not in codes:
            add_duty(campaign=campaign, unit=unit, **step)
    cards = [proposal.card for proposal in proposals if proposal.card]
    if cards:
        change_heads(campaign=campaign, members=Member.objects.filter(card_number__in=cards), **step)


class _Frozen:
    """Duties and roster of a campaign before the ledger's services change them, to tell the journal what they did."""

    _MODELS = ((Duty, "campaign"), (RosterEntry, "duty__campaign"), (DutyChange, "duty__campaign"))

    def __init__(self, campaign):
        self._campaign = campaign
        self._rows = {model: self._stand(model, path) for model, path in self._MODELS}

    def _stand(self, model, path):
        return {row.pk: row for row in model.objects.filter(**{path: self._campaign})}

    def note_changes(self, journal):
        for model, path in self._MODELS:
            names = [f.name for f in model._meta.concrete_fields if not f.primary_key]
            before = self._rows[model]
            for pk, row in sorted(self._stand(model, path).items()):
                if pk not in before:
                    journal.note_created([row])
                elif any(getattr(row, n) != getattr(before[pk], n) for n in [f.attname for f in model._meta.concrete_fields]):
                    journal.note_before(before[pk], names)
