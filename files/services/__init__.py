from files.services.intake import take_in

__all__ = ["take_in"]
