"""Every setting, for every place callsign runs; differences are environment values."""

from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.urls import reverse_lazy

from callsign.config import env
from callsign.config.mail import mail
from callsign.config.recognizer import recognizer

# --- Where things are -----------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = env.path("CALLSIGN_DATA", default=BASE_DIR / "var" / "station")
DATA_DIR.mkdir(parents=True, exist_ok=True)
THEME_DIR = env.text("CALLSIGN_THEME_DIR")

# --- How it is reached ----------------------------------------------------------------

DEBUG = env.flag("CALLSIGN_DEBUG", default=False)
SECRET_KEY = env.secret("CALLSIGN_SECRET_KEY", kept_in=DATA_DIR / "secret-key")
ALLOWED_HOSTS = env.words(
    "CALLSIGN_ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"]
)
BASE_URL = env.origin("CALLSIGN_BASE_URL", default="http://127.0.0.1:8000")
HTTPS = BASE_URL.startswith("https://")
# Proxies in front of us, which alone may say who is asking and over what.
TRUSTED_PROXIES = env.networks("CALLSIGN_TRUSTED_PROXIES", default=["127.0.0.1", "::1"])
DESK_PATH = "/desk/"
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# Air answers for itself: where it listens, and how the public reaches it there.
AIR_LISTEN = env.text("CALLSIGN_AIR_LISTEN", "127.0.0.1:8100")
AIR_URL = env.origin("CALLSIGN_AIR_URL", default="http://127.0.0.1:8100")

ROOT_URLCONF = "callsign.config.urls"
WSGI_APPLICATION = "callsign.config.wsgi.application"

# --- What it is made of ---------------------------------------------------------------

INSTALLED_APPS = [
    "callsign.outlets.frontpage",
    "callsign.outlets.live",
    "callsign.newsroom.stories",
    "callsign.newsroom.schedule",
    "callsign.newsroom.logbook",
    "callsign.newsroom.programs",
    "callsign.newsroom.transcripts",
    "callsign.newsroom.audio",
    "callsign.newsroom.people",
    "callsign.newsroom.station",
    "callsign.design",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "callsign.newsroom.station.policy.Policies",
    "callsign.newsroom.station.public_pages.PublicPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "callsign.newsroom.stories.refusals.Refusals",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(THEME_DIR) / "templates"] if THEME_DIR else [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "callsign.outlets.frontpage.context.masthead",
            ],
        },
    },
]

# --- What it remembers ----------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'callsign.sqlite3'}",
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # It holds the accounts; SQLite gives the files it makes beside it the same rights.
    env.keep_to_owner(Path(DATABASES["default"]["NAME"]))
    # Write-ahead logging lets pages be read while the worker writes; a transaction that
    # will write says so at its start, so two of them wait instead of failing.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            " PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Copies of public pages in each web process, in megabytes; 0 asks Django each time.
PAGE_CACHE_MB = env.integer("CALLSIGN_PAGE_CACHE", default=32)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Masters, renditions and clips: never served by path, only by views that know
    # whether the newsroom has published them.
    "sound": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "sound", "base_url": None},
    },
    # Transcripts as they were uploaded: given back at the desk alone.
    "originals": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "originals", "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "callsign.design.fingerprints.FingerprintedStaticFiles"
    },
}
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATIC_URL = "/static/"
STATICFILES_DIRS = [Path(THEME_DIR) / "static"] if THEME_DIR else []
# Where an nginx in front sends stored files from, if there is one.
X_ACCEL_PREFIX = env.text("CALLSIGN_X_ACCEL_PREFIX")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# A pasted script may be long; what is longer is refused by a sentence, not by a blank 400.
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024

# --- Who may do what ------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AXES_HANDLER = "callsign.newsroom.station.throttle.Throttle"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_CLIENT_IP_CALLABLE = "callsign.newsroom.station.throttle.place"
AXES_LOCKOUT_TEMPLATE = "station/locked_out.html"

# --- How letters leave ----------------------------------------------------------------

MAIL = mail("CALLSIGN_EMAIL_URL", kept_in=DATA_DIR / "mail")
EMAIL_BACKEND = MAIL.backend
EMAIL_FILE_PATH = MAIL.folder
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starttls, MAIL.tls
EMAIL_TIMEOUT = 20  # seconds; whoever forgot a password waits for it
DEFAULT_FROM_EMAIL = env.text("CALLSIGN_EMAIL_FROM", "callsign@localhost")
WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = DEFAULT_FROM_EMAIL

# --- First drafts by machine ----------------------------------------------------------

RECOGNIZER = recognizer(data=DATA_DIR)
RECOGNIZED_FOLDER = DATA_DIR / "recognized"

# --- What browsers are told -----------------------------------------------------------

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = False
# Partner stations may see that we sent them a reader, not which page.
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail previews a page in a frame of its own admin

# Public pages take no nonce, so that one copy can be given to everybody
# (docs/decisions/0006); the admin's policy is in station/policy.py.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF, "blob:", AIR_URL],
        "connect-src": [SELF, AIR_URL],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, NONCE],
    "style-src": [SELF, NONCE],
}

# --- Words, time ----------------------------------------------------------------------

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# --- Wagtail --------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Callsign"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILIMAGES_IMAGE_MODEL = "station.Picture"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "txt", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_FRONTEND_LOGIN_URL = reverse_lazy("wagtailadmin_login")
LOGIN_URL = reverse_lazy("wagtailadmin_login")
LOGIN_REDIRECT_URL = reverse_lazy("wagtailadmin_home")
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# --- What is written down -------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "axes": {"level": "WARNING"},
        # Scanners ask for hosts that are not ours all day; the answer, 400, is enough.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
