"""Paragraphs of a draft: an officer has the last word, and may take it back."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from documents.drawable import in_reading_order
from documents.signing import BACK_TO_DRAFT
from lib.conflict import check_version
from lib.vietnamese import clean_text
from reports.models import Paragraph, WeeklyReport
from reports.sections import SECTION_TITLES


@transaction.atomic
def edit_paragraph(*, paragraph, text, version, by):
    """Put the officer's words in place of the computed sentence; empty takes the paragraph out of the report."""
    paragraph, report = _locked(paragraph)
    check_version(paragraph, version)
    paragraph.edited, paragraph.edited_over = _clean(text), paragraph.computed
    _save(paragraph, report)
    record("reports.paragraph.edited", report, by=by, paragraph=_name(paragraph))
    return paragraph


@transaction.atomic
def restore_paragraph(*, paragraph, version, by):
    """Let the computed sentence stand again."""
    paragraph, report = _locked(paragraph)
    check_version(paragraph, version)
    paragraph.edited, paragraph.edited_over = None, ""
    _save(paragraph, report)
    record("reports.paragraph.restored", report, by=by, paragraph=_name(paragraph))
    return paragraph


def _locked(paragraph):
    # The report first: compiling and issuing lock in this order too.
    report = WeeklyReport.objects.select_for_update(of=["self"]).select_related("unit").get(pk=paragraph.report_id)
    if not report.is_draft:
        raise ValidationError(_("The report is issued; begin a correction to change its text."))
    return Paragraph.objects.select_for_update().get(pk=paragraph.pk), report


def _name(paragraph):
    """The heading, or the title of the section where the paragraph has none."""
    return paragraph.heading.rstrip(".") or SECTION_TITLES.get(paragraph.section, "")


def _clean(text):
    lines = [clean_text(line) for line in in_reading_order(text).splitlines()]
    return "\n".join(line for line in lines if line)


def _save(paragraph, report):
    paragraph.version += 1
    paragraph.save(update_fields=["edited", "edited_over", "version"])
    report.put_back_to_draft()
    report.save(update_fields=BACK_TO_DRAFT)
