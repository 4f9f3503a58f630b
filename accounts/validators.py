"""What a password may not be. No rules of composition: length, and nothing that a neighbour would guess."""
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lib.vietnamese import fold

from accounts.models import normal_password

# Words of this office, folded and without spaces; with digits around them they are the first guesses.
OFFICE_WORDS = (
    "dangcongsanvietnam", "dangcongsan", "bantuyengiao", "tuyengiao", "dangbo", "danguy", "huyenuy", "chibo", "bithu",
    "dangvien", "nghiquyet", "matkhau", "password", "hoctap", "thuhoach", "vietnam", "hochiminh", "hanoi", "taikhoan",
    "abc", "qwerty", "admin", "123456789", "12345678", "1234567", "123456", "12345", "1234", "123",
)
_LEFT_AT_LEAST = 5


class LengthValidator:
    """At least ten characters, counted as they are read, not as they are encoded."""

    def __init__(self, min_length=10):
        self.min_length = min_length

    def validate(self, password, user=None):
        if len(normal_password(password)) < self.min_length:
            raise ValidationError(
                _("The password needs at least %(min_length)d characters."),
                code="password_too_short",
                params={"min_length": self.min_length},
            )

    def get_help_text(self):
        return _("At least %(min_length)d characters; a short sentence is easy to remember.") % {
            "min_length": self.min_length
        }


class ContextWordsValidator:
    """Refuses what little more than the user's own name, telephone and the words of the office make up."""

    def validate(self, password, user=None):
        rest = _plain(password)
        for word in sorted(_words_about(user) | set(OFFICE_WORDS), key=len, reverse=True):
            rest = rest.replace(word, "")
        if len(set(rest)) < _LEFT_AT_LEAST:
            raise ValidationError(
                _("This password is easy to guess: it holds little more than a name, a number or words used at work."),
                code="password_easy_to_guess",
            )

    def get_help_text(self):
        return _("Not your name, your telephone, a birthday or words used at work alone.")


def _words_about(user):
    if user is None:
        return set()
    words = {_plain(user.username), _plain(user.phone), _plain(user.full_name)}
    words.update(_plain(word) for word in user.full_name.split())
    return {word for word in words if len(word) > 1}


def _plain(text):
    return re.sub(r"[\W_]+", "", fold(normal_password(text)))
