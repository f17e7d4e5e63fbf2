# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Chats and their bots: Slack, Discord, Telegram, Teams, Matrix."""

from allmende.repositories.detectors.pattern import Pattern
from allmende.repositories.detectors.secrets.making import (
    CLIENT,
    REFRESH,
    SIGNING,
    TOKEN,
    WEBHOOK,
    keyed,
    token,
)

_SLACK = "https://api.slack.com/concepts/token-types"
_SLACK_HOOK = "https://api.slack.com/messaging/webhooks"
_DISCORD = "https://discord.com/developers/docs/reference#authentication"
_TEAMS = (
    "https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/"
    "add-incoming-webhook"
)
_TELEGRAM = "https://core.telegram.org/bots/api#authorizing-your-bot"

PATTERNS: tuple[Pattern, ...] = (
    token("slack-bot", "Slack", TOKEN, "xoxb-<digit:10-14>-<digit:10-14>-<w:20-34>", _SLACK),
    token("slack-bot-old", "Slack", TOKEN, "xoxb-<digit:8-14>-<w:18-32>", _SLACK),
    token(
        "slack-user",
        "Slack",
        TOKEN,
        "xox<p|e>-<digit:10-14>-<digit:10-14>-<digit:10-14>-<w:26-40>",
        _SLACK,
    ),
    token(
        "slack-workspace",
        "Slack",
        TOKEN,
        "xox<a|r|o|s|c|d>-<w:1-14>-<url:16-150>",
        _SLACK,
        confidence=0.9,
    ),
    token(
        "slack-legacy",
        "Slack",
        TOKEN,
        "xox<o|s>-<digit:8-14>-<digit:8-14>-<digit:8-14>-<hex:10-36>",
        _SLACK,
    ),
    token("slack-configuration", "Slack", TOKEN, "xoxe.xox<b|p>-<digit:1>-<w:140-200>", _SLACK),
    token("slack-configuration-refresh", "Slack", REFRESH, "xoxe-<digit:1>-<w:130-200>", _SLACK),
    token("slack-app", "Slack", TOKEN, "xapp-<digit:1>-<A0:8-14>-<digit:10-14>-<w:32-80>", _SLACK),
    token(
        "slack-webhook",
        "Slack",
        WEBHOOK,
        "hooks.slack.com/services/T<A0:8-12>/B<A0:8-12>/<w:23-25>",
        _SLACK_HOOK,
    ),
    token(
        "slack-workflow",
        "Slack",
        WEBHOOK,
        "hooks.slack.com/<workflows|triggers>/<w:8-14>/<w:8-24>/<w:20-40>",
        _SLACK_HOOK,
    ),
    token(
        "slack-workflow-old",
        "Slack",
        WEBHOOK,
        "hooks.slack.com/workflows/T<A0:8-12>/A<A0:8-12>/<digit:16-20>/<w:23-25>",
        _SLACK_HOOK,
    ),
    keyed(
        "slack-signing",
        "Slack",
        SIGNING,
        "slack",
        "signing|secret",
        "<hex:32>",
        "https://api.slack.com/authentication/verifying-requests-from-slack",
    ),
    token(
        "discord-bot",
        "Discord",
        TOKEN,
        "<M|N|O><url:23-27>.<url:6>.<url:27-38>",
        _DISCORD,
        anchor=r"[A-Za-z0-9_-]{8}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27}",
        skip=0,
        confidence=0.9,
    ),
    token("discord-mfa", "Discord", TOKEN, "mfa.<url:84>", _DISCORD),
    token(
        "discord-webhook",
        "Discord",
        WEBHOOK,
        "/api/webhooks/<digit:17-20>/<url:60-68>",
        "https://discord.com/developers/docs/resources/webhook",
    ),
    keyed(
        "discord-client",
        "Discord",
        CLIENT,
        "discord",
        "client[_-]?secret|secret",
        "<url:32>",
        _DISCORD,
    ),
    token("telegram-bot", "Telegram", TOKEN, "<digit:8-10>:AA<url:33>", _TELEGRAM, skip=0),
    token("telegram-bot-path", "Telegram", TOKEN, "/bot<digit:8-10>:<url:35>/", _TELEGRAM, skip=4),
    keyed(
        "telegram-bot-named",
        "Telegram",
        TOKEN,
        "telegram|tg[_.-]|bot",
        "token|key",
        "<digit:8-10>:<url:35>",
        _TELEGRAM,
        confidence=0.9,
    ),
    token(
        "teams-webhook",
        "Microsoft Teams",
        WEBHOOK,
        ".webhook.office.com/webhookb2/<uuid>@<uuid>/IncomingWebhook/<hex:32>/<uuid>",
        _TEAMS,
        skip=30,
    ),
    token(
        "teams-webhook-versioned",
        "Microsoft Teams",
        WEBHOOK,
        ".webhook.office.com/webhookb2/<uuid>@<uuid>/IncomingWebhook/<hex:32>/<uuid>/<url:40-60>",
        _TEAMS,
        skip=30,
    ),
    token(
        "teams-webhook-old",
        "Microsoft Teams",
        WEBHOOK,
        "outlook.office.com/webhook/<uuid>@<uuid>/IncomingWebhook/<hex:32>/<uuid>",
        _TEAMS,
        skip=27,
    ),
    token(
        "google-chat-webhook",
        "Google Chat",
        WEBHOOK,
        "chat.googleapis.com/v1/spaces/<url:8-16>/messages?key=AIza<url:35>&token=<%:40-50>",
        "https://developers.google.com/workspace/chat/quickstart/webhooks",
    ),
    keyed(
        "mattermost",
        "Mattermost",
        TOKEN,
        "mattermost|mm[_.-]",
        "token|key|secret",
        "<a0:26>",
        "https://developers.mattermost.com/integrate/reference/personal-access-token/",
    ),
    keyed(
        "rocket-chat",
        "Rocket.Chat",
        TOKEN,
        "rocket[_-]?chat|x-auth",
        "token",
        "<url:43>",
        "https://developer.rocket.chat/apidocs/authentication",
    ),
    token(
        "matrix",
        "Matrix",
        TOKEN,
        "syt_<url:4-80>_<Aa:20>_<w:6>",
        "https://spec.matrix.org/latest/client-server-api/#client-authentication",
    ),
    token(
        "matrix-short",
        "Matrix",
        TOKEN,
        "m<c|s|u>t_<Aa:30>_<w:6>",
        "https://spec.matrix.org/latest/client-server-api/#client-authentication",
        confidence=0.8,
    ),
)
