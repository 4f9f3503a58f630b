"""What the room tells the rooms below it: words for the audit, kinds of jobs, reasons, the schedule."""
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.actions import register_actions
from documents.kinds import PaperKind, register_paper_kind
from documents.reading import register_readers
from jobs.kinds import register_kind
from jobs.reasons import register_reasons
from jobs.schedule import register_ensure
from reports import work
from reports.models import WeeklyReport
from reports.schedule import ensure_weekly_reports
from reports.screens.words import week_words


def register():
    register_actions({
        "reports.report.compiled": _("compiled the report of the week of %(week)s: %(held)s of %(units)s units have held"),
        "reports.report.correction_begun": _("began the correction of %(paper)s (week of %(week)s)"),
        "reports.report.copied_to_sign": _("made the copy to sign of the report of the week of %(week)s"),
        "reports.report.extras_chosen": _("chose %(number)s further appendices for the report of the week of %(week)s"),
        "reports.report.proposals_put_in": _("put the annex of proposals into the report of the week of %(week)s"),
        "reports.report.proposals_left_out": _("left the annex of proposals out of the report of the week of %(week)s"),
        "reports.cut_off.moved": _("let the figures of the week of %(week)s be cut off at %(moment)s instead of %(usual)s"),
        "reports.cut_off.kept": _("left the cut-off of the week of %(week)s at %(usual)s"),
        "reports.evidence.exported": _("took the rows behind a number as a workbook (%(figure)s)"),
        "reports.evidence.members_read": _("read %(names)s names of the members behind a number (%(figure)s) of %(of)s"),
        "reports.report.issued": _("issued the weekly report as %(paper)s"),
        "reports.paragraph.edited": _("edited a paragraph of the weekly report (%(paragraph)s)"),
        "reports.paragraph.restored": _("restored the computed sentence of a paragraph (%(paragraph)s)"),
    })
    register_reasons({
        "reports.not_compiled": _("The report could not be compiled for this unit and week."),
        "reports.not_issued": _("The report could not be issued: the number, the day or the signer does not hold any more."),
        "reports.changed_meanwhile": _("The draft was changed meanwhile. Look at it again, then issue it."),
        "reports.not_permitted": _("Whoever asked for this may not do it any more."),
        "BrokenSum": _("The figures of the report contradict each other, so it was not made. Please tell the maintainers."),
    })
    register_kind(work.COMPILE, work=work.compile_job, label=_("Weekly report"), result_url=_report_url)
    register_kind(work.DRAW, work=work.draw_job, label=_("Weekly report as PDF"), result_url=_drawing_url)
    register_kind(work.ISSUE, work=work.issue_job, label=_("Issue of a weekly report"), result_url=_report_url)
    register_ensure("weekly reports", ensure_weekly_reports)
    register_paper_kind(PaperKind(
        model=WeeklyReport, words=_words, address=lambda report: reverse("reports:show", args=[report.pk]),
        answer_address=lambda report: reverse("reports:answer", args=[report.pk]),
        ready=lambda at: Q(cut_off__lte=at), prepare="reports.compile", agree="reports.agree", view="reports.view",
    ))
    register_readers(lambda user: WeeklyReport.objects.issued_above(user, "issued_reports.view").values("document"))


def _words(report):
    return gettext("Weekly report %(week)s") % {"week": week_words(report.week)}


def _report_url(job):
    return reverse("reports:show", args=[job.result["report"]])


def _drawing_url(job):
    name = "reports:copy" if job.result["copy_to_sign"] else "reports:draft"
    return reverse(name, args=[job.result["report"]])
