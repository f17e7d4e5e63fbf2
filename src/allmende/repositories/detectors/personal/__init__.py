# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Detectors of personal data: what identifies a person by itself or names one in a field.

>>> from allmende.repositories.detectors import personal
>>> [pattern.id for pattern in personal.patterns()][:3]
['mail-address', 'phone-germany', 'phone-named']
"""

from collections.abc import Collection

from allmende.repositories.detectors.pattern import Pattern
from allmende.repositories.detectors.personal import (
    births,
    cards,
    ibans,
    identity,
    insurance,
    mails,
    people,
    phones,
    plates,
    streets,
    tax,
)


def patterns(
    own_mail_domains: Collection[str] = (), functions: Collection[str] = (), version: int = 1
) -> tuple[Pattern, ...]:
    """All patterns for personal data.

    `own_mail_domains` are the office's, `functions` its mailboxes (the part before the @) that
    belong to nobody in particular; `version` stands for both.
    """
    return (
        *mails.patterns(own_mail_domains, functions, version),
        *phones.patterns(),
        *ibans.patterns(),
        *cards.patterns(),
        *tax.patterns(),
        *insurance.patterns(),
        *identity.patterns(),
        *births.patterns(),
        *plates.patterns(),
        *people.patterns(),
        *streets.patterns(),
    )


__all__ = ["patterns"]
