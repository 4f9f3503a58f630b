"""The kinds of write of the portal: where each is sent from, by whom, and what is typed; `n` tells one sending from another."""
import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from campaigns.models import Absence, StudySession
from essays.models import Essay, EssayState
from lib.clock import today
from portal.tests.access_checking import address
from portal.tests.test_access_matrix import RULES
from units.models import Appointment

OFFICER, BASE, SECRETARY = "officer", "base_officer", "secretary_a"
_CELL = "1-01"
_LONG_AGO = datetime.date(2016, 1, 1)


@dataclass(frozen=True)
class Kind:
    """`typed(n, world)` is what differs between two sendings; `begin(world)` lays what each round starts from."""

    who: str
    typed: Callable = lambda n, world: {}
    unit: str = _CELL
    begin: Callable = lambda world: None
    # Entries that the same work asked for anew makes, where it is done already; as many as the first otherwise.
    again: int | None = None
    # Where the page with the form is, if the address itself draws none.
    page: str = ""
    query: str = ""

    def url(self, world, name):
        rule = RULES[name]
        objects = world.things[rule.thing] if rule.thing else {"": None}
        return address(name, rule, objects.get(self.unit) or next(iter(objects.values()))) + self.query

    def page_url(self, world, name):
        return reverse(self.page, args=[world.things["essay"][_CELL].pk]) if self.page else self.url(world, name)


def _text(field, words="Chữ số {}"):
    return lambda n, world: {field: words.format(n)}


def _number(field, least, most):
    return lambda n, world: {field: least + n % (most - least + 1)}


def _no_class(world):
    StudySession.objects.filter(host__code__in=("1", "1-02")).update(withdrawn_at=world.at, withdrawn_reason="Ghi nhầm")


def _absence_open(world):
    Absence.objects.filter(pk=world.things["absence"][_CELL].pk).update(made_up_on=None, made_up_how="")


def _nothing_handed_in(world):
    Essay.objects.filter(campaign=world.things["campaign"]["AL"], unit__code=_CELL).exclude(pk=world.things["essay"][_CELL].pk).delete()


def _to_be_marked(world):
    essay = Essay.objects.get(pk=world.things["essay"][_CELL].pk)
    essay.steps.exclude(kind=EssayState.HANDED_IN).delete()
    Essay.objects.filter(pk=essay.pk).update(state=EssayState.HANDED_IN, marked_on=None)


def _not_appointed(world):
    Appointment.objects.filter(user=world.things["account"][_CELL], unit=world.tree.xb).delete()


def _with_password(world):
    User.objects.filter(pk=world.things["account"]["1-02"].pk).update(password="!")


def _day_to_come(n):
    return today() + datetime.timedelta(days=n % 300 + 1)


