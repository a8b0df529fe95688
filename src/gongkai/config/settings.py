"""All settings, from the environment; without any, the embedded default (SQLite, files under ``var/``)."""

from datetime import time
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

from gongkai.config.secrets import load_or_create_secret
from gongkai.foundation.sealed import load_or_create_keys

env = Env()
PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(env.str("GONGKAI_HOME", "var")).resolve()

# The example region: sign-in names on the sign-in page, a ribbon on every page. Never in production.
EXAMPLE_MODE = env.bool("GONGKAI_EXAMPLE", False)
DEBUG = env.bool("GONGKAI_DEBUG", False)
SECRET_KEY = env.str("GONGKAI_SECRET_KEY", "") or load_or_create_secret(HOME / "keys" / "secret")
ALLOWED_HOSTS = env.list("GONGKAI_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("GONGKAI_ORIGINS", [])
BEHIND_TLS = env.bool("GONGKAI_TLS", False)
# How many proxies of our own stand in front: so many hops of X-Forwarded-For are believed, counted from its end.
PROXIES = env.int("GONGKAI_PROXIES", 1 if BEHIND_TLS else 0)

# The key that seals personal data lives outside the database; the first one seals, all of them open.
GONGKAI_KEY_FILE = Path(env.str("GONGKAI_KEY_FILE", str(HOME / "keys" / "sealing")))
GONGKAI_KEYS = load_or_create_keys(GONGKAI_KEY_FILE)
GONGKAI_INDEX_DIR = HOME / "index"
# The finished pages that a web server gives out (docs/operations.md).
GONGKAI_TREE_DIR = Path(env.str("GONGKAI_TREE", str(HOME / "tree")))
# How long a process may keep what hardly ever changes (columns, organs, sites) after another one changed it.
GONGKAI_REMEMBER_SECONDS = env.float("GONGKAI_REMEMBER_SECONDS", 2.0)
# The ten digits of the government website (国办发〔2017〕47号), shown in the foot and the page's meta tags.
SITE_CODE = env.str("GONGKAI_SITE_CODE", "")
GONGKAI_REGION = env.str("GONGKAI_REGION", "") or None
# From when to when staff may be disturbed on a working day; reminders of the night wait for the morning.
GONGKAI_WAKING_HOURS = tuple(
    time.fromisoformat(hour) for hour in env.list("GONGKAI_WAKING_HOURS", ["08:30", "18:00"])
)
# After how many months what is not open proactively is looked at again; art. 18 names no interval.
GONGKAI_REASSESSMENT_MONTHS = env.int("GONGKAI_REASSESSMENT_MONTHS", 12)
MEDIA_ROOT = HOME / "files"
FILE_UPLOAD_PERMISSIONS = 0o600  # applicants' papers are nobody else's on this machine
UPLOAD_LIMIT_BYTES = env.int("GONGKAI_UPLOAD_LIMIT", 20 * 1024 * 1024)
UPLOAD_REQUEST_BYTES = env.int("GONGKAI_REQUEST_LIMIT", 100 * 1024 * 1024)
UPLOAD_MOST_FILES = env.int("GONGKAI_FILES_LIMIT", 50)
# What is over these bounds is answered on the form; the others never see it.
FILE_UPLOAD_HANDLERS = [
    "gongkai.foundation.uploading.BoundedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Past this one there is only a bare 400: it stands far above ours.
DATA_UPLOAD_MAX_NUMBER_FILES = 20 * UPLOAD_MOST_FILES
# The virus scanner: host:port or the path of clamd's socket; empty: none. No answer in time means quarantine.
GONGKAI_CLAMD = env.str("GONGKAI_CLAMD", "")
GONGKAI_CLAMD_SECONDS = env.float("GONGKAI_CLAMD_SECONDS", 10.0)
# So many years after filing, who the applicant was is cleared away (docs/operations.md); 0: never.
GONGKAI_PERSONAL_DATA_YEARS = env.int("GONGKAI_PERSONAL_DATA_YEARS", 3)
# Messages (docs/operations.md). Without a mail server or an SMS gateway nothing is sent; the example prints it.
SITE_URL = env.str("GONGKAI_SITE_URL", "").rstrip("/")
EMAIL_HOST = env.str("GONGKAI_SMTP_HOST", "")
_security = env.str("GONGKAI_SMTP_SECURITY", "starttls")
EMAIL_USE_SSL, EMAIL_USE_TLS = _security == "tls", _security == "starttls"
EMAIL_PORT = env.int("GONGKAI_SMTP_PORT", {"tls": 465, "starttls": 587}.get(_security, 25))
EMAIL_HOST_USER = env.str("GONGKAI_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.str("GONGKAI_SMTP_PASSWORD", "")
EMAIL_TIMEOUT = env.int("GONGKAI_SMTP_SECONDS", 20)
DEFAULT_FROM_EMAIL = env.str("GONGKAI_MAIL_FROM", EMAIL_HOST_USER or "gongkai@localhost")
GONGKAI_SMS_URL = env.str("GONGKAI_SMS_URL", "")
GONGKAI_SMS_HEADERS = env.json("GONGKAI_SMS_HEADERS", {})
GONGKAI_SMS_BODY = env.json("GONGKAI_SMS_BODY", {"to": "{to}", "text": "{text}"})
GONGKAI_SMS_FORM = env.bool("GONGKAI_SMS_FORM", False)
GONGKAI_SMS_ANSWER = env.str("GONGKAI_SMS_ANSWER", "")
GONGKAI_SMS_SECONDS = env.float("GONGKAI_SMS_SECONDS", 10.0)
_elsewhere = "console" if EXAMPLE_MODE or DEBUG else ""
GONGKAI_CHANNELS = {
    "email": env.str("GONGKAI_EMAIL_CHANNEL", "smtp" if EMAIL_HOST else _elsewhere),
    "sms": env.str("GONGKAI_SMS_CHANNEL", "http" if GONGKAI_SMS_URL else _elsewhere),
}
# After how many days address and text of a message that went out are blanked.
GONGKAI_MESSAGE_DAYS = env.int("GONGKAI_MESSAGE_DAYS", 14)
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{HOME}/gongkai.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    HOME.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE: a transaction that will write waits its turn at its start instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
    }
else:
    # Pages ask short questions: compiling the plan of one costs up to a hundred times what it takes to answer it.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
    "treebeard",
    "gongkai.foundation",
    "gongkai.organs",
    "gongkai.accounts",
    "gongkai.calendars",
    "gongkai.catalogue",
    "gongkai.channels",
    "gongkai.screening",
    "gongkai.disclosure",
    "gongkai.interpretation",
    "gongkai.obligations",
    "gongkai.applications",
    "gongkai.remedies",
    "gongkai.annual_reports",
    "gongkai.portal",
    "gongkai.workbench",
    "gongkai.example",
    # Last: the ground floor's own form templates come before Django's.
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "gongkai.portal.publishing.serving.finished_page",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gongkai.foundation.language.chosen_language",
    "gongkai.portal.sites.chosen_site",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gongkai.workbench.access.chosen_duty",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gongkai.config.urls"
WSGI_APPLICATION = "gongkai.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai.portal.context.site",
            ],
        },
    },
]

# Background work: the same code with one process or many machines; the queue is a table.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "gongkai.foundation.passwords.UnlikeThePerson"},
    {"NAME": "gongkai.foundation.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "gongkai.foundation.passwords.Uncommon"},
]
LOGIN_URL = "workbench:sign_in"
CSRF_FAILURE_VIEW = "gongkai.foundation.expired_form.form_expired"
LOGIN_REDIRECT_URL = "workbench:home"
# Five failures close the door for a quarter of an hour, for this name from this address (GB/T 22239 8.1.4.1).
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "workbench/accounts/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "gongkai.foundation.addresses.client_address"

SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = "gongkai.foundation.formats"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("GONGKAI_LOG_LEVEL", "WARNING")},
}
