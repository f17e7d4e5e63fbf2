# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The one settings file; everything a place may differ in comes from `ALLMENDE_*` or DATABASE_URL.

The variables are listed with their meaning in docs/guide/operation.en.md.
"""

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from allmende import policies


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def _words(name: str, default: str = "") -> list[str]:
    return [word for word in os.environ.get(name, default).replace(",", " ").split() if word]


ROOT = Path(__file__).resolve().parents[4]
DATA = Path(os.environ.get("ALLMENDE_DATA", ROOT / "var")).resolve()
DATA.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """The key from the environment, else one made once and kept in the data folder."""
    if given := os.environ.get("ALLMENDE_SECRET_KEY"):
        return given
    kept = DATA / "secret-key"
    if not kept.exists():
        # Web and worker may start at the same moment: the first link wins, and is never half full.
        fresh = DATA / f"secret-key.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            kept.hardlink_to(fresh)
        fresh.unlink()
    return kept.read_text()


DEBUG = _flag("ALLMENDE_DEBUG")
DEMO = _flag("ALLMENDE_DEMO")
# Where the server listens, if whoever starts it says so; only the demo's sign-in asks.
BIND = os.environ.get("ALLMENDE_BIND", "")
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = _words("ALLMENDE_HOSTS", "localhost 127.0.0.1 [::1]")
CSRF_TRUSTED_ORIGINS = _words("ALLMENDE_ORIGINS")
# Under which address people reach the workbench: what a mail or a calendar links to.
SITE_ADDRESS = os.environ.get("ALLMENDE_ADDRESS", "http://localhost:8000").rstrip("/")

POLICY = policies.load(os.environ.get("ALLMENDE_POLICY", "plain"))

INSTALLED_APPS = [
    "allmende.workbench.opencode",
    "allmende.workbench.api",
    "allmende.workbench.radar",
    "allmende.workbench.communities",
    "allmende.workbench.publications",
    "allmende.workbench.assessments",
    "allmende.workbench.licensing",
    "allmende.workbench.cases",
    "allmende.workbench.catalogue",
    "allmende.workbench.accounts",
    "allmende.workbench.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "rules",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allmende.workbench.core.middleware.errors_of_the_domain",
]

ROOT_URLCONF = "allmende.workbench.config.urls"
WSGI_APPLICATION = "allmende.workbench.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "allmende.workbench.core.context.page",
            ],
            "builtins": ["allmende.workbench.core.templatetags.allmende"],
        },
    }
]

# SQLite: IMMEDIATE and WAL together are what keeps a web process and a worker from meeting
# "database is locked" (docs/decisions/0003-database-and-jobs.md).
DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DATA / 'allmende.sqlite3'}", conn_max_age=600, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "core:today"
LOGOUT_REDIRECT_URL = "core:today"
ACCOUNT_ADAPTER = "allmende.workbench.accounts.adapters.LocalAccounts"
SOCIALACCOUNT_ADAPTER = "allmende.workbench.accounts.adapters.SingleSignOn"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
OIDC_GROUPS_CLAIM = os.environ.get("ALLMENDE_OIDC_GROUPS_CLAIM", "groups")
if issuer := os.environ.get("ALLMENDE_OIDC_ISSUER"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "sso",
                "name": os.environ.get("ALLMENDE_OIDC_NAME", "Single Sign-on"),
                "client_id": os.environ["ALLMENDE_OIDC_CLIENT_ID"],
                "secret": os.environ.get("ALLMENDE_OIDC_CLIENT_SECRET", ""),
                "settings": {
                    "server_url": issuer,
                    "scope": _words("ALLMENDE_OIDC_SCOPE", "openid profile email"),
                },
            }
        ],
    }
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

LANGUAGE_CODE = POLICY.office.language
LANGUAGES = [("de", _("German")), ("en", _("English"))]
USE_I18N = True
# English dates as Europe writes them, day before month.
FORMAT_MODULE_PATH = "allmende.workbench.core.formats"
USE_TZ = True
TIME_ZONE = os.environ.get("ALLMENDE_TIME_ZONE", "Europe/Berlin")

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
KERN = Path(os.environ.get("ALLMENDE_KERN", ROOT / "node_modules" / "@kern-ux" / "native" / "dist"))
STATICFILES_DIRS: list[tuple[str, Path]] = [
    ("kern", KERN),
    ("office", POLICY.directory / "static"),
]
# The manifest names each file by its content, so that it may be cached for ever; it exists once
# `collectstatic` ran, which ./dev demo does and a test does not need.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if (STATIC_ROOT / "staticfiles.json").exists() and not _flag("ALLMENDE_TEST")
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists() or _flag("ALLMENDE_TEST")
MEDIA_ROOT = DATA / "files"
SEARCH_INDEX = DATA / "index"
# Clones, and what scans said by blob: both can be made anew.
REPOSITORY_CACHE = DATA / "repositories" / "clones"
REPOSITORY_STORE = DATA / "repositories" / "scans"
REPOSITORY_SCHEMES = _words("ALLMENDE_REPOSITORY_SCHEMES", "https")
REPOSITORY_HOSTS = frozenset(host.lower() for host in _words("ALLMENDE_REPOSITORY_HOSTS"))
CONTACT = os.environ.get("ALLMENDE_CONTACT") or SITE_ADDRESS
ASSESSMENT_MONTHS = int(os.environ.get("ALLMENDE_ASSESSMENT_MONTHS", "12"))

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if _flag("ALLMENDE_HTTPS"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("ALLMENDE_SMTP_HOST")
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = os.environ.get("ALLMENDE_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("ALLMENDE_SMTP_PORT", "25"))
DEFAULT_FROM_EMAIL = os.environ.get("ALLMENDE_MAIL_FROM", "allmende@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("ALLMENDE_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"]
