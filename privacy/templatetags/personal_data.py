from django import template

from privacy.footer import person_words
from privacy.models import ResponsiblePerson

register = template.Library()


@register.inclusion_tag("privacy/_person.html")
def responsible_for_all():
    """For who is not signed in: the person responsible where the whole portal has one, and nobody where several committees have theirs."""
    people = list(ResponsiblePerson.objects.values_list("full_name", "office", "phone")[:2])
    return {"person": person_words(people[0]) if len(people) == 1 else None}
