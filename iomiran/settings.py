"""Settings of the portal, all from the environment or a `.env` file beside manage.py.

docs/operators.md lists every variable. Two profiles exist: plain http for a trial on one
machine (the default) and `HTTPS=1`, which adds strict cookies, HSTS and the second factor.
"""

from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django_prose_editor.config import html_tags
from js_asset import static_lazy

from iomiran.common.languages.info import (
    LANGUAGES,  # noqa: F401 - a Django setting
    LANGUAGES_BIDI,  # noqa: F401 - a Django setting
    extend_lang_info,
)
from iomiran.variables import checked, env, listed, required, switch

extend_lang_info()

BASE_DIR = Path(__file__).resolve().parent.parent
environ.Env.read_env(BASE_DIR / ".env")

# --- Profile -----------------------------------------------------------------
DEBUG = switch("DEBUG", False, "Use DEBUG=1 on a developer's machine, else leave it out.")
HTTPS = switch("HTTPS", False, "Use HTTPS=1 behind a server that speaks https, else 0.")
OFFICIAL_SITE = switch(
    "OFFICIAL_SITE", False, "Use OFFICIAL_SITE=1 only once IOM runs this site as its own."
)
SECRET_KEY = required(
    "SECRET_KEY", "`make devenv` writes a random one into .env; or set 50 random characters."
)
ALLOWED_HOSTS = listed("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS", [])
# Where readers reach the site: in canonical addresses, feeds, the site map and infosheets.
SITE_URL = env.str("SITE_URL", default="").strip().rstrip("/")
if HTTPS and not SITE_URL.startswith("https://"):
    raise ImproperlyConfigured(
        "SITE_URL must be the https address of the site under HTTPS=1, "
        "such as SITE_URL=https://portal.example."
    )
SITE_URL = SITE_URL or f"http://{env.str('HOST', '') or '127.0.0.1'}:{env.str('PORT', '') or 8000}"
# How many servers of ours stand before this one and say in X-Forwarded-For who asks.
PROXIES = checked("PROXIES", env.int, int(HTTPS), "Use a whole number, 1 behind one nginx.")
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
API_REQUESTS_PER_MINUTE = checked(
    "API_REQUESTS_PER_MINUTE", env.int, 120, "Use a whole number; 0 lets everybody ask at will."
)

# --- Application -------------------------------------------------------------
INSTALLED_APPS = [
    "modeltranslation",
    "iomiran.accounts.apps.AccountsConfig",
    "iomiran.common",
    "programmes",
    "returns",
    "publications",
    "news",
    "pages",
    "django_prose_editor",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "csp",
    "procrastinate.contrib.django",
    "pgtrigger",
    "pghistory",
    "iomiran.accounts.apps.StaffSiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "iomiran.common.http.security.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "iomiran.common.http.security.FramingMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "iomiran.common.http.cors.OpenDataMiddleware",
    "iomiran.common.preview.middleware.PreviewMiddleware",
    "iomiran.common.http.caching.PublicPageMiddleware",
    "iomiran.common.http.moved.MovedMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "iomiran.common.languages.middleware.AddressLanguageMiddleware",
    "iomiran.common.references.middleware.OneReadingMiddleware",
    "returns.api.gate.ApiMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "iomiran.common.editorial.history.origin.OriginMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "iomiran.urls"
WSGI_APPLICATION = "iomiran.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                # The admin wants these two; neither touches the session until it is used.
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "iomiran.accounts.context.staff",
                "iomiran.common.nav.context",
                "iomiran.common.preview.presenting.context",
            ],
        },
    }
]

