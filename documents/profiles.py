"""The layout profiles a new installation begins with."""
import datetime

SEED = [
    (
        "hd11", None,
        "31-QĐ/TW, 91-QĐ/TW, 66-QĐ/TW; 11-HD/VPTW",
        {"margin_top": 25, "margin_bottom": 25, "margin_left": 35, "margin_right": 15},
    ),
    ("hd36", datetime.date(2018, 4, 3), "66-QĐ/TW; 36-HD/VPTW", {}),
    ("hd05", datetime.date(2026, 1, 9), "399-QĐ/TW; 05-HD/VPTW", {}),
]


def ensure_profiles(model):
    """Add the profiles that are missing; what an office changed stays."""
    for code, starts_on, regulation, settings in SEED:
        model.objects.get_or_create(
            code=code, defaults={"starts_on": starts_on, "regulation": regulation, "settings": settings}
        )
