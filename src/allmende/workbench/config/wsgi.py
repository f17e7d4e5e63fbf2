# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The WSGI application gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allmende.workbench.config.settings")
application = get_wsgi_application()

from allmende.workbench.cases import definitions  # noqa: E402  # needs the apps to be there

definitions.require_usable()
