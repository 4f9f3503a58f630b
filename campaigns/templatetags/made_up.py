"""The one tap beside an absent member: he studied at the conference, or in another unit's class."""
import uuid

from django import template

from campaigns.services.make_up import elsewhere_of

register = template.Library()


@register.inclusion_tag("campaigns/_studied_elsewhere.html", takes_context=True)
def studied_elsewhere(context, absence, campaign):
    """A button of its own form; where and when are asked of the campaign once a page."""
    if "studied_elsewhere" not in context.render_context:
        context.render_context["studied_elsewhere"] = elsewhere_of(campaign, at=context["view"].now)
    how, on = context.render_context["studied_elsewhere"]
    return {"absence": absence, "how": how, "on": on, "key": uuid.uuid4(), "csrf_token": context.get("csrf_token")}
