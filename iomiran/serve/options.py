"""Where and how to listen, from the environment, checked before any long work."""

import errno
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from iomiran.environment import switch


class OptionError(Exception):
    """A value that cannot be used; the message is one sentence for the operator."""


@dataclass(frozen=True)
class Options:
    host: str
    port: int
    workers: int
    access_log: bool

    @property
    def reachable_host(self) -> str:
        """The host as a browser on this machine writes it."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(self.host, self.host)
        return f"[{host}]" if ":" in host else host

    @property
    def address(self) -> str:
        return f"http://{self.reachable_host}:{self.port}"

    @property
    def is_local(self) -> bool:
        return self.host in ("localhost", "::1") or self.host.startswith("127.")


def read_options(environment: Mapping[str, str]) -> Options:
    """HOST, PORT, WEB_WORKERS, ACCESS_LOG; raises OptionError."""
    return Options(
        host=environment.get("HOST", "").strip() or "127.0.0.1",
        port=_number(environment, "PORT", 8000, 65535),
        workers=_number(environment, "WEB_WORKERS", 2, 12),
        access_log=_switch(environment, "ACCESS_LOG"),
    )


def check_port(options: Options) -> None:
    """Raise OptionError when the portal could not listen there.

    The server itself would not notice: it shares a port with whoever allows that.
    """
    try:
        found = socket.getaddrinfo(
            options.host, options.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except (socket.gaierror, UnicodeError) as error:
        raise OptionError(
            f"HOST={options.host} is not an address of this machine; use 127.0.0.1, or 0.0.0.0 "
            "to listen on all addresses."
        ) from error
    family, kind, protocol, _, address = found[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen(1)
        except OSError as error:
            raise OptionError(_refusal(options, error)) from error


def _refusal(options: Options, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {options.port} on {options.host} is in use by another program; end that "
            f"program or choose another port: make run PORT={_other(options.port)}"
        )
    if error.errno == errno.EACCES:
        return (
            f"You may not listen on port {options.port}; choose one above 1023: make run PORT=8000"
        )
    return (
        f"The portal cannot listen on {options.host} port {options.port} "
        f"({os.strerror(error.errno)}); check HOST and PORT."
    )


def _other(port: int) -> int:
    return port + 1 if port < 65535 else 8000


def _number(environment: Mapping[str, str], name: str, default: int, highest: int) -> int:
    text = environment.get(name, "").strip()
    if not text:
        return default
    if text.isascii() and text.isdigit() and 1 <= int(text) <= highest:
        return int(text)
    raise OptionError(f"{name}={text} cannot be used; give a whole number from 1 to {highest}.")


def _switch(environment: Mapping[str, str], name: str) -> bool:
    text = environment.get(name, "")
    try:
        return switch(text)
    except ValueError as error:
        raise OptionError(f"{name}={text.strip()} cannot be used; give 1 or 0.") from error
