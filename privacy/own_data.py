"""All that the portal keeps of one member, for his own request alone; and this room's own part in it."""
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.actions import sentence_of
from audit.models import Entry
from lib.dates import format_moment
from privacy.models import DataRequest, RequestKind
from units.models import Member
from units.personal_data import Part, Section, parts, register_part

# Requests that let his data be gathered, while they are open.
SEEING = (RequestKind.SEE, RequestKind.PROVIDE)
_LATEST = 1000


def register():
    register_part(Part(
        "privacy", ("privacy.datarequest",), gather, erase,
        goes=(gettext_lazy("what he wrote in his requests"), gettext_lazy("his card number in the journal and in the histories")),
        stays=(
            gettext_lazy("who opened, printed or took out his data, and when (the journal, under the number that stands for him)"),
            gettext_lazy("papers already issued with their appendices: they are records of the office under the law on archives"),
            gettext_lazy("backups made before, until they are overwritten"),
        ),
    ))


def sections_of(member):
    """Every Section of every room, from the roster up."""
    return [section for part in reversed(parts()) for section in part.gather(member)]


def pictures_of(member):
    return [picture for part in parts() if part.pictures for picture in part.pictures(member)]


def gather(member):
    requests = DataRequest.objects.filter(member=member).order_by("received_on", "pk")
    return [
        Section(
            _("Requests about his data"), (_("received on"), _("what is asked for"), _("state"), _("in the words of whoever asks"), _("outcome")),
            [(r.received_on, r.get_kind_display(), r.get_state_display(), r.wish, r.outcome) for r in requests],
        ),
        Section(_("Who opened, printed or changed what is his"), (_("When"), _("Who"), _("What")), [
            (format_moment(entry.at), entry.actor_name or _("the portal"), sentence_of(entry))
            for entry in entries_about(member).order_by("-at", "-pk")[:_LATEST]
        ]),
    ]


def entries_about(member):
    """Lines of the journal about the member himself, or that name his card."""
    requests = [str(pk) for pk in member.data_requests.values_list("pk", flat=True)]
    of_requests = Q(object_type="privacy.datarequest", object_id__in=requests)
    return Entry.objects.filter(
        Q(object_type="units.member", object_id=str(member.pk)) | Q(details__card__in=cards_of(member)) | of_requests
    )


def cards_of(member):
    """Every card number he has had, also one typed wrong."""
    before = Member.pgh_event_model.objects.filter(pgh_obj_id=member.pk).values_list("card_number", flat=True)
    return sorted({member.card_number, *before})


def erase(member, *, by, at):
    DataRequest.objects.filter(member=member).exclude(wish="").update(wish="")
