from django.contrib.auth.hashers import Argon2PasswordHasher

from accounts.turns import turns


class ModestArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with 46 MiB: Django's own 100 MiB × 8 threads took 756 MB for eight sign-ins at once. Few at a time."""

    time_cost = 1
    memory_cost = 46 * 1024
    parallelism = 1

    def encode(self, password, salt):
        with turns().taken():
            return super().encode(password, salt)

    def verify(self, password, encoded):
        with turns().taken():
            return super().verify(password, encoded)
