"""From where the page can be reached: this machine alone, or other machines too, with TLS and accounts."""

import errno
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509

from tools.errors import CaseError

HOST = "127.0.0.1"
_TRIED = 40
"""Ports that are tried one after another."""


@dataclass(frozen=True)
class Tls:
    """A certificate with its key."""

    certificate: Path
    key: Path
    names: frozenset[str]
    """The names and addresses that it is for."""


def loopback(host: str) -> bool:
    """Whether an address is this machine's own and no other machine's."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def tls_of(certificate: Path | None, key: Path | None) -> Tls | None:
    """A certificate and its key, read; None where neither is given.

    Raises:
        CaseError: one of them is missing, they do not belong together, or the certificate names nothing or is not valid now.
    """
    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        raise CaseError("TLS takes a certificate and its key: give both (--tls-certificate, --tls-key).")
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key, password=lambda: "")
        read = x509.load_pem_x509_certificates(certificate.read_bytes())[0]
    except (ssl.SSLError, ValueError, OSError) as error:
        raise CaseError(f"{certificate} and {key} are no PEM certificate with its unencrypted key ({error}).") from None
    now = datetime.now(UTC)
    if not read.not_valid_before_utc <= now < read.not_valid_after_utc:
        raise CaseError(
            f"The certificate is valid from {read.not_valid_before_utc:%Y-%m-%d} to {read.not_valid_after_utc:%Y-%m-%d}: get another one."
        )
    try:
        subject = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        raise CaseError("The certificate names no host (subjectAltName): browsers would refuse it.") from None
    names = [*subject.get_values_for_type(x509.DNSName), *map(str, subject.get_values_for_type(x509.IPAddress))]
    return Tls(certificate, key, frozenset(name.lower() for name in names))


def check_reach(host: str, tls: Tls | None, accounts: bool) -> None:
    """Pass where the page may be opened at an address; CaseError with what is missing otherwise."""
    if loopback(host):
        return
    missing = []
    if tls is None:
        missing.append("TLS (--tls-certificate FILE --tls-key FILE), for passwords and exhibits cross the network")
    if not accounts:
        missing.append(
            "accounts (make the administrator's with `exhibit accounts new NAME`), for without them whoever opens it holds all roles"
        )
    if missing:
        raise CaseError(
            f"At {host} other machines reach the page. That takes {' and '.join(missing)}. Without --host it is open to this machine alone."
        )


def named(host: str, tls: Tls | None) -> str:
    """The host by which the page is told: with TLS one that the certificate is for, where it is for another than the address."""
    if tls is None or host in tls.names or not tls.names:
        return f"[{host}]" if ":" in host else host
    return min(tls.names)


def listen(port: int, host: str = HOST) -> socket.socket:
    """A listening socket at an address of this machine, at a port or the next free one.

    Raises:
        CaseError: none of them is free, or this machine has no such address.
    """
    try:
        [(family, *_, address), *_] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise CaseError(f"{host} is no address ({error.strerror}).") from None
    for wanted in range(port, min(port + _TRIED, 65536)):
        place = socket.socket(family, socket.SOCK_STREAM)
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind((address[0], wanted))
            place.listen(128)
        except OSError as error:
            place.close()
            if error.errno == errno.EADDRNOTAVAIL:
                raise CaseError(f"This machine does not have the address {host}.") from None
            continue
        return place
    raise CaseError(f"The ports {port} to {wanted} of this machine are taken. Choose another with --port.")
