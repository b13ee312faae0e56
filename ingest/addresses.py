"""Which addresses of the internet the fetcher may connect to."""

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from ingest.errors import AddressRefused, Unreachable

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def checked_url(url: str) -> SplitResult:
    """The parts of an address we may ask for: http or https, with a host, without a password. Raises AddressRefused."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise AddressRefused(f"is no valid address ({error})", "Check its spelling") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise AddressRefused(f"is not a web address ({parts.scheme or 'no scheme'})", "Only http:// and https:// are fetched")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("carries a user name or a password", "Take it out of the address")
    if any(character.isspace() or not character.isprintable() for character in url):
        raise AddressRefused("holds white space or control characters", "Check its spelling")
    return parts


def resolve(host: str, port: int, private: bool) -> str:
    """The IP address to connect to. Raises AddressRefused when any of the host's addresses is not public, Unreachable when it has none.

    The caller connects to this very address: a second look-up could answer differently (DNS rebinding).
    """
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"the host {host!r} cannot be found", "Check its spelling and the network") from error
    if not private:
        for address in found:
            if not is_public(address):
                raise AddressRefused(
                    f"leads to {address}, which is not on the public internet", "Set POLICYGRAPH_FETCH_PRIVATE=1 if you trust that server"
                )
    return found[0]


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet; addresses that wrap an IPv4 one (mapped, 6to4, Teredo, NAT64) count as both."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast
