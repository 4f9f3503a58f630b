from files.services.intake import keep_clean_page, take_in

__all__ = ["keep_clean_page", "take_in"]
