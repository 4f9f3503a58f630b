"""A checked book goes into the database: every sheet in its order, then once what is reckoned from it."""
from django.apps import apps
from django.db import connection
from django.db.models import Max

from campaigns.models import Campaign
from campaigns.progress import refresh_held


def apply_book(read, progress=None):
    """Write the good rows; the caller holds the transaction and has seen that nothing is wrong. Returns the journal."""
    book, done = read.book, 0
    total = sum(len(sheet.rows) for sheet in read.read_sheets())
    for sheet in read.sheets:
        sheet.write(book)
        done += len(sheet.read(book).rows)
        if progress:
            progress(done, total)
    _let_planner_know()
    campaigns = sorted(campaign.pk for campaign in book.known.campaigns.values() if campaign.pk and campaign.is_ours)
    for campaign in Campaign.objects.filter(pk__in=campaigns, closed_at=None).exclude(launched_at=None).order_by("pk"):
        refresh_held(campaign)
    return _journal(book.journal, campaigns)


def _let_planner_know():
    """Fresh statistics at once: thousands of rows came into tables the planner may hold to be empty, and a query that
    takes a third of a second would take minutes until autovacuum passes by."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT portal_analyze_records()")


def _journal(journal, campaigns):
    """What was made and changed, with the last number of each history: what comes after it was built on the import."""
    marks = {}
    for label in {*journal.created, *journal.before, *journal.deleted}:
        events = apps.get_model(label).pgh_event_model.objects
        marks[label] = events.aggregate(last=Max("pgh_id"))["last"] or 0
    # As a list: the order in which the rows were made is the order in which they hang on each other.
    created = [[label, keys] for label, keys in journal.created.items() if keys]
    return {
        "created": created, "before": journal.before, "deleted": journal.deleted, "marks": marks, "campaigns": campaigns,
    }
