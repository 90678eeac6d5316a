"""A form as it came, part by part: value or file, with its name and type."""

from __future__ import annotations

from email import message_from_bytes
from typing import NamedTuple

FORM = "multipart/form-data"


class FormPart(NamedTuple):
    """One part of a form."""

    name: str
    content: bytes
    file: str | None
    """The file's name; `None` for a value."""
    kind: str | None
    """Its content type, where it names one."""


def parts(body: bytes, content_type: str) -> list[FormPart]:
    """The parts in the order in which they came."""
    form = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    return [
        FormPart(
            name=str(part.get_param("name", header="content-disposition")),
            content=part.get_payload(decode=True),  # type: ignore[arg-type]
            file=part.get_filename(),
            kind=part.get("content-type"),
        )
        for part in form.get_payload()  # type: ignore[union-attr]
    ]
