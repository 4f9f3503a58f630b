"""What a value of the environment must be like; each refusal says what is expected."""
from urllib.parse import urlsplit

from environs import ValidationError


def address(*schemes):
    """A check that the value is a URL of one of the schemes, with a host or a path."""

    def check(value):
        parts = urlsplit(value)
        if parts.scheme not in schemes or not (parts.netloc or parts.path.strip("/")):
            raise ValidationError(f"Expected an address such as {schemes[0]}://user:password@host/name.")

    return check


def at_least_long(length):
    """A check that a secret has so many characters."""

    def check(value):
        if len(value) < length:
            raise ValidationError(f"Expected at least {length} characters, made at random.")

    return check


def each_at_least_long(length):
    """A check that every secret of a list has so many characters."""
    check_one = at_least_long(length)

    def check(values):
        for value in values:
            check_one(value)

    return check


def between(low, high):
    """A check that a whole number lies within bounds."""

    def check(value):
        if not low <= value <= high:
            raise ValidationError(f"Expected a whole number from {low} to {high}.")

    return check


def one_of(*choices):
    """A check that the value is one of the words."""

    def check(value):
        if value not in choices:
            raise ValidationError(f"Expected one of: {', '.join(choices)}.")

    return check
