# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The sign-in page."""

from typing import Any

from allauth.account.views import LoginView

from allmende.workbench.accounts import demo


class SignIn(LoginView):
    """allauth's, which also knows whether the demo is to be offered."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "demo_is_offered": demo.is_offered(self.request)}


sign_in = SignIn.as_view()
