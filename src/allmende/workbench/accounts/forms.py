# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""The forms of accounts."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from allmende.workbench.accounts import queries
from allmende.workbench.accounts.models import Grant, Role, User


class PersonForm(forms.ModelForm[User]):
    """Who a person is; what the person may do is asked in RolesForm."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "username", "email", "unit"]
        labels = {"username": _("User name")}
        help_texts = {
            "username": _("To sign in with. Letters, digits and @ . + - _ only."),
            "email": _("Can be used to sign in, too, and to get a link to a new password."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = self.fields["last_name"].required = True

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if queries.address_is_taken(email, except_for=self.instance):
            raise forms.ValidationError(_("Somebody else has this e-mail address."))
        return email


class RolesForm(forms.Form):
    """The roles granted here; those from the identity provider cannot be chosen twice."""

    roles = forms.MultipleChoiceField(
        label=_("Roles granted here"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, person: User, data: Any = None) -> None:
        grants = list(queries.grants(person))
        local = [grant.role for grant in grants if grant.origin == Grant.Origin.LOCAL]
        given = {grant.role for grant in grants if grant.origin == Grant.Origin.SINGLE_SIGN_ON}
        super().__init__(data, initial={"roles": local})
        field = cast("forms.MultipleChoiceField", self.fields["roles"])
        field.choices = [(role, label) for role, label in Role.choices if role not in given]