# What two people may edit: of eight with one version one wins.
EDITS = {
    "campaigns:session_amend": Kind(SECRETARY, lambda n, world: {"place": f"Nhà văn hoá {n}", "part": "morning"}, begin=_no_class),
    "campaigns:plan": Kind(SECRETARY, _text("delay_reason")),
    "campaigns:minutes": Kind(SECRETARY, _text("discussion")),
    "campaigns:reason_change": Kind(OFFICER, _text("text")),
    "campaigns:resolution_change": Kind(OFFICER, _text("title"), "AL"),
    "campaigns:change": Kind(OFFICER, _text("title"), "AL"),
    "campaigns:ladder": Kind(OFFICER, _number("unit_grace", 1, 60), "AL"),
    "campaigns:days_off_change": Kind(OFFICER, _text("name"), "AL"),
    "campaigns:speaker_change": Kind(OFFICER, _text("post"), "AL"),
    "campaigns:member_change": Kind(OFFICER, _text("full_name", "Nguyễn Văn {}")),
    "units:change": Kind(OFFICER, _text("secretary_name", "Trần Văn {}")),
    "units:rename": Kind(OFFICER, lambda n, world: {"name": f"Chi bộ thôn {n}", "on": _LONG_AGO + datetime.timedelta(days=n)}, "1-02"),
    "units:block_change": Kind(OFFICER, _text("name", "Khối {}")),
    "accounts:change": Kind(OFFICER, _text("full_name", "Lê Thị {}"), "1-02", begin=_with_password),
    "documents:signer_change": Kind(OFFICER, _text("post", "CHỨC {}"), "AL"),
    "documents:term_change": Kind(OFFICER, _text("name", "Nhiệm kỳ {}"), "AL"),
    "essays:desk": Kind(SECRETARY, lambda n, world: {"note": f"Ghi {n}", "decision": EssayState.HANDED_IN}, begin=_to_be_marked),
    "essays:checks": Kind(SECRETARY, lambda n, world: {"names_writer": ("yes", "no", "")[n % 3]}),
    "essays:pages_said": Kind(SECRETARY, _number("pages", 1, 8), page="essays:essay"),
    "essays:proposal_group_edit": Kind(BASE, _text("text"), "1"),
    "essays:proposal_group_answer": Kind(OFFICER, _text("answer"), "AL"),
    "reports:paragraph": Kind(OFFICER, _text("text"), "AL"),
    "reports:cut_off": Kind(OFFICER, lambda n, world: {"hour": f"{8 + n % 10:02d}:00"}, "AL"),
}

# What adds a row, or takes a step that can be taken once: the same form has one effect.
ADDS = {
    "campaigns:session_add": Kind("secretary_b", _text("place"), "AL", begin=_no_class),
    "campaigns:made_up_elsewhere": Kind(SECRETARY, lambda n, world: {"how": "elsewhere"}, begin=_absence_open),
    "campaigns:reminder": Kind(OFFICER, _text("note")),
    "campaigns:reason_add": Kind(OFFICER, _text("text", "Lý do mới {}")),
    "campaigns:member_add": Kind(OFFICER, lambda n, world: {"full_name": f"Phạm Văn {n}", "card_number": f"77{n:07d}"}),
    "campaigns:days_off_add": Kind(OFFICER, lambda n, world: {"name": f"Nghỉ {n}", "starts_on": _day_to_come(n), "ends_on": _day_to_come(n)}),
    "campaigns:speaker_add": Kind(OFFICER, _text("full_name", "Báo cáo viên {}")),
    "units:block_add": Kind(OFFICER, _text("name", "Khối mới {}")),
    "essays:hand_in": Kind(SECRETARY, lambda n, world: {"members": [world.members[_CELL][0].pk]}, begin=_nothing_handed_in),
    "essays:mark": Kind(SECRETARY, lambda n, world: {"essays": [world.things["essay"][_CELL].pk]}, begin=_to_be_marked),
    "essays:proposal_add": Kind(SECRETARY, _text("text", "Đề nghị {}")),
    "accounts:create": Kind(OFFICER, lambda n, world: {"full_name": f"Hoàng Văn {n}", "username": f"hoang{n}", "role": "secretary", "unit": world.tree.xb.pk}),
    "accounts:appoint": Kind(OFFICER, lambda n, world: {"role": "secretary", "unit": world.tree.xb.pk}, begin=_not_appointed),
    "documents:book_note": Kind(OFFICER, lambda n, world: {"number": 200 + n, "what": f"Công văn {n}", "issued_on": today()}, "AL"),
    "reports:compile": Kind(OFFICER, again=0),
    "reports:extras": Kind(OFFICER, lambda n, world: {"codes": ["charts"] if n % 2 else []}, "AL"),
}

# Those of everyday work: raced in every run of the tests; the others with bin/test --all.
EVERYDAY = {
    "campaigns:session_add", "campaigns:session_amend", "campaigns:made_up_elsewhere", "campaigns:plan", "campaigns:reminder",
    "campaigns:member_change", "units:change", "accounts:create", "essays:hand_in", "essays:desk",
    "reports:compile", "reports:paragraph",
}
