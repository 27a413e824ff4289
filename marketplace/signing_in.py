"""Who belongs where after signing in; the parts of the house below do not know one another."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import redirect

from cooperatives.accounts.models import User
from cooperatives.joining.selectors import nominations_of
from cooperatives.officers.selectors import is_field_agent
from cooperatives.permissions import cooperatives_for
from fairs.models import EditionMembership
from marketplace.basket.requests import SignedInRequest

Person = User | AnonymousUser


def works_for_platform(user: Person) -> bool:
    """Whether the staff's pages at /cms/ are open to `user`."""
    return bool(user.is_active and user.has_perm("wagtailadmin.access_admin"))


def organises(user: Person) -> bool:
    """Whether `user` organises an edition or a programme now, or works for the platform."""
    if not user.is_active:
        return False
    return user.is_staff or EditionMembership.objects.current().filter(user_id=user.pk).exists()


@login_required
def after_sign_in(request: SignedInRequest) -> HttpResponse:
    """Send a person to where they work; a shopper to the home page."""
    if works_for_platform(request.user):
        return redirect("wagtailadmin_home")
    if cooperatives_for(request.user).exists():
        return redirect("workspace:home")
    if nominations_of(request.user).exists():
        # A cooperative that joins names this number as its second officer's.
        return redirect("workspace:join-asked")
    if is_field_agent(request.user):
        return redirect("workspace:field")
    return redirect("organiser:home" if organises(request.user) else "home")
