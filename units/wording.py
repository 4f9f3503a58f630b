"""What the audit says of units and members. Names of members are not in it: the entry points to the row."""
from django.utils.translation import gettext_lazy as _

WORDING = {
    "audit.readings.dropped": _("Threw away %(replaced)s lines about readings, their time being over."),
    "accounts.user.forgotten": _("Forgot telephone, e-mail and sign-in of the closed account %(name)s."),
    "units.block.added": _("Added the block %(name)s."),
    "units.block.changed": _("Changed the block %(before)s to %(name)s."),
    "units.block.removed": _("Removed the block %(name)s."),
    "units.unit.added": _("Set up the unit %(name)s (%(code)s)."),
    "units.unit.changed": _("Changed data of the unit %(name)s: %(fields)s."),
    "units.unit.renamed": _("Renamed the unit %(before)s to %(name)s from %(on)s."),
    "units.unit.moved": _("Moved the unit %(name)s from %(before)s to %(above)s from %(on)s."),
    "units.unit.merged": _("Merged the unit %(name)s with %(members)s members into %(into)s from %(on)s."),
    "units.unit.split": _("Split %(new)s with %(members)s members off from %(name)s from %(on)s."),
    "units.unit.ended": _("Ended the unit %(name)s from %(on)s."),
    "units.unit.restored": _("Restored the unit %(name)s from %(on)s."),
    "units.member.added": _("Put a member on the roster of %(unit_name)s."),
    "units.member.changed": _("Changed data of a member of %(unit_name)s: %(fields)s."),
    "units.member.transferred": _("Transferred a member from %(before)s to %(unit_name)s from %(on)s."),
    "units.member.ended": _("Noted that a member left %(unit_name)s on %(on)s."),
    "units.member.died": _("Noted the death of a member of %(unit_name)s on %(on)s."),
    "units.member.returned": _("Took a member back onto the roster of %(unit_name)s from %(on)s."),
    "units.member.read": _("Opened the card of a member of %(unit_name)s."),
    "units.members.read": _("Read the list of members of %(unit_name)s."),
    "units.members.searched": _("Searched for members of %(unit_name)s: %(found)s found."),
    "units.appointment.made": _("Appointed %(name)s as %(role)s of %(unit_name)s from %(valid_from)s."),
    "units.appointment.made_for_a_time": _(
        "Appointed %(name)s as %(role)s of %(unit_name)s from %(valid_from)s up to and including %(last_day)s."
    ),
    "units.helper.ended": _("Ended at once that %(name)s types for the secretary of %(unit_name)s."),
    "units.appointment.ended": _("Ended the appointment of %(name)s as %(role)s of %(unit_name)s from %(valid_to)s."),
}
