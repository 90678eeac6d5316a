"""Content Credentials (C2PA): a clip says, signed, that Splitscreen's studio made it by an algorithm.

The certificate is made on this machine at first need and stands for this installation alone, so a verifier finds the
signature valid and its signer unknown; whoever trusts `root.pem` finds it trusted.
Specification: https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html
"""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from filelock import FileLock

from providers.kit.clip import sha256

YEARS = 20
"""How long the certificate lasts; a clip that outlives it is no longer vouched for."""
SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
"""IPTC's word for media that an algorithm made without having learnt from any."""
FRONT = 64
"""Bytes before the credentials at the most: the box that says what kind of file it is."""
SALT = b"c2sh"
"""The JUMBF box of an assertion's salt; 16 bytes follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who signs on this machine."""

    chain: bytes
    """The certificate and the root that vouches for it, as PEM."""
    key: Ed25519PrivateKey


def identity(folder: Path) -> Identity:
    """The identity that is kept in `folder`, made there if there is none; the key can be read by its owner alone."""
    folder.mkdir(parents=True, exist_ok=True)
    chain, key = folder / "chain.pem", folder / "key.pem"
    with FileLock(folder / "identity.lock"):
        if not (chain.exists() and key.exists()):
            _make(folder)
    private = load_pem_private_key(key.read_bytes(), None)
    assert isinstance(private, Ed25519PrivateKey)
    return Identity(chain=chain.read_bytes(), key=private)


def _make(folder: Path) -> None:
    root_key, key = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    root = _certificate("Splitscreen on this machine", root_key, None, root_key)
    leaf = _certificate("Splitscreen studio on this machine", key, root, root_key)
    pem = root.public_bytes(Encoding.PEM)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for name, content, mode in (
        ("root.pem", pem, 0o644),
        ("chain.pem", leaf.public_bytes(Encoding.PEM) + pem, 0o644),
        ("key.pem", private, 0o600),
    ):
        part = folder / f".{name}.part"
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
            os.fsync(file.fileno())
        part.replace(folder / name)


def _certificate(
    name: str, key: Ed25519PrivateKey, issuer: x509.Certificate | None, by: Ed25519PrivateKey
) -> x509.Certificate:
    """A root where there is no issuer, or else a certificate that may sign and do nothing else (C2PA, 14.5.1)."""
    subject = x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Splitscreen"), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    )
    now = datetime.now(UTC)
    root = issuer is None
    usage = x509.KeyUsage(
        digital_signature=not root, key_cert_sign=root, crl_sign=root, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=root, path_length=0 if root else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
    )
    if not root:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    return made.sign(by, None)


def manifest(digest: str, model: str, prompt: str) -> dict[str, Any]:
    """What is claimed of a clip whose bytes have that SHA-256; it names no time, so that one clip has one claim.

    No map has two keys of our own: the library writes those in an order that it draws.
    """
    label = str(uuid.UUID(bytes=bytes.fromhex(digest)[:16], version=4))
    created = {
        "action": "c2pa.created",
        "digitalSourceType": SOURCE,
        "softwareAgent": {"name": "Splitscreen studio"},
        "description": f"Picture and sound were simulated by {model} from the prompt: {prompt}",
    }
    return {
        "label": f"urn:c2pa:{label}",
        "instance_id": f"xmp:iid:{label}",
        "format": "video/mp4",
        "title": "clip.mp4",
        "claim_generator_info": [{"name": "Splitscreen studio"}],
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created]}}],
    }


def seal(clip: Path, sealed: Path, signer: Identity, model: str, prompt: str) -> None:
    """Write the clip to `sealed` with its credentials; the same clip and signer give the same bytes."""
    import c2pa

    claim = json.dumps(manifest(sha256(clip), model, prompt))
    signed: list[bytes] = []

    def sign(data: bytes) -> bytes:
        signed.append(data)
        return signer.key.sign(data)

    algorithm = c2pa.C2paSigningAlg.ED25519
    with (
        c2pa.Signer.from_callback(sign, algorithm, signer.chain.decode()) as by,
        c2pa.Builder(claim) as builder,
        clip.open("rb") as given,
        sealed.open("w+b") as out,
    ):
        builder.sign(by, "video/mp4", given, out)
        out.seek(0)
        head = out.read(sealed.stat().st_size - clip.stat().st_size + FRONT)
        out.seek(0)
        out.write(settled(head, signed[-1], signer.key))


def settled(data: bytes, signed: bytes, key: Ed25519PrivateKey) -> bytes:
    """The sealed file's front with salts that follow from what they salt, and signed anew.

    The library draws its salts by chance and takes no seed; they are there to hide assertions that were cut out, which
    nobody does here. `signed` is what the library had signed.
    """
    signature = key.sign(signed)
    for box in _salted(data):
        at = box.index(SALT) + len(SALT)
        bare = box[:at] + bytes(16) + box[at + 16 :]
        fixed = box[:at] + hashlib.sha256(bare).digest()[:16] + box[at + 16 :]
        old, new = (hashlib.sha256(one[8:]).digest() for one in (box, fixed))
        data = data.replace(box, fixed).replace(old, new)
        signed = signed.replace(old, new)
    return data.replace(signature, key.sign(signed))


def _salted(data: bytes) -> Iterator[bytes]:
    """The assertion boxes with a salt."""
    at = -1
    while (at := data.find(SALT, at + 1)) >= 0:
        start = data.rindex(b"jumb", 0, at) - 4
        size = int.from_bytes(data[start : start + 4], "big")
        if start + size > at:
            yield data[start : start + size]
