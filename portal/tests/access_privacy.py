"""Personal data for the access matrix: a request and an incident of each unit, with its canary."""
import datetime

from portal.tests.access_rules import SIGNED_IN, Rule
from privacy.models import DataRequest, Incident

_FORM = ("GET", "POST")
_REQUESTS, _INCIDENTS = "privacy.requests", "privacy.incidents"

PRIVACY_RULES = {
    "privacy:notice": Rule(SIGNED_IN, methods=_FORM, post_ok=(302,)),
    "privacy:responsible": Rule("privacy.manage", methods=_FORM),
    "privacy:requests": Rule(_REQUESTS, methods=_FORM, post_ok=(302,)),
    "privacy:request_add": Rule(_REQUESTS, methods=_FORM),
    "privacy:request_add_for": Rule(_REQUESTS, "member", methods=_FORM),
    "privacy:request": Rule(_REQUESTS, "data_request"),
    "privacy:request_change": Rule(_REQUESTS, "data_request", methods=_FORM),
    "privacy:request_reply": Rule(_REQUESTS, "data_request", methods=_FORM),
    "privacy:request_extend": Rule(_REQUESTS, "data_request", methods=_FORM),
    "privacy:request_close": Rule(_REQUESTS, "data_request", methods=_FORM),
    "privacy:request_reopen": Rule(_REQUESTS, "data_request", methods=_FORM),
    "privacy:incidents": Rule(_INCIDENTS),
    "privacy:incident_add": Rule(_INCIDENTS, methods=_FORM),
    "privacy:incident": Rule(_INCIDENTS, "incident", methods=_FORM),
    "privacy:incident_change": Rule(_INCIDENTS, "incident", methods=_FORM),
    "privacy:incident_paper": Rule(_INCIDENTS, "incident"),
    "privacy:incident_close": Rule(_INCIDENTS, "incident", methods=_FORM),
    "privacy:incident_reopen": Rule(_INCIDENTS, "incident", methods=_FORM),
}


def lay_privacy(world):
    for code, unit in world.units.items():
        secret = f"SECRET-{code}"
        world.things["data_request"][code] = DataRequest.objects.create(
            unit=unit, asker=secret, wish=secret, kind="see", received_on=world.today, reply_due_on=world.today,
            due_on=world.today, recorded_at=world.at,
        )
        world.things["incident"][code] = Incident.objects.create(
            unit=unit, what=secret, found_at=world.at, report_due_at=world.at + datetime.timedelta(hours=72),
            data_kinds=["roster"], consequences=secret, recorded_at=world.at,
        )
