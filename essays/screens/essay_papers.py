"""The scanned pages on the page of an essay, with all that may be done with them there."""
from django.urls import reverse

from essays.forms.essay_pages import PagesForm
from essays.models import Essay
from essays.screens.viewer import Viewer
from essays.suggestions import hints_for
from essays.who_looked import looks_at
from units.scope import may
from units.screens.forms import KeyedForm


def papers_of(essay, request):
    """Context of `essays/_essay_papers.html`: the same queries however many pages there are or wait."""
    user = request.user
    viewer = Viewer(essay, request.GET, url=reverse("essays:essay", args=[essay.pk]))
    context = {"viewer": viewer}
    if not viewer.all:
        return context
    may_file = may(user, "essays.mark", essay.unit)
    is_open = essay.campaign.is_open
    marks = is_open and Essay.objects.marked_by(user).filter(pk=essay.pk).exists()
    return context | {
        "hints": hints_for(essay) if marks else [], "may_turn": may_file, "may_say_pages": may_file and is_open,
        "may_send_back": may_file and is_open and viewer.shown in viewer.with_pictures,
        "may_erase": any(page.erased_at is None for page in viewer.all) and may(user, "essays.erase", essay.unit),
        "pages_form": PagesForm(initial={"pages": essay.pages_said, "version": essay.version}), "turn_form": KeyedForm(auto_id=False),
        "looks": looks_at(essay) if may(user, "audit.view", essay.unit) else [],
        "may_see_looks": may(user, "audit.view_others", essay.unit),
    }
