"""Which reports should exist by now? Asked at every tick, so a server that slept catches up."""
import datetime

from audit.models import Entry
from campaigns.models import Campaign
from documents.kept_drawings import drop_old_drawings
from lib.clock import local_day, start_of_day
from reports.counted import counted_for
from reports.delta import delta_of
from reports.extras import rows_of_extras
from reports.figures import as_payload
from reports.proposals import proposals_of
from reports.weeks import weeks_to_report
from reports.work import submit_compile
from units.models import PATH_END, Appointment, Role

# A change recorded in a transaction that ended after the compilation began bears an earlier time.
_SLACK = datetime.timedelta(minutes=2)
_ROOMS = ("campaigns.", "essays.", "units.", "workbook.", "documents.")


def ensure_weekly_reports(*, at):
    """Ask for every report that is missing and for every draft that records have overtaken."""
    for campaign in Campaign.objects.running().select_related("unit"):
        _ensure_missing(campaign, at)
        _ensure_up_to_date(campaign, at)
    drop_old_drawings()


def _ensure_missing(campaign, at):
    weeks = weeks_to_report(campaign, at)
    if not weeks:
        return
    made = set(campaign.weekly_reports.weekly().values_list("unit", "week_start"))
    bases = _bases_that_report(campaign, at)
    for week in weeks:
        cut_off = week.cut_off(campaign)
        units = [campaign.unit, *(unit for unit, owes in bases if owes(cut_off))]
        for unit in units:
            if (unit.pk, week.monday) not in made:
                submit_compile(campaign=campaign, unit=unit, week=week)


def _bases_that_report(campaign, at):
    """`[(unit, function: does it report at a cut-off?)]` of the units whose officer reads their own report."""
    officers = Appointment.objects.running_on(local_day(at)).filter(role=Role.BASE_OFFICER)
    since = {}
    for unit_id, valid_from in officers.order_by("-valid_from").values_list("unit", "valid_from"):
        since[unit_id] = valid_from
    if not since:
        return []
    duties = campaign.duties.filter(unit__in=since, children__isnull=False).select_related("unit").distinct()
    return [(duty.unit, _reports_at(duty, since[duty.unit_id])) for duty in duties.order_by("path")]


def _reports_at(duty, since):
    return lambda cut_off: duty.owes_on(local_day(cut_off)) and cut_off >= start_of_day(since)


def _ensure_up_to_date(campaign, at):
    """Ask to compile drafts again whose figures changed; one a leader was shown stays as it is."""
    drafts = campaign.weekly_reports.untouched().select_related("unit", "campaign__unit")
    for report in drafts:
        if is_overtaken(report, at):
            again = f":r{report.revision}:c{report.compilations}"
            submit_compile(campaign=campaign, unit=report.unit, week=report.week, again=again, final=report.is_final)


def _recorded_since(campaign, moment):
    """True where the audit knows of a record in the campaign's tree since the moment."""
    path = campaign.unit.path
    entries = Entry.objects.filter(at__gt=moment, unit_path__gte=path, unit_path__lt=path + PATH_END)
    return any(action.startswith(_ROOMS) for action in entries.order_by().values_list("action", flat=True).distinct())


def is_overtaken(report, at):
    """True where records entered since changed the figures; they are counted only where something was recorded."""
    if not _recorded_since(report.campaign, report.compiled_at - _SLACK):
        return False
    counted = counted_for(report, at)
    if as_payload(counted.figures) != report.figures or rows_of_extras(report, counted) != report.extras:
        return True
    delta = delta_of(report, counted.figures)
    if (delta.as_json() if delta else None) != report.delta:
        return True
    return report.proposals is not None and proposals_of(report, at=at) != report.proposals


