"""What a route gives back: JSON with its version, its token, and the names and texts of people filled in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec
from flask import Response

from shared.vault import ERASED
from shared.web.current import running


@dataclass
class Answer:
    """A body that the route's schema will dump, and headers. `items` are the objects in it that hold ids of people."""

    body: Any
    headers: dict[str, str] = field(default_factory=dict)
    status: int | None = None

    @property
    def items(self) -> list[dict[str, Any]]:
        """The objects of a list, or the one object."""
        return self.body["items"] if isinstance(self.body, dict) and "items" in self.body else [self.body]

    def named(self, *fields: str) -> "Answer":
        """Put `<field>_name` beside each field that holds a person's id, `<field>_names` beside a list of them."""
        ids = {one for item in self.items for name in fields for one in _ids(item.get(name))}
        people = running().stores.directory.get(ids)

        def name_of(identity: str) -> str:
            return people[identity].full_name if identity in people else ERASED

        for item in self.items:
            for name in fields:
                value = item.get(name)
                if isinstance(value, str):
                    item[f"{name}_name"] = name_of(value)
                elif isinstance(value, list):
                    item[f"{name}_names"] = [name_of(one) for one in value]
        return self

    def worded(self, *fields: str) -> "Answer":
        """Put the vault's text in place of each field that holds a reference."""
        refs = {one for item in self.items for name in fields for one in _ids(item.get(name))}
        texts = running().stores.vault.read(refs)
        for item in self.items:
            for name in fields:
                if isinstance(item.get(name), str):
                    item[name] = texts.get(item[name], ERASED)
        return self


def _ids(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return [value]
    return value if isinstance(value, list) else []


def json_response(body: Any, status: int = 200) -> Response:
    """JSON as bytes, without a detour."""
    return Response(msgspec.json.encode(body), status, mimetype="application/json")
