"""Campaigns, duties and classes as they would stand after the import."""
import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from campaigns.models import Duty, RosterEntry
from lib.clock import local_day


@dataclass
class KnownDuty:
    heads: int
    pk: int = None


@dataclass
class KnownCampaign:
    code: str
    starts_on: datetime.date
    ends_on: datetime.date
    resolutions: tuple = ()
    pk: int = None
    is_open: bool = True
    # False: of another committee.
    is_ours: bool = True
    row: object = None
    _duties: dict = field(default=None, repr=False)
    _places: dict = field(default=None, repr=False)

    def covers(self, day):
        return self.starts_on <= day <= self.ends_on

    def duties(self, book):
        """`{unit code: KnownDuty}`; of a new campaign every unit below the committee will owe one."""
        if self._duties is None:
            self._duties = self._stored_duties() if self.pk else self._duties_to_be(book)
        return self._duties

    def _stored_duties(self):
        rows = Duty.objects.filter(campaign=self.pk).order_by("until", "pk").values_list("unit__code", "heads", "pk", "until")
        duties = {}
        for code, heads, pk, until in rows:
            # A duty in force (until is null, which comes last) wins over one that ended.
            if until is None or code not in duties:
                duties[code] = KnownDuty(heads, pk)
        return duties

    def _duties_to_be(self, book):
        units, top = book.known.units, book.known.units.committee_code
        return {
            code: KnownDuty(book.known.members.heads(code))
            for code, unit in units.by_code.items()
            if not unit.is_ended and code != top and top in units.lineage(code)
        }

    def unit_of(self, book, card):
        """Code of the unit a member counts for in the campaign: frozen by the roster, else where he is."""
        member = book.known.members.get(card)
        return self.places(book).get(card, (None,))[0] or (member.unit if member else None)

    def places(self, book):
        """`{card number: (unit code, owes an essay)}` of the frozen roster; empty for a new campaign."""
        if self._places is None:
            self._places = {}
            if self.pk:
                entries = RosterEntry.objects.filter(duty__campaign=self.pk).on(local_day(book.at))
                rows = entries.values_list("member__card_number", "duty__unit__code", "writes")
                self._places = {card: (unit, writes) for card, unit, writes in rows}
        return self._places

    def forget(self):
        """Read duties and roster anew the next time: they were written."""
        self._duties = self._places = None


@dataclass
class KnownSession:
    code: str
    campaign: KnownCampaign
    kind: str
    held_on: datetime.date
    pk: int = None
    host: str = ""
    row: object = None

    @property
    def is_readable(self):
        """False where the file's own row of the class is wrong: what hangs on it cannot be judged."""
        return self.row is None or not self.row.is_wrong


def campaign_of(book, row, name="campaign"):
    """The campaign the row names, where records of it may be written; else None, and the row says why."""
    campaign = book.known.campaigns.get(row[name])
    if campaign is None or not campaign.is_ours:
        row.wrong(name, _("There is no campaign with the code %(code)s.") % {"code": row[name]})
    elif not campaign.is_open:
        row.wrong(name, _("The campaign %(code)s is not running.") % {"code": row[name]})
    else:
        return campaign
    return None


def member_of(book, row, name="card"):
    """The member the row names, where his records may be written; else None, and the row says why."""
    member = book.known.members.permitted(row[name])
    if member is None:
        row.wrong(name, _("There is no member with the card number %(card)s in your units.") % {"card": row[name]})
    return member


def unit_of_row(book, row, name="unit"):
    """The unit the row names, where its records may be written; else None, and the row says why."""
    unit = book.known.units.permitted(row[name])
    if unit is None:
        row.wrong(name, _("There is no unit with the code %(code)s among yours.") % {"code": row[name]})
    elif unit.is_ended:
        row.wrong(name, _("The unit %(code)s has ended.") % {"code": row[name]})
    else:
        return unit
    return None


def check_within(campaign, row, name, day):
    # A campaign that ends before it begins is wrong itself.
    if day is not None and campaign.starts_on <= campaign.ends_on and not campaign.covers(day):
        row.wrong(
            name,
            _("%(day)s lies outside the campaign (%(starts_on)s to %(ends_on)s).")
            % {"day": f"{day:%d/%m/%Y}", "starts_on": f"{campaign.starts_on:%d/%m/%Y}", "ends_on": f"{campaign.ends_on:%d/%m/%Y}"},
        )
