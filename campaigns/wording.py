"""What the journal says of each action recorded in this room."""
from django.utils.translation import gettext_lazy as _

WORDING = {
    "campaigns.resolution.added": _("Entered the resolution %(symbol)s."),
    "campaigns.resolution.changed": _("Corrected the resolution %(symbol)s."),
    "campaigns.campaign.added": _("Entered the campaign %(campaign)s."),
    "campaigns.campaign.changed": _("Changed the campaign %(campaign)s."),
    "campaigns.campaign.launched": _("Launched the campaign %(campaign)s for %(units)s units."),
    "campaigns.campaign.closed": _("Closed the campaign %(campaign)s."),
    "campaigns.campaign.reopened": _("Reopened the campaign %(campaign)s."),
    "campaigns.session.recorded": _("Recorded the class %(code)s of %(held_on)s."),
    "campaigns.session.amended": _("Corrected the class %(code)s of %(held_on)s."),
    "campaigns.session.withdrawn": _("Withdrew the class %(code)s: %(reason)s"),
    "campaigns.session.restored": _("Restored the class %(code)s."),
    "campaigns.session.check_asked": _("Asked the unit to check the class %(code)s: %(question)s"),
    "campaigns.session.check_answered": _("Answered about the class %(code)s: %(answer)s"),
    "campaigns.session.attached": _("Attached a file to the class %(code)s."),
    "campaigns.session.attachment_removed": _("Took a file off the class %(code)s."),
    "campaigns.absence.made_up": _("Recorded that the holder of card %(card)s made up on %(on)s."),
    "campaigns.absence.make_up_undone": _("Took back the make-up of the holder of card %(card)s."),
    "campaigns.plan.changed": _("Changed the plan of %(of)s: planned day %(planned_on)s."),
    "campaigns.reminder.recorded": _("Logged a reminder to %(of)s."),
    "campaigns.reminder.withdrawn": _("Took back a reminder to %(of)s."),
    "campaigns.roster.read": _("Read the roster of %(of)s to log a class."),
    "campaigns.absences.read": _("Read the names of the absent of %(of)s."),
    "campaigns.ledger.entered": _("Entered changes of %(on)s in the ledger of the campaign %(campaign)s: %(reason)s"),
    "campaigns.progress.exported": _("Exported the list of progress (%(rows)s rows)."),
}
