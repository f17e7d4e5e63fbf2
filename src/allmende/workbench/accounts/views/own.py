# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""A person's own account and password."""

from typing import Any, cast

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm, PasswordResetForm, SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from allmende.workbench.accounts import queries, services
from allmende.workbench.accounts.models import User
from allmende.workbench.core.access import requires


@requires("accounts.use_own_account")
def me(request: HttpRequest) -> HttpResponse:
    person = cast("User", request.user)
    context = {
        "grants": queries.grants(person),
        "from_identity_provider": queries.comes_from_identity_provider(person),
        "events": Paginator(queries.events_by(person), 20).get_page(request.GET.get("page")),
    }
    return render(request, "accounts/me.html", context)


@sensitive_post_parameters()
@requires("accounts.use_own_account")
def change_password(request: HttpRequest) -> HttpResponse:
    person = cast("User", request.user)
    if not person.has_usable_password():
        return render(request, "account/password_elsewhere.html")
    form = PasswordChangeForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.choose_password(person, form.cleaned_data["new_password1"])
        update_session_auth_hash(request, person)
        messages.success(request, _("The new password applies from now on."))
        return redirect("accounts:me")
    return render(request, "account/password_change.html", {"form": form})


def forgotten(request: HttpRequest) -> HttpResponse:
    """Send a link to a new password, where mail can be sent; the answer never says to whom.

    Who signs in at the identity provider has no password here and gets no link.
    """
    form = PasswordResetForm(request.POST or None)
    by_mail = bool(settings.EMAIL_HOST)
    if by_mail and request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"].lower()
        if too_often := ratelimit.consume_or_429(request, action="reset_password", key=address):
            return cast("HttpResponse", too_often)
        form.save(
            request=request,
            use_https=request.is_secure(),
            subject_template_name="account/email/new_password_subject.txt",
            email_template_name="account/email/new_password.txt",
        )
        return redirect("accounts:link-sent")
    return render(request, "account/password_reset.html", {"form": form, "by_mail": by_mail})


def link_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "account/password_reset_done.html")


class ChoosePassword(PasswordResetConfirmView):
    """Choose a password with a one-time link; the token is kept out of the page's address."""

    template_name = "account/password_reset_from_key.html"
    success_url = reverse_lazy("account_login")

    def get_user(self, uidb64: str) -> Any:
        user = super().get_user(uidb64)
        return user if user is not None and user.is_active else None

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        services.choose_password(cast("User", self.user), form.cleaned_data["new_password1"])
        del self.request.session["_password_reset_token"]
        messages.success(self.request, _("Your password is set. You can sign in with it now."))
        return HttpResponseRedirect(str(self.success_url))


choose_password = ChoosePassword.as_view()
