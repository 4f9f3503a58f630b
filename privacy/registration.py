"""What the room tells the rooms below it: words for the audit."""
from audit.actions import register_actions
from privacy import law
from privacy.wording import WORDING


def register():
    register_actions(WORDING)
    law.register()
