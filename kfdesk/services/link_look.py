"""A look at the accounts package: the login it tries, and what it finds of the API settings."""

from dataclasses import dataclass, field
from enum import StrEnum

from kfdesk.domain.company import CompanyDetails, LookUps
from kfdesk.domain.errors import (
    AddressNotAllowed,
    ApiNotEnabled,
    CallFailed,
    KeyringError,
    KfdeskError,
    LoginRefused,
    Refused,
    RemoteLoginOff,
)


class AccessItem(StrEnum):
    """The four API settings of KashFlow, in the guide's order."""

    ENABLED = "enabled"
    REMOTE_LOGIN = "remote_login"
    RESTRICT_ACCESS = "restrict_access"
    PASSWORD_SETTINGS = "password_settings"  # noqa: S105 - the guide's name of a setting


class Standing(StrEnum):
    """What is known of an API setting."""

    READY = "ready"
    MEND = "mend"
    UNSEEN = "unseen"


@dataclass(frozen=True)
class AccessLine:
    """An API setting, what is known of it, and the refusal that told it."""

    item: AccessItem
    standing: Standing
    error: CallFailed | None = None


@dataclass(frozen=True)
class Login:
    """What the details page asks for; an empty address means the package's own."""

    username: str
    password: str = field(repr=False)
    address: str = ""


@dataclass(frozen=True)
class Look:
    """What a look at the accounts package found; `failure` is None when it succeeded.

    `remote_login` is what the separate question for Remote Login was refused with.
    `kept_in` names the keyring that has the password; None and no `keyring_failure`: there is none.
    """

    login: Login
    details: CompanyDetails | None = None
    look_ups: LookUps | None = None
    failure: KfdeskError | None = None
    remote_login: CallFailed | None = None
    kept_in: str | None = None
    keyring_failure: KeyringError | None = None

    @property
    def has_succeeded(self) -> bool:
        """The company and its lists were read."""
        return self.failure is None

    @property
    def is_answered(self) -> bool:
        """Yes or no, KashFlow itself gave an answer."""
        return self.failure is None or isinstance(self.failure, Refused)


def checklist(look: Look | None) -> tuple[AccessLine, ...]:
    """The four API settings as a look shows them; None: nothing was looked at yet."""
    if look is None:
        return tuple(AccessLine(item, Standing.UNSEEN) for item in AccessItem)
    return tuple(_access_line(item, look) for item in AccessItem)


_BLAMED: dict[type[KfdeskError], AccessItem] = {
    ApiNotEnabled: AccessItem.ENABLED,
    RemoteLoginOff: AccessItem.REMOTE_LOGIN,
    AddressNotAllowed: AccessItem.RESTRICT_ACCESS,
    LoginRefused: AccessItem.PASSWORD_SETTINGS,
}


def _access_line(item: AccessItem, look: Look) -> AccessLine:
    for error in (look.failure, look.remote_login):
        if isinstance(error, CallFailed) and _BLAMED.get(type(error)) is item:
            return AccessLine(item, Standing.MEND, error)
    # A refusal names one setting; whether the others would pass cannot be seen behind it.
    is_seen = look.has_succeeded and (item is not AccessItem.REMOTE_LOGIN or look.remote_login is None)
    return AccessLine(item, Standing.READY if is_seen else Standing.UNSEEN)
