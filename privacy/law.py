"""What retention, own data and erasure tell the rooms below: words for the audit, the night's job, what the schedule ensures."""
from django.utils.translation import gettext_lazy as _

from audit.actions import register_actions
from jobs.kinds import register_kind
from jobs.schedule import register_ensure
from privacy.law_wording import WORDING
from privacy import own_data
from privacy.services import retention


def register():
    register_actions(WORDING)
    own_data.register()
    register_kind(retention.KIND, work=retention.drop_what_is_over, label=_("Data whose time is over"))
    register_ensure("data whose time is over", retention.ensure_retention)
    register_ensure("data kept for hours", retention.ensure_short_lived)
