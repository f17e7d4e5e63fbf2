# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Addresses of accounts. Of allauth's, only the ones an office needs: nobody signs up here."""

from allauth.account import views as account
from allauth.socialaccount import views as socialaccount
from django.urls import include, path, re_path

from allmende.workbench.accounts.views import demo, entry, own, people

own_patterns = [
    path("", own.me, name="me"),
    path("demo", demo.sign_in, name="demo"),
    path("password/change", own.change_password, name="change-password"),
    path("password/forgotten", own.forgotten, name="forgotten"),
    path("password/sent", own.link_sent, name="link-sent"),
    path("password/choose/<uidb64>/<token>", own.choose_password, name="choose-password"),
    path("people/", people.index, name="people"),
    path("people/new", people.edit, name="person-new"),
    path("people/<int:pk>", people.detail, name="person"),
    path("people/<int:pk>/edit", people.edit, name="person-edit"),
    path("people/<int:pk>/roles", people.roles, name="person-roles"),
    re_path(
        r"^people/(?P<pk>\d+)/(?P<what>deactivate|reactivate|link)$",
        people.act,
        name="person-act",
    ),
]

urlpatterns = [
    path("", include((own_patterns, "accounts"))),
    path("login/", entry.sign_in, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("cancelled/", socialaccount.login_cancelled, name="socialaccount_login_cancelled"),
    path("error/", socialaccount.login_error, name="socialaccount_login_error"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]
