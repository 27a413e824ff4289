"""Who signs in: by phone and one-time code, or by e-mail and password."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperatives import clock
from cooperatives.accounts.enums import SpokenLanguage
from cooperatives.encryption import EncryptedTextField, digest
from cooperatives.identifiers import new_public_id


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, *, phone: str = "", email: str | None = None, password: str | None = None, **extra: Any
    ) -> "User":
        """A user with an E.164 `phone` or an e-mail address, or both."""
        user = self.model(email=self.normalize_email(email).lower() if email else None, **extra)
        user.set_phone(phone)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, *, password: str | None = None, **extra: Any) -> "User":
        return self.create_user(password=password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(public_id=username)

    def with_phone(self, phone: str) -> "User | None":
        """The user whose number is `phone` (E.164), if there is one."""
        return self.filter(phone_digest=digest(phone)).first() if phone else None


class User(AbstractBaseUser, PermissionsMixin):
    """A person's sign-in. What they may do hangs on their memberships, never on this row."""

    # Editable, since Wagtail's form for staff is built on the USERNAME_FIELD.
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    phone = EncryptedTextField(blank=True, default="", editable=False)
    phone_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001 -- unique
    phone_verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    language = models.CharField(
        max_length=2, default="ar", choices=[("ar", "العربية"), ("fr", "Français"), ("en", "English")]
    )
    # In which help is heard; empty until somebody has chosen.
    spoken_language = models.CharField(
        max_length=3, choices=SpokenLanguage.choices, blank=True, default="", db_default=""
    )
    shows_rial = models.BooleanField(
        _("amounts in rial too"), default=False, db_default=False, help_text=_("20 rial are one dirham.")
    )
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(_("works for the platform"), default=False)
    date_joined = models.DateTimeField(default=clock.now, editable=False)
    anonymised_at = models.DateTimeField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "public_id"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    objects = UserManager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(phone_digest__isnull=False) | Q(anonymised_at__isnull=False),
                name="user_has_phone_or_email",
            ),
            models.CheckConstraint(
                condition=Q(phone="", phone_digest__isnull=True) | (~Q(phone="") & Q(phone_digest__isnull=False)),
                name="user_phone_iff_digest",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email or self.public_id

    def set_phone(self, phone: str) -> None:
        """Set the number (E.164, or empty) and the digest it is found by, without saving."""
        self.phone = phone
        self.phone_digest = digest(phone) if phone else None

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name or str(self)
