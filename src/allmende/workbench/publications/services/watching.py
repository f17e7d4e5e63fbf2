# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Have what is published looked at again by and by."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from allmende.workbench.core.errors import Refused
from allmende.workbench.core.models import Job
from allmende.workbench.publications.models import Publication
from allmende.workbench.publications.services import verifying

AFTER = timedelta(days=30)
"""A month: what vanished is noticed long before the yearly review, and no forge is asked often."""
AT_ONCE = 20
"""Verifications that one run starts, so that the worker stays free for people."""


def start_due() -> int:
    """Have verified what was not looked at for AFTER, the longest ago first; gives how many."""
    busy = Q(job__state__in=[Job.State.WAITING, Job.State.RUNNING])
    due = Q(newest=None) | Q(newest__at__lt=timezone.now() - AFTER)
    found = Publication.objects.filter(due, published_on__isnull=False, end="").exclude(busy)
    started = 0
    for publication in found.order_by("newest__at", "id")[:AT_ONCE]:
        try:
            verifying.start(None, publication)
        except Refused:  # somebody else has just begun
            continue
        started += 1
    return started
