"""What elements are shown: the proxy or the token of the user, found where HTCondor's own tools look for them."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping

from parisana.errors import InputError
from parisana.plugins.credentials import token
from parisana.plugins.held import Held, proxy_of, token_here, usable
from parisana.plugins.runner import LocalRunner, Runner

from .settings import HTCondorCESettings


class Credential:
    """The credential of one site; on another host only proxies are known."""

    def __init__(self, settings: HTCondorCESettings, runner: Runner) -> None:
        self._wanted, self._account = settings.credential, settings.oidc_account or ""
        self._runner = runner

    def held(self) -> Held | None:
        """Return what is shown; of both the token, unless it is over."""
        proxy = proxy_of(self._runner) if self._wanted != "token" else None
        found = [held for held in (self._token(), proxy) if held is not None]
        return usable(found, time.time())

    def environment(self) -> Mapping[str, str] | None:
        """Return the environment of commands, with the token of oidc-agent; it stands on no command line."""
        if not self._account or not self._may_be_token():
            return None
        try:
            found = token(os.environ, self._account)
        except InputError:
            if self._wanted == "token":
                raise
            return None  # the proxy may still do
        return {**os.environ, "BEARER_TOKEN": found} if found else None

    def rides(self) -> bool:
        """Whether jobs get a proxy: one that is there and can be used, unless tokens only are wanted."""
        if self._wanted is not None:
            return self._wanted == "proxy"
        proxy = proxy_of(self._runner)
        return proxy is not None and not proxy.trouble and not proxy.over(time.time())

    def _token(self) -> Held | None:
        if not self._may_be_token():
            return None
        try:
            return token_here(os.environ, self._account)
        except InputError:
            if self._wanted == "token":
                raise
            return None  # the proxy may still do

    def _may_be_token(self) -> bool:
        return self._wanted != "proxy" and isinstance(self._runner, LocalRunner)
