"""What a unit is told of the speaker it asked for; how many units wait for one."""
from campaigns.models import SpeakerRequest
from campaigns.words import slot_words
from units.scope import has_permission


def speaker_state(duty):
    """The last request of the duty's plan, not taken back, with `when` it speaks of; nothing but the duty where none is."""
    requests = SpeakerRequest.objects.filter(plan__duty=duty).exclude(state="withdrawn").select_related("plan", "speaker")
    last = requests.first()
    return {"duty": duty, "request": last, "when": slot_words(last.plan) if last else ""}


def count_wanted(user):
    """Requests to answer, for who sends speakers."""
    if not has_permission(user, "speakers.manage"):
        return 0
    return SpeakerRequest.objects.permitted(user, "speakers.manage").to_answer().count()
