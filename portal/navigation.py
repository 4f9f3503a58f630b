"""Ways through the portal: who sees which, under which word. A page that does not exist (yet) is not shown."""
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext_lazy as _

from lib.clock import now
from units.scope import appointments_of, has_permission, main_unit

# url name, label, icon, permissions of which one is enough (none: everybody signed in). The first four stand in the
# bar of a telephone.
_PLACES = [
    ("home", _("Home"), "house-door", ()),
    ("campaigns:session_list", _("Classes"), "easel", ("sessions.view",)),
    ("units:list", _("Units"), "diagram-3", ("units.view",)),
    ("reports:list", _("Reports"), "file-earmark-text", ("reports.view",)),
    ("reports:issued", _("Reports"), "file-earmark-text", ("issued_reports.view",)),
    ("essays:list", _("Essays"), "journal-text", ("essays.view",)),
    ("essays:inspections", _("Assigned to inspect"), "search", ("essays.inspect",)),
    ("campaigns:list", _("Campaigns"), "calendar3", ("campaigns.view",)),
    ("campaigns:calendar", _("Calendar of classes"), "calendar-check", ("plans.view",)),
    ("documents:list", _("Papers"), "file-earmark-check", ("reports.view",)),
    ("workbook:home", _("Tracking workbook"), "table", ("workbook.import", "workbook.export")),
    ("jobs:list", _("Long work"), "gear-wide-connected", ("jobs.view",)),
    ("accounts:list", _("Accounts"), "people", ("accounts.manage",)),
    ("privacy:requests", _("Personal data"), "lock", ("privacy.requests",)),
    ("audit:list", _("Journal"), "clock-history", ("audit.view",)),
]
_OWN_PLACES = [
    ("accounts:change_password", _("Change password"), "key"),
    ("accounts:mail", _("Reminders by e-mail"), "send"),
    ("accounts:second_factor", _("Second sign-in step"), "lock"),
    ("accounts:sessions", _("Devices signed in"), "person-check"),
]

# On a telephone that is only remembered.
_OPENING = ("accounts:ask_again", _("Open everything (password)"), "lock")


@dataclass(frozen=True)
class Place:
    url: str
    label: str
    icon: str
    is_here: bool


def navigation(request):
    """Context processor: `navigation`, read only where a template uses it."""
    return {"navigation": SimpleLazyObject(lambda: Navigation(request))}


class Navigation:
    def __init__(self, request):
        self.request = request
        self.user = getattr(request, "user", None)

    @property
    def office(self):
        """Name of the unit the user acts for."""
        unit = main_unit(self.user)
        return unit.name if unit else ""

    @property
    def role(self):
        running = appointments_of(self.user)
        return running[0].get_role_display() if running else ""

    @property
    def printed_at(self):
        return now()

    @cached_property
    def places(self):
        shown = [
            (name, label, icon) for name, label, icon, wanted in _PLACES
            if not wanted or any(has_permission(self.user, permission) for permission in wanted)
        ]
        return self._existing(shown)

    @property
    def first(self):
        return self.places[:4]

    @property
    def rest(self):
        return self.places[4:]

    @property
    def rest_is_here(self):
        return any(place.is_here for place in self.rest)

    @property
    def own_places(self):
        opening = [_OPENING] if getattr(self.user, "on_kept_phone", False) else []
        return self._existing([*opening, *_OWN_PLACES])

    @property
    def home_url(self):
        return url_or_none("home") or "/"

    @property
    def sign_out_url(self):
        return url_or_none("accounts:sign_out")

    @property
    def sign_in_url(self):
        return url_or_none("accounts:sign_in")

    def _existing(self, places):
        found = [(url_or_none(name), label, icon) for name, label, icon in places]
        found = [row for row in found if row[0]]
        here = _longest_prefix(self.request.path, [url for url, _label, _icon in found])
        return [Place(url, str(label), icon, url == here) for url, label, icon in found]


def url_or_none(name):
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def _longest_prefix(path, urls):
    """The place the page belongs to; the home page is nobody's parent."""
    fitting = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(fitting, key=len, default=None)
