"""What each address is for: the permission, the object, from where it is seen. Every address of the portal is here.

The expected answers are computed from this table, the page of roles and plain prefixes of paths, not from the views.
"""
from collections.abc import Callable
from dataclasses import dataclass

from lib.clock import today
from units.models import UnitKind

# For everybody, or for everybody who is signed in.
ANYBODY, SIGNED_IN = "anybody", "signed in"

_READ = ("GET",)
_FORM = ("GET", "POST")
_SEND = ("POST",)


def above(post_unit, unit):
    """Seen from the unit itself and from every level above."""
    return unit.path.startswith(post_unit.path)


def base_above(post_unit, unit):
    """Of the bases one's unit belongs to, not of the committee itself."""
    return post_unit.path.startswith(unit.path) and unit.kind != UnitKind.COMMITTEE


def itself(post_unit, unit):
    """For nobody but who acts for the very unit (and asked for it)."""
    return post_unit.path == unit.path


def lineage(post_unit, unit):
    """What a committee issues is seen from below too."""
    return above(post_unit, unit) or post_unit.path.startswith(unit.path)


@dataclass(frozen=True)
class Rule:
    """`permission` opens the page; the object is seen where `scope_permission` (else the same) holds by `seen_from`."""

    permission: str
    thing: str = ""
    argument: str = "pk"
    methods: tuple = _READ
    seen_from: Callable = above
    scope_permission: str = ""
    # What one must hold at or above the unit besides, else 403 for what is seen.
    act_permission: str = ""
    # Statuses of success of a GET, and of a POST without content.
    ok: tuple = (200,)
    post_ok: tuple = (200,)
    # A page may send on before it looks at the method.
    instead_of_405: tuple = ()
    # Further arguments of the address.
    extra: tuple = ()
    # People of the cast who may come, but for whom there is nothing.
    nothing_for: tuple = ()
    # A page that is slow to make is asked for once per kind of answer, not for every object.
    costly: bool = False
    # Names of members stand on it although the role handles none: by an assignment to the very person.
    shows_names: bool = False
    # Content of a POST that succeeds, where the address takes nothing but POST; what a GET asks for.
    data: tuple = ()
    asks: tuple = ()
    # Steps of signing in that may still be owed here (access_columns.py).
    before: tuple = ()


def _forms(permission, thing, **options):
    return Rule(permission, thing, methods=_FORM, **options)


_OPENING = (("form_key", "4d1b8c36-0d5c-4f0e-9a44-0c2f6f1f7a12"), ("on", str(today())), ("not_secret", "on"))

