# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""What each finding about a workflow means, said so that a person can act on it."""

from allmende.repositories.facts.fact import Text

# zizmor's name of the finding (docs.zizmor.sh/audits): our sentence.
TITLES: dict[str, Text] = {
    "adhoc-packages": {
        "de": "Ein Schritt installiert Pakete ohne Lock-Datei",
        "en": "A step installs packages without a lock file",
    },
    "anonymous-definition": {
        "de": "Der Workflow oder die Action hat keinen Namen",
        "en": "The workflow or action has no name",
    },
    "archived-uses": {
        "de": "Die verwendete Action wird nicht mehr gepflegt (archiviert)",
        "en": "The action in use is archived and no longer maintained",
    },
    "artipacked": {
        "de": "Das Zugriffstoken bleibt nach dem Auschecken im Arbeitsverzeichnis liegen",
        "en": "The access token stays in the working folder after the checkout",
    },
    "bot-conditions": {
        "de": "Eine Bedingung vertraut einem Bot-Namen, den andere herbeiführen können",
        "en": "A condition trusts the name of a bot, which others can bring about",
    },
    "cache-poisoning": {
        "de": "Ein Cache, den andere füllen können, fließt in eine Veröffentlichung ein",
        "en": "A cache that others can fill flows into a release",
    },
    "concurrency-limits": {
        "de": "Gleichzeitige Läufe sind nicht begrenzt",
        "en": "Runs at the same time are not limited",
    },
    "dangerous-triggers": {
        "de": "Der Auslöser läuft mit vollen Rechten auf Beiträge von Fremden",
        "en": "The trigger runs with full rights on contributions of strangers",
    },
    "dependabot-cooldown": {
        "de": "Dependabot übernimmt neue Versionen ohne Wartezeit",
        "en": "Dependabot takes new versions without a waiting time",
    },
    "dependabot-execution": {
        "de": "Dependabot darf beim Aktualisieren fremden Code ausführen",
        "en": "Dependabot may run foreign code while it updates",
    },
    "excessive-permissions": {
        "de": "Der Workflow hat mehr Rechte, als er angibt zu brauchen",
        "en": "The workflow has more permissions than it says it needs",
    },
    "forbidden-uses": {
        "de": "Die verwendete Action ist nicht zugelassen",
        "en": "The action in use is not allowed",
    },
    "github-app": {
        "de": "Ein Token einer GitHub-App wird mit zu weiten Rechten ausgestellt",
        "en": "A token of a GitHub app is issued with rights that are too wide",
    },
    "github-env": {
        "de": "Ein Schritt schreibt fremde Eingaben in die Umgebung der folgenden Schritte",
        "en": "A step writes foreign input into the environment of the steps after it",
    },
    "hardcoded-container-credentials": {
        "de": "Das Kennwort für eine Container-Registry steht im Workflow",
        "en": "The password of a container registry stands in the workflow",
    },
    "impostor-commit": {
        "de": "Der angegebene Commit gehört nicht zum Repository der Action",
        "en": "The commit given does not belong to the repository of the action",
    },
    "insecure-commands": {
        "de": "Veraltete, unsichere Befehle des Workflows sind eingeschaltet",
        "en": "Outdated, insecure workflow commands are switched on",
    },
    "insecure-url-scheme": {
        "de": "Eine Adresse wird ohne Verschlüsselung abgerufen",
        "en": "An address is fetched without encryption",
    },
    "known-vulnerable-actions": {
        "de": "Die verwendete Action hat eine bekannte Schwachstelle",
        "en": "The action in use has a known vulnerability",
    },
    "misfeature": {
        "de": "Der Workflow verwendet eine Funktion, von der abgeraten wird",
        "en": "The workflow uses a feature that is advised against",
    },
    "obfuscation": {
        "de": "Der Workflow ist verschleiert geschrieben",
        "en": "The workflow is written in an obscured way",
    },
    "overprovisioned-secrets": {
        "de": "Alle Geheimnisse werden übergeben, nicht nur die benötigten",
        "en": "All secrets are passed on, not only those needed",
    },
    "ref-confusion": {
        "de": "Die Version der Action kann ein Zweig oder eine Marke sein",
        "en": "The version of the action may be a branch or a tag",
    },
    "ref-version-mismatch": {
        "de": "Der festgelegte Commit passt nicht zur Version im Kommentar",
        "en": "The pinned commit does not fit the version in the comment",
    },
    "secrets-inherit": {
        "de": "Der aufgerufene Workflow bekommt alle Geheimnisse",
        "en": "The workflow that is called is given all secrets",
    },
    "secrets-outside-env": {
        "de": "Geheimnisse werden ohne geschützte Umgebung verwendet",
        "en": "Secrets are used without a protected environment",
    },
    "self-hosted-runner": {
        "de": "Der Workflow läuft auf eigenen Maschinen",
        "en": "The workflow runs on machines of one's own",
    },
    "self-repository": {
        "de": "Der Workflow verwendet eine Action des eigenen Repositorys über das Netz",
        "en": "The workflow uses an action of its own repository over the network",
    },
    "stale-action-refs": {
        "de": "Der festgelegte Commit der Action gehört zu keiner Version",
        "en": "The pinned commit of the action belongs to no version",
    },
    "superfluous-actions": {
        "de": "Die Action tut, was der Runner schon mitbringt",
        "en": "The action does what the runner already brings",
    },
    "template-injection": {
        "de": "Ein Ausdruck wird in ein Skript eingesetzt; Fremde könnten Befehle einschleusen",
        "en": "An expression is put into a script; strangers could bring in commands",
    },
    "typosquat-uses": {
        "de": "Der Name der Action ähnelt verdächtig einem bekannten",
        "en": "The name of the action is suspiciously like a known one",
    },
    "undocumented-permissions": {
        "de": "Bei den Rechten steht nicht, wofür sie gebraucht werden",
        "en": "The permissions do not say what they are needed for",
    },
    "unpinned-images": {
        "de": "Ein Container-Image ist nicht durch seinen Digest festgelegt",
        "en": "A container image is not pinned by its digest",
    },
    "unpinned-tools": {
        "de": "Die Action installiert ein Werkzeug ohne festgelegte Version",
        "en": "The action installs a tool without a pinned version",
    },
    "unpinned-uses": {
        "de": "Eine Action ist nicht durch einen vollen Commit festgelegt",
        "en": "An action is not pinned by a full commit",
    },
    "unredacted-secrets": {
        "de": "Teile eines Geheimnisses können im Protokoll erscheinen",
        "en": "Parts of a secret may appear in the log",
    },
    "unsound-condition": {
        "de": "Eine Bedingung ist immer wahr",
        "en": "A condition is always true",
    },
    "unsound-contains": {
        "de": "Eine Prüfung auf Enthaltensein lässt sich umgehen",
        "en": "A check for being contained can be got around",
    },
    "unsound-ternary": {
        "de": "Eine Auswahl liefert nicht immer den gemeinten Wert",
        "en": "A choice does not always give the value that is meant",
    },
    "use-trusted-publishing": {
        "de": "Veröffentlicht wird mit einem festen Token statt mit vertrauenswürdiger Anmeldung",
        "en": "Publishing uses a lasting token instead of trusted publishing",
    },
}


def title_of(id: str) -> Text:
    """Our sentence; a finding newer than this file keeps its name."""
    return TITLES.get(
        id,
        {
            "de": f"Befund „{id[:60]}“ des Prüfprogramms zizmor",
            "en": f'Finding "{id[:60]}" of the checking program zizmor',
        },
    )
