"""The privacy notice: read once after signing in, and whenever one likes."""
from django.contrib.auth.views import RedirectURLMixin
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from lib.clock import local_day, now
from privacy.models import Acknowledgement, Notice
from privacy.services.notices import acknowledge_notice
from privacy.standing import learn
from units.screens.permitted import OpenToAllSignedIn


@method_decorator(never_cache, name="dispatch")
class NoticePage(OpenToAllSignedIn, RedirectURLMixin, TemplateView):
    template_name = "privacy/notice.html"
    http_method_names = ["get", "head", "options", "post"]
    next_page = "home"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.notice = Notice.objects.in_force(local_day(now()))

    def get_context_data(self, **kwargs):
        read = Acknowledgement.objects.filter(user=self.request.user, notice=self.notice).first() if self.notice else None
        return super().get_context_data(notice=self.notice, read=read, next=self.get_redirect_url(), **kwargs)

    def post(self, request, *args, **kwargs):
        """What was read is what was shown: a version that came meanwhile is shown first."""
        if self.notice is None or request.POST.get("version") != str(self.notice.version):
            return redirect("privacy:notice")
        acknowledge_notice(notice=self.notice, by=request.user, at=now())
        learn(request.session, request.user, at=now())
        return redirect(self.get_success_url())
