"""Whose page may it be that no code files? Those it would fit, the likeliest first; a person decides."""
from dataclasses import dataclass, replace
from enum import IntEnum

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from campaigns.models import RosterEntry
from essays.filing import slots
from essays.filing.queue import PERMISSION, behind
from essays.models import ScanPage, SheetKind, Went
from essays.models.sheets import MOST_PAGES
from essays.pages_of import pages_of
from units.models import Member, Unit
from units.scope import may, paths_permitted, within_paths
from units.search import members_matching

# As many as there are digits to choose with.
SHOWN = 9
# Filed pages looked at on either side of the page; further away a pile says nothing of it.
_AROUND = 200
# So many pages between may be blank or wait themselves.
_NEXT_TO = 3


class Ground(IntEnum):
    """Why somebody is named, the strongest first."""

    CODE = 0
    NEXT_TO = 1
    GAP = 2
    SAME_PILE = 3
    NO_PAGE_YET = 4
    NOTHING_MISSING = 5


@dataclass(frozen=True)
class Likely:
    """A member, the page of his essay that is proposed, what he has and what he lacks."""

    member: Member
    ground: Ground
    place: int
    has: tuple = ()
    lacks: tuple = ()
    tells_apart: bool = False

    @property
    def choice(self):
        return f"{self.member.pk}-{self.place}"

    @property
    def is_grounded(self):
        """Something on the paper or in the pile speaks for him: he may be chosen beforehand."""
        return self.ground <= Ground.GAP

    @property
    def is_taken(self):
        return self.place in self.has

    @property
    def words(self):
        """What he lacks, as it is said of him."""
        if self.has and self.lacks:
            return _("page %(pages)s is missing") % {"pages": _in_words(self.lacks)}
        if not self.has:
            return _("no page yet")
        if self.is_taken:
            return _("has page %(pages)s already") % {"pages": self.place}
        return _("has page %(pages)s") % {"pages": _in_words(self.has)}

    @property
    def why(self):
        if self.ground == Ground.CODE:
            return _("his sheet, by its code")
        return _("next to it in the pile") if self.ground == Ground.NEXT_TO else ""


def _in_words(pages):
    return ", ".join(str(page) for page in pages)


def campaign_of(page):
    """The campaign the page would be filed in: of its sheet while that runs, else of its batch."""
    sheet = page.sheet
    return sheet.campaign if sheet and sheet.campaign.is_open else page.file.batch.campaign


def likely_members(page, user):
    """Up to SHOWN Likely in order; the same few queries however many pages wait or came in."""
    pile = _Pile(page, user)
    asked = {**dict.fromkeys(pile.members), **dict.fromkeys(pile.without_pages())}
    found = pile.likely(Member.objects.filter(pk__in=asked))
    order = {pk: position for position, pk in enumerate(asked)}
    found.sort(key=lambda one: (one.ground, one.member.unit_id not in pile.near, order[one.member.pk]))
    return _told_apart(found[:SHOWN])


def search_writers(page, user, text):
    """`(Likely, whether there are more)` among those who may have written in the batch's unit, by name or card, without marks."""
    members = list(members_matching(writers_within(page), text)[: SHOWN + 1])
    found = _Pile(page, user).likely(Member.objects.filter(pk__in=[member.pk for member in members[:SHOWN]]))
    found.sort(key=lambda one: members.index(one.member))
    return _told_apart(found), len(members) > SHOWN


def writers_within(page):
    """Members of the batch's unit and below: today, or when the campaign was launched."""
    units = Unit.objects.within(page.file.batch.unit).order_by().values("pk")
    roster = RosterEntry.objects.filter(duty__campaign=campaign_of(page), duty__unit__in=units)
    return Member.objects.filter(Q(unit__in=units) | Q(pk__in=roster.values("member")))


def may_be_assigned(page, user):
    """Whom the user may file the page to: the batch's own members, or any within his reach."""
    own = Member.objects.filter(within_paths("unit__path", paths_permitted(user, PERMISSION)))
    return Member.objects.filter(Q(pk__in=writers_within(page).values("pk")) | Q(pk__in=own.values("pk")))


