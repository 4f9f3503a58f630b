"""Settings, all of them from the environment; a wrong value stops the start with its name."""
import datetime
import hashlib
from pathlib import Path

import dj_database_url
import pgtrigger
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

from audit.trackers import Added, Changed, Deleted
from lib.environment import address, at_least_long, between, each_at_least_long, one_of
from portal.logs import log_settings

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()

DEBUG = env.bool("DEBUG", default=False)
# Plain http is for a laptop that serves itself; everybody else signs in over TLS.
HTTPS = env.bool("HTTPS", default=not DEBUG)
# Outside DEBUG there is no default secret: a start without one stops here.
SECRET_KEY = env.str("SECRET_KEY", default="d" * 50 if DEBUG else ..., validate=at_least_long(50))
# Keys of the codes on printed sheets, the newest first: it signs, all of them are read. Away from the database, so that
# who reads it can make up no code. Where none is given it follows from SECRET_KEY, and `check --deploy` says so.
SHEET_KEYS = env.list("SHEET_KEYS", default=[], validate=each_at_least_long(32))
SHEET_KEYS_DERIVED = not SHEET_KEYS
if SHEET_KEYS_DERIVED:
    SHEET_KEYS = [hashlib.sha256(b"sheets:" + SECRET_KEY.encode()).hexdigest()]
_LOOPBACK = ["localhost", "127.0.0.1"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=_LOOPBACK if DEBUG else ...)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Addresses of our own proxy: only these are believed when they say for whom they ask.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
# Moves the portal's clock (lib/clock.py), for trials only.
CLOCK_SHIFT_SECONDS = env.int("CLOCK_SHIFT_SECONDS", default=0)

if not HTTPS and not DEBUG and not set(ALLOWED_HOSTS) <= set(_LOOPBACK):
    raise ImproperlyConfigured("HTTPS is off, so ALLOWED_HOSTS may hold localhost and 127.0.0.1 only.")
if HTTPS and not DEBUG and CLOCK_SHIFT_SECONDS:
    raise ImproperlyConfigured("CLOCK_SHIFT_SECONDS is for trials; where people work the clock must be right: leave it out.")

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

INSTALLED_APPS = [
    "portal",
    "privacy",
    "reports",
    "essays",
    "campaigns",
    "documents",
    "files",
    "units",
    "jobs",
    "accounts",
    "audit",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "treebeard",
    "pgtrigger",
    "pghistory",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "portal.middleware.ClientAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.SecureAnswerMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.IdleSessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.busy.BusyMiddleware",
    "accounts.middleware.PasswordChangeMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "privacy.middleware.NoticeMiddleware",
    "accounts.middleware.KeptPhoneMiddleware",
    "portal.middleware.OccasionMiddleware",
    # Puts its own answer in place of that of signing in, where somebody is locked out.
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.navigation.navigation",
                "privacy.footer.personal_data",
            ],
        },
    },
]

# One database and one broker in every mode; `bin/run`, `bin/manage` and `bin/test` start them where no URL is given.
_postgres = address("postgres", "postgresql")
DATABASE_URL = env.str("DATABASE_URL", validate=_postgres)
# The owner migrates; the application has no DDL and may not change history (portal/database_roles.py).
DATABASE_OWNER_URL = env.str("DATABASE_OWNER_URL", default=DATABASE_URL, validate=_postgres)
AS_DATABASE_OWNER = env.bool("AS_DATABASE_OWNER", default=False)
DATABASES = {
    "default": dj_database_url.parse(
        DATABASE_OWNER_URL if AS_DATABASE_OWNER else DATABASE_URL,
        conn_max_age=env.int("DATABASE_CONN_MAX_AGE", default=60, validate=between(0, 3600)),
        conn_health_checks=True,
    )
}
if not AS_DATABASE_OWNER:
    # A statement that hangs, a lock nobody gives back, a transaction somebody forgot: each ends by itself.
    _limits = {
        "statement_timeout": env.int("DATABASE_STATEMENT_SECONDS", default=60, validate=between(1, 3600)),
        "lock_timeout": env.int("DATABASE_LOCK_SECONDS", default=15, validate=between(1, 3600)),
        "idle_in_transaction_session_timeout": env.int("DATABASE_IDLE_SECONDS", default=300, validate=between(1, 3600)),
    }
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = " ".join(
        f"-c {name}={seconds}s" for name, seconds in _limits.items()
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.str("REDIS_URL", validate=address("redis", "rediss", "unix"))

AUTH_USER_MODEL = "accounts.User"
# The first one only refuses, before anything is hashed.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.backends.PasswordOrCodeBackend"]
PASSWORD_HASHERS = ["accounts.hashers.ModestArgon2Hasher"]
# Each takes 46 MiB; of each web process (accounts/turns.py).
PASSWORD_HASHES_AT_ONCE = env.int("PASSWORD_HASHES_AT_ONCE", default=2, validate=between(1, 64))
PASSWORD_HASHES_WAITING = env.int("PASSWORD_HASHES_WAITING", default=100, validate=between(0, 10_000))
PASSWORD_HASH_WAIT_SECONDS = env.int("PASSWORD_HASH_WAIT_SECONDS", default=20, validate=between(1, 50))
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.validators.LengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.validators.ContextWordsValidator"},
]
# Eight wrong passwords for a user name from one address: wait a quarter of an hour. A stranger who goes on does not
# prolong it for the owner, who sits elsewhere and is not held back at all. Nothing of what was typed is kept but the name.
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = datetime.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "accounts.lockout.address_of"
AXES_USERNAME_CALLABLE = "accounts.lockout.name_of"
AXES_LOCKOUT_CALLABLE = "accounts.lockout.locked_out"
AXES_SENSITIVE_PARAMETERS = ["username", "password", "next", "csrfmiddlewaretoken", "key"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# A number off a telephone after the password, for the roles of portal/roles.py; others may. A laptop that serves itself asks nobody.
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=HTTPS)
SECOND_FACTOR_ROLES = "portal.roles.SECOND_FACTOR_ROLES"
OTP_TOTP_ISSUER = env.str("OTP_ISSUER", default="So hoc tap")
# Accounts nobody uses are suspended (accounts/unused.py): days since the last use, and since the making where there was none.
ACCOUNT_UNUSED_DAYS = env.int("ACCOUNT_UNUSED_DAYS", default=180, validate=between(30, 3650))
ACCOUNT_NEVER_USED_DAYS = env.int("ACCOUNT_NEVER_USED_DAYS", default=90, validate=between(30, 3650))
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
ROLE_PERMISSIONS = "portal.roles.PERMISSIONS"
# A secretary's own telephone: signed in for so long, and for the roles and permissions of portal/roles.py alone.
KEPT_PHONE_LENGTH = datetime.timedelta(days=env.int("KEPT_PHONE_DAYS", default=90, validate=between(1, 180)))
KEPT_PHONE_ROLES = "portal.roles.KEPT_PHONE_ROLES"
KEPT_PHONE_PERMISSIONS = "portal.roles.KEPT_PHONE_PERMISSIONS"

SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 60 * env.int("IDLE_MINUTES", default=60, validate=between(5, 480))
# However much it is used: the next working day begins with signing in.
SESSION_LENGTH = datetime.timedelta(hours=env.int("SESSION_HOURS", default=12, validate=between(1, 720)))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# The prefix binds a cookie to this host and to TLS; browsers refuse it over plain http.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000, validate=between(0, 63_072_000)) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# Preloading is a promise to browser makers that only the owner of the domain can give.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "portal.formats"

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "staticfiles"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = VAR_DIR / "files"          # never served by address: see files/
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000   # a whole base ticked at once
DATA_UPLOAD_MAX_NUMBER_FILES = 500      # photos of a pile, sent by a form without scripts

LOGGING = log_settings(
    level=env.str("LOG_LEVEL", default="INFO", validate=one_of("DEBUG", "INFO", "WARNING", "ERROR")), with_values=DEBUG
)

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# One trigger call per statement: a bulk insert of 4,000 rows writes its history in one go.
PGHISTORY_LEVEL = pgtrigger.Statement
# What is deleted leaves its last state, as what is added and changed does.
PGHISTORY_DEFAULT_TRACKERS = (Added(), Changed(), Deleted())
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = True
PGHISTORY_ADMIN_ALL_EVENTS = False

# Reminders by e-mail: off where no server is named. The address of the portal stands in each.
EMAIL_HOST = env.str("EMAIL_HOST", default="")
PORTAL_URL = env.str("PORTAL_URL", default="")
EMAIL_FROM = DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="")
_email_security = env.str("EMAIL_SECURITY", default="starttls", validate=one_of("starttls", "tls", "none"))
EMAIL_USE_TLS, EMAIL_USE_SSL = _email_security == "starttls", _email_security == "tls"
EMAIL_PORT = env.int("EMAIL_PORT", default={"starttls": 587, "tls": 465, "none": 25}[_email_security], validate=between(1, 65_535))
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_TIMEOUT = 20
if EMAIL_HOST and not (EMAIL_FROM and PORTAL_URL.startswith(("http://", "https://"))):
    raise ImproperlyConfigured("EMAIL_HOST is set, so EMAIL_FROM and PORTAL_URL (https://…) are needed too.")

# Jobs: a row is the truth, Celery rings the bell (jobs/).
JOBS_LEASE_SECONDS = env.int("JOBS_LEASE_SECONDS", default=60)              # renewed while the work goes on
JOBS_SWEEP_SECONDS = env.int("JOBS_SWEEP_SECONDS", default=30)              # a tick of the scheduler
JOBS_STAND_IN_SECONDS = env.int("JOBS_STAND_IN_SECONDS", default=180)       # ... which then does the job itself
JOBS_BACKOFF_SECONDS = env.int("JOBS_BACKOFF_SECONDS", default=10)          # doubles with each failure
JOBS_MAX_ATTEMPTS = env.int("JOBS_MAX_ATTEMPTS", default=5)
JOBS_TURN_SECONDS = env.int("JOBS_TURN_SECONDS", default=60)               # slices before others get their turn
JOBS_SLICE_SECONDS = env.int("JOBS_SLICE_SECONDS", default=270)             # hard limit of one slice

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None         # a worker waits for its broker as long as it takes
# No socket timeouts here: an acknowledgement that times out in a worker keeps its prefetch slot for ever. What rings
# the bell has its own (jobs/bell.py). Visibility must exceed twice the hard time limit.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900, "unacked_restore_throttle": 1}
CELERY_RESULT_BACKEND = None                        # the row holds the result
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_DEFAULT_QUEUE = "jobs"
CELERY_TASK_ACKS_LATE = True
# Together: the first alone offers a poisoned task for ever.
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_RETRY_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = JOBS_SLICE_SECONDS - 30
CELERY_TASK_TIME_LIMIT = JOBS_SLICE_SECONDS
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50              # WeasyPrint keeps memory
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 800_000        # kilobytes; a child above it is replaced after its task
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