# --- Database ----------------------------------------------------------------
DATABASE_HINT = (
    "Start through make or manage.py, which bring up the embedded PostgreSQL, "
    "or set DATABASE_URL=postgres://user:password@host/name."
)
required("DATABASE_URL", DATABASE_HINT)
DATABASES = {"default": checked("DATABASE_URL", env.db, None, DATABASE_HINT)}
if DATABASES["default"].get("ENGINE") != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database (15 or newer).")
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Staff accounts ----------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "iomiran.accounts.passwords.LengthValidator"},
    {"NAME": "iomiran.accounts.passwords.GuessableValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
LOGIN_URL = "admin:login"
# Locked by name and address together; what else stops guessing: iomiran.accounts.lockout.
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "iomiran.accounts.lockout.typed_name"
AXES_CLIENT_IP_CALLABLE = "iomiran.common.http.clients.client_address"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.5  # hours
AXES_RESET_ON_SUCCESS = True
# What is refused is not counted: nobody prolongs a colleague's half hour.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "iomiran.accounts.entrance.locked_out"
# Neither a name nor a code is written to a log or kept with an attempt.
AXES_SENSITIVE_PARAMETERS = ["username", "code", "old_password", "new_password1", "new_password2"]
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # iomiran.accounts keeps its own, with less in it
AXES_ENABLE_ADMIN = False
SECOND_FACTOR_REQUIRED = switch("SECOND_FACTOR_REQUIRED", HTTPS, "Use 1 or 0.")
OTP_TOTP_ISSUER = "IOM Iran portal"
# django-otp would double the wait with every wrong code, for ever: a stranger who knows the
# password could keep its owner out. Wrong codes are counted by iomiran.accounts.lockout.
OTP_TOTP_THROTTLE_FACTOR = 0

# --- Languages ---------------------------------------------------------------
LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tehran"
LOCALE_PATHS = [BASE_DIR / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
# A text falls back as a whole (iomiran.common.languages.chain), never field by field.
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_FALLBACK_LANGUAGES = ()

# --- History -----------------------------------------------------------------
# The event tables hold values, not labels.
PGHISTORY_EXCLUDE_FIELD_KWARGS = {
    "django.db.models.Field": ["choices", "help_text", "limit_choices_to", "verbose_name"]
}

# --- Files -------------------------------------------------------------------
# A module of our own for the editor of prose: figures and links to pages as chips.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("js/references.js")],
        "extensions": {"References": html_tags(["data"], {"data": ["value"]})},
    }
]

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "var" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "iomiran.common.http.static_files.StaticFilesStorage"},
}
# Uploads lie outside every public folder; one view serves those that are published.
UPLOADS_ROOT = Path(env.str("UPLOADS_ROOT", default=str(BASE_DIR / "var" / "uploads")))
MEDIA_ROOT = UPLOADS_ROOT
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
RETURNS_IMPORT_LIMIT_MB = checked(
    "RETURNS_IMPORT_LIMIT_MB", env.int, 200, "Use a whole number of megabytes, such as 200."
)
FILE_UPLOAD_HANDLERS = [
    "returns.desk.limits.LimitedUpload",
    "iomiran.common.files.limits.LimitedDocument",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- Security ----------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        # The nonce is spent in the admin alone: a public page never asks for one.
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if HTTPS else None
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "iomiran.accounts.stale_forms.refuse_form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "iomiran_session"
CSRF_COOKIE_NAME = "iomiran_csrf"
PREVIEW_COOKIE_NAME = "iomiran_preview"
if HTTPS:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    PREVIEW_COOKIE_NAME = "__Host-preview"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

# The session keeps the notices of the admin: one cookie less, and none without `__Host-`.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- E-mail ------------------------------------------------------------------
MAIL_HINT = "Use smtp+tls://user:password@mail.example:587, or leave it out to print every e-mail."
EMAIL_URL = checked(
    "EMAIL_URL", lambda name, default: env.email_url(name) if env.str(name, "") else default,
    env.email_url_config("consolemail://"), MAIL_HINT,
)  # fmt: skip
EMAIL_BACKEND = EMAIL_URL["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_URL["EMAIL_HOST"] or "localhost"
EMAIL_PORT = EMAIL_URL["EMAIL_PORT"] or 25
EMAIL_HOST_USER = EMAIL_URL["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = EMAIL_URL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = EMAIL_URL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_URL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "") or "IOM Iran portal <portal@localhost>"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
