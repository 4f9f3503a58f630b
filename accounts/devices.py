"""A browser's own description of itself as two words its owner knows; nothing finer is kept."""
from django.utils.translation import gettext as _

# The first that is found counts: one browser names several others to be let in everywhere.
_SYSTEMS = [
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Macintosh", "macOS"), ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
]
_BROWSERS = [
    ("Zalo", "Zalo"), ("FBAN", "Facebook"), ("FBAV", "Facebook"), ("coc_coc_browser", "Coc Coc"), ("SamsungBrowser", "Samsung Internet"),
    ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]


def device_words(agent):
    """`Chrome, Android`; words for an unknown one."""
    found = [next((word for mark, word in marks if mark in agent), "") for marks in (_BROWSERS, _SYSTEMS)]
    return ", ".join(word for word in found if word) or str(_("an unknown device"))


def is_telephone(words):
    """Whether what `device_words` said is a telephone's: whose owner is offered to have it remembered."""
    return words.endswith(("iPhone", "Android"))
