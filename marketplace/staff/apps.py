from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's users with forms for accounts that have no user name."""

    user_viewset = "marketplace.staff.views.people.PeopleViewSet"
