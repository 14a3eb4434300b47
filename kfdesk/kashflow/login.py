"""The user name and password of a gateway, and how they are kept out of everything else."""

from dataclasses import dataclass, field
from html import escape

_HIDDEN = "•••"
_SHORTEST_HIDDEN = 4  # shorter ones would blot out ordinary words


@dataclass(frozen=True)
class Login:
    """Who calls. Neither name nor password is shown by `repr`."""

    username: str = field(repr=False)
    password: str = field(repr=False)

    def hide(self, text: str) -> str:
        """The text without user name and password: a service may say back what it was told."""
        secrets = {form for secret in (self.username, self.password) for form in (secret, escape(secret))}
        for secret in sorted(secrets, key=len, reverse=True):
            if len(secret) >= _SHORTEST_HIDDEN:
                text = text.replace(secret, _HIDDEN)
        return text
