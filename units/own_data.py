"""The part of this room in a member's own data: his row on the roster, and the changes of it."""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lib.vietnamese import fold, person_sort_key
from units.models import Member, MemberChange
from units.personal_data import Part, Section, register_part

# Begins the number that stands for the card of an erased member; no card is issued under such a number.
ERASED_CARD = "XOA-"


def register():
    register_part(Part(
        "units", ("units.member", "units.memberchange"), gather, erase,
        goes=(gettext_lazy("full name, card number, birth, number of the exemption's decision"), gettext_lazy("decision numbers of his transfers")),
        stays=(gettext_lazy("that a member of the unit was there, exempt or not, and the days he came and left"),),
    ))


def gather(member):
    yes, no = _("yes"), _("no")
    roster = [
        (_("full name"), member.full_name), (_("card number"), member.card_number), (_("born"), member.born),
        (_("kind of member"), member.get_kind_display()), (_("unit"), member.unit.name),
        (_("exempt from Party activity"), yes if member.exempt_from_activity else no),
        (_("exempt from the essay"), yes if member.exempt_from_essay else no),
        (_("number of the decision"), member.exemption_decision),
        (_("managed by"), member.managed_by.name if member.managed_by else ""), (_("left on"), member.left_on or ""),
    ]
    changes = [
        (change.on, change.get_kind_display(), change.from_unit.name, change.to_unit.name if change.to_unit else "", change.decision)
        for change in member.changes.select_related("from_unit", "to_unit")
    ]
    return [
        Section(_("On the roster"), (_("Item"), _("As it stands here")), roster),
        Section(_("Transfers and other changes"), (_("Day"), _("Change"), _("From"), _("To"), _("number of the decision")), changes),
    ]


def erase(member, *, by, at):
    """The row stays for the figures, under a name that is nobody's."""
    name, card = _("Erased member #%(number)s") % {"number": member.pk}, f"{ERASED_CARD}{member.pk}"
    Member.objects.filter(pk=member.pk).update(
        full_name=name, card_number=card, born="", exemption_decision="", sort_key=person_sort_key(name),
        search_text=f"{fold(name)} {card.lower()}"[:250], version=member.version + 1,
    )
    MemberChange.objects.filter(member=member).exclude(decision="").update(decision="")


def is_erased(member):
    return member.card_number == f"{ERASED_CARD}{member.pk}"
