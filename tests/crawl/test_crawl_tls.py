"""A portal whose certificate nobody vouches for: explained, and crawled only where the registry excepts it."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawler.items import Article
from crawler.portals import Portal
from crawler.sample import Faults, Samples
from crawler.sample.nukeviet import NukeVietSite
from crawler.sample.server import SampleServer

DAY = datetime.timedelta(days=1)


def certificate(issued_by: str, path: Path) -> ssl.SSLContext:
    """A server's side of TLS with a certificate for 127.0.0.1: its own when ``issued_by`` is "itself", else one whose
    issuer is not in the chain that the server sends."""
    key, issuer_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    issuer = name if issued_by == "itself" else x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issued_by)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - DAY)
        .not_valid_after(now + DAY)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key if issued_by == "itself" else issuer_key, hashes.SHA256())
    )
    no_password = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, no_password)
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


@contextmanager
def secure(entry: Portal, context: ssl.SSLContext) -> Iterator[Portal]:
    """The NukeViet stand-in over TLS."""
    server = SampleServer(context)
    try:
        server.start(NukeVietSite(server.origin, Faults()), Faults())
        yield replace(entry, id="secure", home=f"{server.origin}/", hosts=(server.host,))
    finally:
        server.stop()


@pytest.mark.parametrize("issued_by", ["itself", "An issuer that is not sent"])
def test_a_broken_chain_is_one_portals_exception(
    samples: Samples, run, archived: Callable[[], list[Article]], tmp_path: Path, issued_by: str
) -> None:
    with secure(samples[0], certificate(issued_by, tmp_path / "server.pem")) as portal:
        refused = run([portal, samples[1]], limit=2)
        assert [p.grade for p in refused.portals] == ["failing", "ok"]
        assert 'tls = "unverified"' in refused.portals[0].message
        assert {a.portal for a in archived()} == {"sample-hanoi"}
        excepted = run([replace(portal, tls="unverified"), samples[1]], limit=2)
    assert [p.grade for p in excepted.portals] == ["ok", "ok"]
    assert {a.portal for a in archived()} == {"sample-hanoi", "secure"}
