"""Who has looked: at a member, an essay, one of its pages, a campaign's lists, a file."""
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, gettext_lazy as _
from django.views.generic import TemplateView

from audit.looks import LATEST, latest_readings, looks
from campaigns.models import Campaign
from essays.models import Essay, ScanPage
from files.models import StoredFile
from units.models import Member
from units.scope import paths_permitted
from units.screens.permitted import PermittedMixin

from portal.screens.audit import subjects
from portal.screens.audit.entries import OTHERS


class WhoLooked(PermittedMixin, TemplateView):
    """One object's readings. `model` and `about` say whose, `titled` how it is called on the page."""

    permission = OTHERS
    template_name = "audit/looked.html"
    model, about, kind, related = None, None, "", ("unit",)

    def load(self):
        things = self.model.objects.permitted(self.request.user, self.permission).select_related(*self.related)
        self.thing = get_object_or_404(things, pk=self.kwargs["pk"])

    def titled(self):
        return str(self.thing)

    def get_context_data(self, **kwargs):
        reach = paths_permitted(self.request.user, self.permission)
        found = latest_readings(*type(self).about(self.thing, reach))
        return super().get_context_data(
            looks=looks(found), is_cut=len(found) == LATEST, shown=LATEST, titled=self.titled(), kind=self.kind, unit=self.thing.unit,
            about=f"{self.thing._meta.label_lower}:{self.thing.pk}", **kwargs,
        )


class MemberLooked(WhoLooked):
    model, about, kind = Member, subjects.about_member, _("member")

    def titled(self):
        # A role that sees who looked may see no names: the number on the card tells which member.
        return gettext("card %(card)s") % {"card": self.thing.card_number}


class EssayLooked(WhoLooked):
    model, about, kind, related = Essay, subjects.about_essay, _("essay"), ("unit", "campaign", "member")

    def titled(self):
        return gettext("card %(card)s") % {"card": self.thing.member.card_number}


class PageLooked(WhoLooked):
    model, about, kind, related = ScanPage, subjects.about_page, _("page of an essay"), ("unit", "member")

    def titled(self):
        return gettext("page %(page)s of card %(card)s") % {"page": self.thing.essay_page, "card": self.thing.member.card_number}

    def load(self):
        pages = ScanPage.objects.permitted(self.request.user, self.permission).filter(member__isnull=False)
        self.thing = get_object_or_404(pages.select_related(*self.related), pk=self.kwargs["pk"])


class CampaignLooked(WhoLooked):
    model, about, kind = Campaign, subjects.about_campaign, _("campaign")


class FileLooked(WhoLooked):
    model, about, kind = StoredFile, subjects.about_file, _("file")

    def titled(self):
        return self.thing.name