def _told_apart(found):
    """Of two with the same name the card is shown, too."""
    names = [one.member.full_name for one in found]
    return [replace(one, tells_apart=names.count(one.member.full_name) > 1) for one in found]


class _Pile:
    """The page among the filed pages of its batch."""

    def __init__(self, page, user):
        self.page, self.user, self.campaign = page, user, campaign_of(page)
        filed = ScanPage.objects.permitted(user, PERMISSION).filter(
            went=Went.FILED, file__batch=page.file.batch, campaign=self.campaign
        )
        filed = filed.exclude(file=page.file, number=page.number).values_list(
            "file_id", "number", "member_id", "unit_id", "essay_page", named=True
        )
        after = list(filed.filter(behind(page)).order_by("file", "number")[:_AROUND])
        before = list(filed.exclude(behind(page)).order_by("-file", "-number")[:_AROUND])
        # {member: page}, strongest last to be written: the code over the neighbours.
        self.hints = {}
        self._hint_by(after, -1)
        self._hint_by(before, 1)
        self.writer = self._writer()
        near = {one.unit_id for one in (*before[:1], *after[:1]) if self._is_next_to(one)}
        self.near = near | ({page.sheet.unit_id} if self.writer else set())
        closest = sorted((*before, *after), key=lambda one: (one.file_id != page.file_id, abs(one.number - page.number)))
        self.members = [*([self.writer] if self.writer else []), *(one.member_id for one in closest)]

    def _is_next_to(self, one):
        return one.file_id == self.page.file_id and abs(one.number - self.page.number) <= _NEXT_TO

    def _hint_by(self, neighbours, step):
        if neighbours and self._is_next_to(neighbours[0]):
            self.hints[neighbours[0].member_id] = neighbours[0].essay_page + step

    def _writer(self):
        """Whose sheet it is, where the user may file to him."""
        sheet = self.page.sheet
        if sheet is None:
            return None
        given = sheet.assignments.filter(withdrawn_at=None).first() if sheet.kind == SheetKind.BLANK else None
        member = given.member_id if given else sheet.member_id
        return member if member and may(self.user, PERMISSION, sheet.unit) else None

    def without_pages(self):
        """Who owes an essay near by and has nothing in yet: of the neighbours' units, else of the batch's."""
        filed = ScanPage.objects.filter(went=Went.FILED, campaign=self.campaign, member=OuterRef("member"))
        units = self.near or Unit.objects.within(self.page.file.batch.unit).order_by().values("pk")
        entries = RosterEntry.objects.permitted(self.user, PERMISSION).filter(
            ~Exists(filed), duty__campaign=self.campaign, duty__unit__in=units, until=None, member__left_on=None
        )
        return entries.order_by("-writes", "duty__path", "member__sort_key").values_list("member", flat=True)[:SHOWN]

    def likely(self, members):
        """A Likely for each, in no order."""
        members = list(members.select_related("unit"))
        essays = pages_of(self.campaign, members, edition_of=slots.edition_for)
        return [self._likely(member, essays[member.pk]) for member in members]

    def _likely(self, member, essay):
        lacks, hint = essay.lacks, self.hints.get(member.pk)
        ground, place = self._ground_of(member, essay, hint), lacks[0] if lacks else max(essay.has, default=0) + 1
        if ground == Ground.CODE:
            place = self.page.sheet_page
        elif hint in lacks or hint and not lacks and hint not in essay.has and hint >= 1:
            place = hint
        return Likely(member, ground, min(place, MOST_PAGES), essay.has, lacks)

    def _ground_of(self, member, essay, hint):
        if member.pk == self.writer:
            return Ground.CODE
        if hint in essay.lacks:
            return Ground.NEXT_TO
        if essay.has_gap:
            return Ground.GAP
        if not essay.has:
            return Ground.NO_PAGE_YET
        return Ground.SAME_PILE if essay.lacks else Ground.NOTHING_MISSING
