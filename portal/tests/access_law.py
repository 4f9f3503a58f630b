"""Retention, a member's own data and his erasure for the access matrix."""
from portal.tests.access_rules import Rule
from privacy.models import DataRequest, RequestKind

LAW_RULES = {
    "retention:list": Rule("privacy.retention"),
    "retention:change": Rule("privacy.retention", methods=("GET", "POST"), extra=(("code", "essays.pages"),)),
    "own_data:show": Rule("privacy.own_data", "own_data_request"),
    "own_data:file": Rule("privacy.own_data", "own_data_request"),
    "own_data:archive": Rule("privacy.own_data", "own_data_request"),
    "own_data:erase": Rule("privacy.erase", "erase_request", methods=("GET", "POST")),
}


def lay_law(world):
    """Of a member of each unit an open request to see his data, and one to have it erased."""
    for code, member in world.things["member"].items():
        for thing, kind in (("own_data_request", RequestKind.SEE), ("erase_request", RequestKind.ERASE)):
            world.things[thing][code] = DataRequest.objects.create(
                unit=member.unit, member=member, kind=kind, received_on=world.today, reply_due_on=world.today, due_on=world.today,
                recorded_at=world.at, wish=f"SECRET-{code}",
            )
