"""Where the faces of paper lie; apart from what draws with them, which is slow to load."""
from django.conf import settings

FONT_FOLDER = settings.BASE_DIR / "static" / "fonts" / "paper"
