# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Tell whom it concerns where a publication no longer holds what was verified."""

from django.conf import settings
from django.utils import translation

from allmende.workbench.cases.definitions import declared
from allmende.workbench.cases.kinds import Notification
from allmende.workbench.cases.services import notices
from allmende.workbench.publications.models import Publication, Verification

BROKEN = Notification(
    id="publication-broken",
    to=("requester", "office"),
    subject={
        "de": "{number}: Die Veröffentlichung hält nicht mehr, was geprüft wurde",
        "en": "{number}: the publication no longer holds what was verified",
    },
    text={
        "de": "Das öffentliche Repository von „{title}“ wurde erneut geprüft: {reason}\n\n"
        "Bitte stellen Sie es wieder her oder beenden Sie die Veröffentlichung geordnet.\n\n{link}",
        "en": 'The public repository of "{title}" was verified again: {reason}\n\n'
        "Please restore it, or end the publication in good order.\n\n{link}",
    },
)
WRONG = {
    "reachable": {"de": "Es ist nicht mehr zu öffnen.", "en": "It can no longer be opened."},
    "licence": {
        "de": "Die freigegebene Lizenz ist dort nicht mehr zu finden.",
        "en": "The licence that was approved is no longer found there.",
    },
    "content": {
        "de": "Dort liegt etwas anderes, als geprüft wurde.",
        "en": "Something else lies there than was checked.",
    },
}


def tell_broken(publication: Publication, seen: Verification, before: Verification | None) -> int:
    """Tell maintainers, requester and office where it held until now; gives how many were told."""
    case = publication.case
    held = before is None or before.result != "fails"
    if case is None or not publication.published_on or seen.result != "fails" or not held:
        return 0
    people = [int(one) for one in case.values.get("maintainers") or [] if str(one).isdecimal()]
    return notices.tell(
        case,
        declared(case),
        _saying(publication, seen),
        notices.Occasion(f"verification:{seen.pk}"),
        people=people,
        public=not case.confidential,
    )


def _saying(publication: Publication, seen: Verification) -> Notification:
    """The message with what is wrong, and the page that maintainers may open, too."""
    wrong = "reachable" if seen.reachable == "no" else "licence" if seen.licence == "no" else ""
    said = WRONG[wrong or "content"]
    text = {}
    for code, one in BROKEN.text.items():
        with translation.override(code):
            page = settings.SITE_ADDRESS + publication.get_absolute_url()
        text[code] = one.replace("{reason}", said[code]).replace("{link}", page)
    return Notification(BROKEN.id, BROKEN.to, BROKEN.subject, text)
