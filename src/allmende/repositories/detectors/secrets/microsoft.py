# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Microsoft: keys of Azure services, Entra ID, Azure DevOps and connection strings.

Keys that Azure calls identifiable carry the mark of their service at a fixed place; source: the
"common annotated security keys" of github.com/microsoft/security-utilities.
"""

from functools import partial
from random import Random

from allmende.repositories.detectors.pattern import Pattern
from allmende.repositories.detectors.secrets.making import (
    CLIENT,
    CONNECTION,
    GOOD,
    KEY,
    PAT,
    TOKEN,
    Format,
    keyed,
    titled,
    token,
    written,
)
from allmende.repositories.detectors.secrets.shapes import Shape

_MARKED = "https://github.com/microsoft/security-utilities"
_STORAGE = "https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage"
_DEVOPS = (
    "https://learn.microsoft.com/azure/devops/organizations/accounts/"
    "use-personal-access-tokens-to-authenticate"
)
_ENTRA = "https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials"

_KEY_88 = "<b64:76>{mark}<b64:5><A|Q|g|w>=="
_KEY_44 = "<b64:33>{mark}<b64:5><A|E|I|M|Q|U|Y|c|g|k|o|s|w|0|4|8>="


def _marked(id: str, service: str, form: str, mark: str) -> Pattern:
    return token(id, service, KEY, form.format(mark=mark), _MARKED, skip=0)


def _connection(
    id: str, service: str, before: str, shape: str, source: str, sample: str
) -> Pattern:
    """A connection string: `before` is the regex up to the secret, `sample` the text of it."""
    form = Shape(shape)
    return written(
        id,
        titled(service, CONNECTION),
        rf"{before}({form.regex()})",
        Format(UNMISTAKABLE_STRING),
        source,
        partial(_connections, form, sample),
        partial(_no_connections, sample),
    )


UNMISTAKABLE_STRING = 0.93


def _connections(form: Shape, sample: str, random: Random) -> list[str]:
    one, two = form.made(random), form.made(random)
    return [f'"{sample}{one}"', f"CONNECTION={sample}{two};EndpointSuffix=core.windows.net\n"]


def _no_connections(sample: str, random: Random) -> list[str]:
    return [f"{sample}<your-key>", f"{sample}${{KEY}}", f"{sample}{'x' * random.randint(44, 88)}"]


_SB = r"(?i:Endpoint=sb://[a-z0-9.\-]{1,100}/?;[^\n\"']{0,120}SharedAccessKey=)"

PATTERNS: tuple[Pattern, ...] = (
    _marked("azure-storage-key", "Azure Storage", _KEY_88, "+ASt"),
    _marked("azure-cosmos-key", "Azure Cosmos DB", _KEY_88, "ACDb"),
    _marked("azure-batch-key", "Azure Batch", _KEY_88, "+ABa"),
    _marked("azure-api-management-key", "Azure API Management", _KEY_88, "APIM"),
    _marked(
        "azure-machine-learning-key",
        "Azure Machine Learning",
        "<b64:33>{mark}<b64:5><A|Q|g|w>==",
        "+AMC",
    ),
    _marked("azure-service-bus-key", "Azure Service Bus", _KEY_44, "+ASb"),
    _marked("azure-event-hubs-key", "Azure Event Hubs", _KEY_44, "+AEh"),
    _marked("azure-relay-key", "Azure Relay", _KEY_44, "+ARm"),
    _marked("azure-iot-key", "Azure IoT", _KEY_44, "AIoT"),
    _marked("azure-cache-key", "Azure Cache for Redis", _KEY_44, "AzCa"),
    _marked("azure-search-key", "Azure AI Search", "<w:42>{mark}<A|B|C|D><w:5>", "AzSe"),
    _marked(
        "azure-container-registry-key",
        "Azure Container Registry",
        "<b64:42>{mark}<A|B|C|D><b64:5>",
        "+ACR",
    ),
    _marked("azure-functions-key", "Azure Functions", "<url:44>{mark}<url:5><A|Q|g|w>==", "AzFu"),
    token(
        "azure-annotated-key",
        "Azure",
        KEY,
        "<w:52>JQQJ99<w:1><A:1><w:16><Aa:1><w:7>",
        _MARKED,
        skip=0,
    ),
    token(
        "azure-annotated-key-long",
        "Azure",
        KEY,
        "<w:52>JQQJ99<w:1><A:1><w:16><Aa:1><w:9>==",
        _MARKED,
        skip=0,
    ),
    token("azure-devops-pat", "Azure DevOps", PAT, "<w:76>AZDO<w:4>", _DEVOPS, skip=0),
    keyed(
        "azure-devops-pat-old",
        "Azure DevOps",
        PAT,
        "azure|devops|ado|vsts|tfs|pat|system",
        "pat|token|password|auth|key",
        "<a32:52>",
        _DEVOPS,
        confidence=0.85,
    ),
    keyed(
        "azure-devops-pat-alone",
        "Azure DevOps",
        PAT,
        "ado_pat|azdo_pat|vsts_pat|pat|vss_token",
        "",
        "<a32:52>",
        _DEVOPS,
        confidence=0.85,
    ),
    token(
        "entra-client-secret", "Microsoft Entra ID", CLIENT, "<~:3><7|8>Q~<~:31-34>", _ENTRA, skip=0
    ),
    keyed(
        "entra-client-secret-old",
        "Microsoft Entra ID",
        CLIENT,
        "azure|arm|aad|entra|ad[_.-]|client|app",
        "secret|password",
        "<~:32-34>",
        _ENTRA,
        confidence=0.5,
    ),
    token(
        "entra-refresh-token",
        "Microsoft Entra ID",
        TOKEN,
        "<0|1>.A<url:60-1500>.AgABAAE<url:60-1800>",
        _ENTRA,
        confidence=0.85,
    ),
    _connection(
        "azure-storage-connection",
        "Azure Storage",
        r"(?i:AccountName=[a-z0-9]{3,24};\s{0,4}AccountKey=)",
        "<b64:86>==",
        _STORAGE,
        "DefaultEndpointsProtocol=https;AccountName=musterkonto;AccountKey=",
    ),
    keyed(
        "azure-storage-key-named",
        "Azure Storage",
        KEY,
        "azure|storage|account|blob|adls|datalake|cosmos|cosmosdb|documentdb",
        "key|secret|token|password",
        "<b64:86>==",
        _STORAGE,
        confidence=0.9,
    ),
    _connection(
        "azure-cosmos-connection",
        "Azure Cosmos DB",
        r"(?i:AccountEndpoint=https?://[a-z0-9.\-]{3,100}(?::\d{1,5})?/?;\s{0,4}AccountKey=)",
        "<b64:86>==",
        "https://learn.microsoft.com/azure/cosmos-db/",
        "AccountEndpoint=https://amt.documents.azure.com:443/;AccountKey=",
    ),
    _connection(
        "azure-service-bus-connection",
        "Azure Service Bus",
        _SB,
        "<b64:43>=",
        "https://learn.microsoft.com/azure/service-bus-messaging/",
        "Endpoint=sb://amt.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=",
    ),
    _connection(
        "azure-iot-connection",
        "Azure IoT",
        r"(?i:HostName=[a-z0-9.\-]{3,100};[^\n\"']{0,120}SharedAccessKey=)",
        "<b64:43>=",
        "https://learn.microsoft.com/azure/iot-hub/",
        "HostName=amt.azure-devices.net;SharedAccessKeyName=owner;SharedAccessKey=",
    ),
    _connection(
        "azure-signalr-connection",
        "Azure SignalR",
        r"(?i:Endpoint=https?://[a-z0-9.\-]{3,100}/?;\s{0,4}AccessKey=)",
        "<b64:42-88><=:0-2>",
        "https://learn.microsoft.com/azure/azure-signalr/",
        "Endpoint=https://amt.service.signalr.net;AccessKey=",
    ),
    _connection(
        "azure-app-configuration-connection",
        "Azure App Configuration",
        r"(?i:Endpoint=https://[a-z0-9.\-]{3,100};\s{0,4}Id=[^;\s]{4,40};\s{0,4}Secret=)",
        "<b64:43-88><=:0-2>",
        "https://learn.microsoft.com/azure/azure-app-configuration/",
        "Endpoint=https://amt.azconfig.io;Id=a1-l2-s0:Xy7;Secret=",
    ),
    _connection(
        "azure-communication-connection",
        "Azure Communication Services",
        r"(?i:Endpoint=https://[a-z0-9.\-]{3,100}communication\.azure\.com/?;\s{0,4}AccessKey=)",
        "<b64:84-88><=:0-2>",
        "https://learn.microsoft.com/azure/communication-services/",
        "Endpoint=https://amt.communication.azure.com/;AccessKey=",
    ),
    _connection(
        "azure-shared-access-signature",
        "Azure",
        r"(?i:[?&;](?:sv|se|sp|sr|st|spr|srt|ss|si|skoid)=[^\s\"'<>]{1,400}&(?:amp;)?sig=)",
        "<%:40-70>",
        "https://learn.microsoft.com/rest/api/storageservices/create-service-sas",
        "https://amt.blob.core.windows.net/c?sv=2024-11-04&se=2027-01-01&sr=b&sig=",
    ),
    _connection(
        "azure-shared-access-signature-first",
        "Azure",
        r"(?i:[?&]sig=)",
        "<%:40-70>",
        "https://learn.microsoft.com/rest/api/storageservices/create-service-sas",
        "https://amt.azurewebsites.net/api/f?sp=%2Ftriggers&sv=1.0&sig=",
    ),
    _connection(
        "azure-logic-app-signature",
        "Azure",
        r"(?i:SharedAccessSignature (?:sr|sig)=[^\s\"'<>]{1,300}&?sig=)",
        "<%:40-70>",
        "https://learn.microsoft.com/rest/api/eventhub/generate-sas-token",
        "SharedAccessSignature sr=sb%3a%2f%2famt.servicebus.windows.net&sig=",
    ),
    _connection(
        "azure-functions-address",
        "Azure Functions",
        r"(?i:\.azurewebsites\.net/api/[^\s\"'<>?]{1,120}\?(?:[^\s\"'<>]{1,100}&)?code=)",
        "<%:40-60>",
        "https://learn.microsoft.com/azure/azure-functions/function-keys-how-to",
        "https://amt.azurewebsites.net/api/melden?code=",
    ),
    keyed(
        "azure-event-grid-key",
        "Azure Event Grid",
        KEY,
        "event[_-]?grid|aeg|topic",
        "key|sas",
        "<b64:43>=",
        "https://learn.microsoft.com/azure/event-grid/authenticate-with-access-keys-shared-access-signatures",
    ),
    keyed(
        "azure-cognitive-key",
        "Azure AI",
        KEY,
        "azure|cognitive|speech|vision|translator|form[_-]?recognizer|ocp[_-]?apim|openai",
        "key",
        "<hex:32>",
        "https://learn.microsoft.com/azure/ai-services/authentication",
        confidence=GOOD,
    ),
    keyed(
        "azure-application-insights",
        "Azure Application Insights",
        KEY,
        "app[_-]?insights|application[_-]?insights",
        "api[_-]?key",
        "<a0:40>",
        "https://learn.microsoft.com/azure/azure-monitor/logs/api/access-api",
    ),
    keyed(
        "azure-log-analytics",
        "Azure Monitor",
        KEY,
        "log[_-]?analytics|workspace|oms",
        "shared[_-]?key|primary[_-]?key|key",
        "<b64:86>==",
        "https://learn.microsoft.com/azure/azure-monitor/agents/log-analytics-agent",
        confidence=0.9,
    ),
)
