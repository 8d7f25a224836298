"""Which addresses may be dialled: global unicast ones, and the private ones that `[network] allow_private` lists."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
COMPATIBLE = IPv6Network("::/96")  # RFC 4291 2.5.5.1, deprecated: likewise
NEVER = (
    IPv6Network("64:ff9b:1::/48"),  # RFC 8215: NAT64 for local use
    IPv6Network("2001::/32"),  # Teredo: the tunnel's end is chosen by whoever made the address
    IPv6Network("fec0::/10"),  # site-local, deprecated, still routed inside some networks
)


def is_public(text: str) -> bool:
    """Whether an address, as a resolver gave it, lies in the public Internet; an IPv4 one inside IPv6 is taken out first."""
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address):
        if any(address in network for network in NEVER):
            return False
        inner = _embedded(address)
        if inner is not None:
            return _is_global_unicast(inner)
    return _is_global_unicast(address)


def may_dial(address: str, *, host: str, port: int, allowed: bool | tuple[str, ...]) -> bool:
    """Whether this address may be dialled for this host, given `[network] allow_private`."""
    if allowed is True or is_public(address):
        return True
    if not allowed:
        return False
    names = {f"{address}:{port}", f"[{address}]:{port}", f"{host}:{port}", f"[{host}]:{port}"}
    return not names.isdisjoint(allowed)


def _is_global_unicast(address: Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _embedded(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address in NAT64 or address in COMPATIBLE:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None
