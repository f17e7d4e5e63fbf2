# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""People and their roles, for administrators."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from allmende.workbench.accounts import queries, services
from allmende.workbench.accounts.forms import PersonForm, RolesForm
from allmende.workbench.accounts.models import Role, User
from allmende.workbench.core.access import requires
from allmende.workbench.core.errors import Refused

LINK = "accounts_one_time_link"


@requires("accounts.manage_people")
def index(request: HttpRequest) -> HttpResponse:
    search, role = request.GET.get("q", "").strip(), request.GET.get("role", "")
    inactive = request.GET.get("inactive") == "1"
    found = queries.people(search, role, inactive)
    counts = queries.role_counts()
    labels = [(queries.EMPLOYEE, _("no role")), *Role.choices]
    context = {
        "people": Paginator(found, 30).get_page(request.GET.get("page")),
        "search": search,
        "role": role,
        "inactive": inactive,
        "roles": [(key, label, counts[key]) for key, label in labels],
        "inactive_count": queries.inactive_count(),
    }
    return render(request, "accounts/people.html", context)


@never_cache
@requires("accounts.manage_people")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.select_related("unit"), pk=pk)
    return _page(request, person, RolesForm(person), link=_shown_once(request, person))


@requires("accounts.manage_people")
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    person = get_object_or_404(User, pk=pk) if pk else User()
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        changed = form.save(commit=False)
        try:
            if pk:
                services.change_person(request.user, changed, form.changed_data)
            else:
                services.create_person(request.user, changed)
                _keep_link(request, changed)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:person", pk=changed.pk)
    return render(request, "accounts/edit.html", {"form": form, "person": person})


@require_POST
@requires("accounts.manage_people")
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    form = RolesForm(person, request.POST)
    if form.is_valid():
        try:
            services.set_roles(request.user, person, form.cleaned_data["roles"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:person", pk=pk)
    return _page(request, person, form, status=422)


@require_POST
@requires("accounts.manage_people")
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Deactivate, reactivate, or make a link to choose a password."""
    person = get_object_or_404(User, pk=pk)
    try:
        if what == "link":
            _keep_link(request, person)
        elif what == "deactivate":
            services.deactivate(request.user, person)
            messages.success(request, _("The account is deactivated."))
        else:
            services.reactivate(request.user, person)
            messages.success(request, _("The account is active again."))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("accounts:person", pk=pk)


def _page(
    request: HttpRequest, person: User, form: RolesForm, link: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "person": person,
        "form": form,
        "link": link,
        "grants": queries.grants(person),
        "from_identity_provider": queries.comes_from_identity_provider(person),
        "is_me": person == request.user,
        "events": queries.events_about(person)[:20],
    }
    return render(request, "accounts/person.html", context, status=status)


def _keep_link(request: HttpRequest, person: User) -> None:
    made = services.make_one_time_link(request.user, person)
    path = reverse("accounts:choose-password", args=[made.uid, made.token])
    request.session[LINK] = {"person": person.pk, "address": request.build_absolute_uri(path)}


def _shown_once(request: HttpRequest, person: User) -> str:
    kept = request.session.get(LINK)
    if not kept or kept["person"] != person.pk:
        return ""
    address: str = request.session.pop(LINK)["address"]
    return address
