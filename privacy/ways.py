"""What an open request of a member leads to: the page on which it is fulfilled."""
from django.urls import reverse
from django.utils.translation import gettext as _

from privacy.models import RequestKind
from units.scope import may


def ways_of(row, user):
    """`[(address, words)]` of what the user may do about it."""
    if not (row.is_open and row.member_id):
        return []
    ways = {
        RequestKind.SEE: ("own_data:show", row.pk, _("See all that is kept"), "privacy.own_data"),
        RequestKind.PROVIDE: ("own_data:show", row.pk, _("See all that is kept"), "privacy.own_data"),
        RequestKind.CORRECT: ("campaigns:member_change", row.member_id, _("Correct the member's data"), "members.manage"),
        RequestKind.ERASE: ("own_data:erase", row.pk, _("Erase the member's data"), "privacy.erase"),
    }
    if row.kind not in ways:
        return []
    name, pk, words, permission = ways[row.kind]
    return [(reverse(name, args=[pk]), words)] if may(user, permission, row.unit) else []