RULES = {
    "health": Rule(ANYBODY),
    "home": Rule(SIGNED_IN),
    "unit_page": Rule("units.view", "unit"),

    # Units and members
    "units:list": Rule("units.view"),
    "units:tree": Rule("units.view"),
    "units:tree_below": Rule("units.view", "unit"),
    "units:search": Rule("units.view", asks=(("unit-q", "canary"),)),
    "units:add": _forms("units.manage", ""),
    "units:detail": Rule("units.view", "unit"),
    "units:change": _forms("units.manage", "unit"),
    "units:rename": _forms("units.manage", "unit"),
    "units:blocks": Rule("units.manage"),
    "units:block_add": _forms("units.manage", ""),
    "units:block_change": _forms("units.manage", "block"),
    "units:block_remove": _forms("units.manage", "block"),
    "units:members": Rule("members.view", "unit", methods=_FORM, post_ok=(302,)),
    "units:find_member": Rule("members.view", methods=_FORM, post_ok=(302,)),
    "units:member": Rule("members.view", "member"),

    # Campaigns
    "campaigns:list": Rule("campaigns.view"),
    "campaigns:add": _forms("campaigns.manage", ""),
    "campaigns:detail": Rule("campaigns.view", "campaign", seen_from=lineage),
    "campaigns:change": _forms("campaigns.manage", "campaign"),
    "campaigns:launch": _forms("campaigns.manage", "campaign_draft"),
    "campaigns:close": _forms("campaigns.manage", "campaign"),
    "campaigns:reopen": _forms("campaigns.manage", "campaign_closed"),
    "campaigns:outstanding": Rule("progress.list", "campaign", seen_from=lineage, asks=(("show", "all"),)),
    "campaigns:outstanding_xlsx": Rule("progress.list", "campaign", seen_from=lineage, asks=(("show", "all"),)),
    "campaigns:charts": Rule("progress.list", "campaign", seen_from=lineage),
    "campaigns:resolutions": Rule("campaigns.view"),
    "campaigns:resolution_add": _forms("campaigns.manage", ""),
    "campaigns:resolution_change": _forms("campaigns.manage", "resolution"),
    "campaigns:reasons": Rule("campaigns.manage"),
    "campaigns:reason_add": _forms("campaigns.manage", ""),
    "campaigns:reason_change": _forms("campaigns.manage", "reason"),

    # Changes after the launch
    "campaigns:ledger": Rule("campaigns.view", "campaign", seen_from=lineage),
    "campaigns:duty_add": _forms("campaigns.manage", "campaign"),
    "campaigns:duty_exempt": _forms("campaigns.manage", "duty", argument="duty_id"),
    "campaigns:duty_restore": _forms("campaigns.manage", "duty", argument="duty_id"),
    "campaigns:unit_move": _forms("units.manage", "unit"),
    "campaigns:unit_merge": _forms("units.manage", "unit"),
    "campaigns:unit_split": _forms("units.manage", "unit"),
    "campaigns:unit_end": _forms("units.manage", "unit"),
    "campaigns:unit_restore": _forms("units.manage", "unit"),
    "campaigns:member_add": _forms("members.manage", "unit"),
    "campaigns:member_change": _forms("members.manage", "member"),
    "campaigns:member_transfer": _forms("members.manage", "member"),
    "campaigns:member_end": _forms("members.manage", "member"),
    "campaigns:member_death": _forms("members.manage", "member"),
    "campaigns:member_return": _forms("members.manage", "member"),

    # Plans and reminders
    "campaigns:plan": _forms("plans.edit", "duty", argument="duty_id"),
    "campaigns:reminder": _forms("reminders.log", "duty", argument="duty_id"),
    "campaigns:reminder_withdraw": _forms("reminders.log", "reminder"),

    # Classes
    "campaigns:session_add": _forms(
        "sessions.log", "campaign", argument="campaign_id", seen_from=lineage, ok=(200, 302), post_ok=(200, 302),
        instead_of_405=(302,),
    ),
    "campaigns:session_units": Rule("sessions.log", "campaign", "campaign_id", seen_from=lineage),
    "campaigns:session_list": Rule("sessions.view"),
    "campaigns:session": Rule("sessions.view", "session"),
    "campaigns:session_amend": _forms("sessions.log", "session"),
    "campaigns:session_withdraw": _forms("sessions.log", "session"),
    "campaigns:session_restore": _forms("sessions.log", "session_withdrawn"),
    "campaigns:session_ask": _forms("sessions.doubt", "session"),
    "campaigns:session_answer": _forms("sessions.log", "session_asked"),
    "campaigns:session_attach": _forms("sessions.log", "session"),
    "campaigns:attachment_remove": _forms("sessions.log", "attachment"),
    "campaigns:make_up": _forms("sessions.log", "duty", argument="duty_id"),
    "campaigns:made_up_elsewhere": _forms("sessions.log", "absence"),
    "campaigns:make_up_undo": _forms("sessions.log", "absence_made_up"),

    # Essays
    "essays:list": Rule("essays.view"),
    "essays:register": Rule("essays.view", "duty", "duty_id"),
    "essays:hand_in": _forms("essays.tick", "duty", argument="duty_id"),
    "essays:mark": _forms("essays.tick", "duty", argument="duty_id"),
    "essays:desk": _forms("essays.mark", "duty", argument="duty_id"),
    "essays:mark_undo": _forms("essays.mark", "mark_step", ok=(302,), post_ok=(302,), seen_from=itself),
    "essays:reviews": _forms("essays.review", "campaign", argument="campaign_id", seen_from=lineage),
    "essays:review_sample": Rule("essays.review", "review_sample"),
    "essays:second_look": _forms("essays.review", "reviewed_essay"),
    "essays:essay": Rule("names.handle", "essay"),
    "essays:return": _forms("essays.mark", "essay"),
    "essays:checks": _forms("essays.mark", "essay"),
    "essays:undo": _forms("essays.mark", "essay"),
    "essays:bind": _forms("names.handle", "duty", argument="duty_id"),
    "essays:bound_ready": Rule("names.handle", "bound", seen_from=itself),
    "essays:bound_file": Rule("names.handle", "bound", seen_from=itself),
    "essays:print": _forms("essays.mark", "duty", argument="duty_id"),
    "essays:print_more": _forms("essays.mark", "duty", argument="duty_id"),
    "essays:print_blank": _forms("essays.mark", "duty", argument="duty_id"),
    "essays:print_campaign": _forms("campaigns.manage", "campaign", argument="campaign_id"),
    "essays:blank_assign": _forms("essays.mark", "blank_sheet"),
    "essays:sheets": Rule("essays.mark", "duty", "duty_id", methods=_FORM, post_ok=(302,)),
    "essays:campaign_sheets": Rule("campaigns.manage", "campaign", "campaign_id", methods=_FORM, post_ok=(302,)),
    "essays:sheet_revoke": _forms("essays.mark", "sheet"),
    "essays:sheets_ready": Rule("essays.mark", "print", seen_from=itself),
    "essays:sheets_file": Rule("essays.mark", "print", seen_from=itself),
    "essays:attendance_list": _forms("names.print", "session"),

    # Scans
    "essays:unit_batches": Rule("essays.mark", "duty", "duty_id"),
    "essays:scan_send": _forms("essays.mark", "duty", argument="duty_id"),
    "essays:scan_open": Rule("essays.mark", "duty", "duty_id", methods=_SEND, data=_OPENING),
    "essays:campaign_scan_send": _forms("campaigns.manage", "campaign", argument="campaign_id"),
    "essays:campaign_scan_open": Rule("campaigns.manage", "campaign", "campaign_id", methods=_SEND, data=_OPENING),
    "essays:batches": Rule("essays.mark"),
    "essays:batch": Rule("essays.mark", "scan_batch"),
    "essays:batch_progress": Rule("essays.mark", "scan_batch", ok=(286,)),
    "essays:batch_add": _forms("essays.mark", "own_batch", seen_from=itself),
    "essays:scan_begin": Rule(
        "essays.mark", "own_batch", methods=_SEND, seen_from=itself, data=(("name", "a.pdf"), ("size", 9), ("key", "k"))
    ),
    "essays:scan_piece": Rule("essays.mark", "own_scan", methods=_SEND, seen_from=itself, data=(("any", "bytes"),)),
    "essays:queue": Rule("essays.mark", "scan_batch", methods=_FORM, post_ok=(302,)),
    "essays:queue_unit": Rule("essays.mark", "duty", "duty_id", methods=_FORM, post_ok=(302,)),
    "essays:aside": Rule("essays.mark", "scan_batch"),
    "essays:page_picture": Rule("names.handle", "scan_picture"),
    "essays:page_assign": _forms("essays.mark", "scan_page", ok=(302,)),
    "essays:page_set_aside": _forms("essays.mark", "scan_page", ok=(302,)),
    "essays:page_turn": _forms("essays.mark", "scan_page", ok=(302,)),
    "essays:page_take_up": _forms("essays.mark", "scan_page_aside", ok=(302,), post_ok=(302,)),
    "essays:page_send_back": _forms("essays.mark", "scan_page_filed"),
    "essays:page_undo": _forms("essays.mark", "page_step", ok=(302,), post_ok=(302,), seen_from=itself),
    "essays:small_picture": Rule("essays.mark", "scan_page"),

    # Weekly reports
    "reports:list": Rule("reports.view"),
    "reports:compile": _forms("reports.compile", ""),
    "reports:compile_final": _forms("reports.compile", ""),
    "reports:show": Rule("reports.view", "report"),
    "reports:compile_again": _forms("reports.compile", "report"),
    "reports:issued": Rule("issued_reports.view"),
    "reports:issued_paper": Rule(
        "issued_reports.view", "report_issued", seen_from=base_above, nothing_for=("secretary_z",)
    ),
    "reports:draft": Rule("reports.view", "report"),
    "reports:copy": Rule("reports.issue", "report_copied"),
    "reports:copy_make": _forms("reports.issue", "report"),
    "reports:send": _forms("reports.compile", "report"),
    "reports:take_back": _forms("reports.compile", "report_sent"),
    "reports:answer": _forms("reports.agree", "report_sent"),
    "reports:issue": _forms("reports.issue", "report"),
    "reports:correct": _forms("reports.issue", "report_issued"),
    "reports:paragraph": _forms("reports.compile", "paragraph"),
    "reports:paragraph_restore": _forms("reports.compile", "paragraph"),

    # The tracking workbook
    "workbook:home": Rule("workbook.export"),
    "workbook:upload": _forms("workbook.import", ""),
    "workbook:template": Rule("workbook.export"),
    "workbook:export": _forms("workbook.export", ""),
    "workbook:export_ready": Rule("workbook.export", "export", seen_from=itself),
    "workbook:export_file": Rule("workbook.export", "export", seen_from=itself),
    "workbook:show": Rule("workbook.import", "import"),
    "workbook:confirm": _forms("workbook.import", "import"),
    "workbook:drop": _forms("workbook.import", "import"),
    "workbook:undo": _forms("workbook.import", "import"),
    "workbook:ledger": _forms("workbook.import", "import", act_permission="campaigns.manage"),
    "workbook:bad_rows": Rule("workbook.import", "import"),

    # The journal
    "audit:list": Rule("audit.view", methods=_FORM, post_ok=(302,)),

    # Papers
    "documents:list": Rule("reports.view"),
    "documents:file": Rule("reports.view", "document"),
    "documents:bodies": Rule("documents.manage"),
    "documents:body_add": _forms("documents.manage", ""),
    "documents:typed_preview": Rule("documents.manage", methods=_SEND, costly=True),
    "documents:body": Rule("documents.manage", "body"),
    "documents:body_change": _forms("documents.manage", "body"),
    "documents:body_end": _forms("documents.manage", "body"),
    "documents:body_preview": Rule("documents.manage", "body", costly=True),
    "documents:signer_add": _forms("documents.manage", "body"),
    "documents:signer_change": _forms("documents.manage", "signer"),
    "documents:signer_end": _forms("documents.manage", "signer"),
    "documents:term_add": _forms("documents.manage", ""),
    "documents:term_change": _forms("documents.manage", "term"),

    # Files: opened by the permission each of them names
    "files:show": Rule(SIGNED_IN, "file", "file_id", scope_permission="sessions.view"),
    "files:fragment": Rule(SIGNED_IN, "file", "file_id", scope_permission="sessions.view"),
    "files:page": Rule(SIGNED_IN, "file", "file_id", scope_permission="sessions.view", extra=(("page", 1),)),
    "files:thumb": Rule(SIGNED_IN, "file", "file_id", scope_permission="sessions.view"),
    "files:original": Rule("files.original", "file", "file_id"),

    # Jobs
    "jobs:list": Rule("jobs.view"),
    "jobs:show": Rule("jobs.view", "job"),
    "jobs:progress": Rule("jobs.view", "job"),
    "jobs:run_again": Rule(
        "jobs.view", "job", methods=_SEND, act_permission="jobs.run_again", post_ok=(302,),
        data=(("form_key", "4d1b8c36-0d5c-4f0e-9a44-0c2f6f1f7a11"),),
    ),
}
