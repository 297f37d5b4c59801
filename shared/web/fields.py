"""The kinds of values that come in and go out; every mistake has a stable code instead of a sentence."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import marshmallow as ma
from marshmallow import validate
from marshmallow.types import ErrorMessages

CODES: ErrorMessages = {
    "required": "REQUIRED",
    "null": "NULL",
    "validator_failed": "INVALID",
    "invalid": "INVALID",
    "invalid_utf8": "INVALID",
    "type": "INVALID",
    "too_large": "OUT_OF_RANGE",
    "special": "INVALID",
    "format": "INVALID",
    "invalid_awareness": "ZONE_MISSING",
    "invalid_uuid": "INVALID",
    "unknown": "UNKNOWN_FIELD",
}
CODE_PATTERN = r"^[A-Z][A-Z0-9_]*$"
UUID_PATTERN = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
LARGEST_COUNT = 1_000_000
FIRST_YEAR, LAST_YEAR = 1901, 2100
LARGEST_AMOUNT = 10**12
AMOUNT_PATTERN = r"^-?[0-9]{1,13}(\.[0-9]{1,6})?$"


class Schema(ma.Schema):
    """A JSON object with exactly these fields; codes instead of sentences."""

    error_messages = {"unknown": "UNKNOWN_FIELD", "type": "WRONG_TYPE"}  # noqa: RUF012 - as marshmallow has it

    class Meta:
        unknown = ma.RAISE
        render_module = None


class Form(validate.Regexp):
    """The whole text has this form. `^` and `$` are for OpenAPI; in Python, `$` alone lets a line end follow."""

    def __call__(self, value: Any) -> Any:
        if self.regex.fullmatch(value) is None:
            raise ma.ValidationError(self._format_error(value))
        return value


class _Coded:
    """Gives a field our codes for whatever marshmallow has to say."""

    default_error_messages: ErrorMessages = CODES


class Words(_Coded, ma.fields.String):
    """A text of so many characters without control characters or broken ones; `lines` allows line breaks."""

    def __init__(self, most: int = 200, least: int = 1, *, lines: bool = False, **options: Any) -> None:
        allowed = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]*$" if lines else r"^[^\x00-\x1f\x7f\ud800-\udfff]*$"
        super().__init__(**options)
        self.validators.insert(0, validate.Length(least, most, error="LENGTH"))
        self._allowed = Form(allowed, error="CONTROL_CHARACTER")

    def _validate(self, value: Any) -> None:
        self._allowed(value)
        super()._validate(value)


class Code(Words):
    """A code of the field in capitals, such as a competency's."""

    def __init__(self, **options: Any) -> None:
        super().__init__(60, validate=Form(CODE_PATTERN, error="INVALID"), **options)


class Prose(_Coded, ma.fields.String):
    """A text that only goes out, however long it is."""


class Identity(_Coded, ma.fields.String):
    """An opaque id: a UUID in lower case."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("metadata", {"format": "uuid"})
        super().__init__(validate=Form(UUID_PATTERN, error="INVALID"), **options)


class Choice(_Coded, ma.fields.String):
    """One of some codes."""

    def __init__(self, among: Sequence[str], **options: Any) -> None:
        super().__init__(validate=validate.OneOf(tuple(among), error="UNKNOWN_CODE"), **options)


class Count(_Coded, ma.fields.Integer):
    """A whole number in a range; `text` accepts digits, for what comes in a URL."""

    def __init__(self, least: int = 0, most: int = LARGEST_COUNT, *, text: bool = False, **options: Any) -> None:
        super().__init__(strict=not text, validate=validate.Range(least, most, error="OUT_OF_RANGE"), **options)


class Amount(_Coded, ma.fields.Decimal):
    """A decimal number of at most six places, as text or number; goes out as text."""

    def __init__(self, least: int = -LARGEST_AMOUNT, most: int = LARGEST_AMOUNT, **options: Any) -> None:
        options["metadata"] = {"type": "string", "pattern": AMOUNT_PATTERN} | options.get("metadata", {})
        super().__init__(allow_nan=False, as_string=True, **options)
        self._least, self._most = least, most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        number = super()._deserialize(value, attr, data, **kwargs)
        exponent = number.as_tuple().exponent
        # Looked at before anything computes with it: 1e999999999 is a short text and a very long number.
        if not isinstance(exponent, int) or not -6 <= exponent <= 12 or number.adjusted() > 12:
            raise ma.ValidationError("OUT_OF_RANGE")
        if not self._least <= number <= self._most:
            raise ma.ValidationError("OUT_OF_RANGE")
        return number

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return None if value is None else str(value)


class Day(_Coded, ma.fields.Date):
    """A day of the 20th or 21st century, `YYYY-MM-DD`; read models hold it as text already."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return _in_reach(super()._deserialize(value, attr, data, **kwargs))

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class Moment(_Coded, ma.fields.AwareDateTime):
    """A time of the 20th or 21st century with its zone (RFC 3339); read models hold it as text already."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return _in_reach(super()._deserialize(value, attr, data, **kwargs))

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value


class Flag(_Coded, ma.fields.Boolean):
    """True or false; `text` accepts the words, for what comes in a URL."""

    def __init__(self, *, text: bool = False, **options: Any) -> None:
        super().__init__(truthy={"true"} if text else {True}, falsy={"false"} if text else {False}, **options)
        self._type = str if text else bool

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, self._type):  # 1 equals True
            raise self.make_error("invalid")
        return super()._deserialize(value, attr, data, **kwargs)


class Many(_Coded, ma.fields.List[Any]):
    """A list of so many values."""

    def __init__(self, inner: Any, most: int = 500, least: int = 0, **options: Any) -> None:
        super().__init__(cls_or_instance=inner, validate=validate.Length(least, most, error="LENGTH"), **options)


class Part(_Coded, ma.fields.Nested):
    """An object inside an object."""

    def __init__(self, nested: Any, **options: Any) -> None:
        super().__init__(nested=nested, **options)


class Table(_Coded, ma.fields.Dict):
    """So many values by code."""

    def __init__(self, most: int = 500, least: int = 0, **options: Any) -> None:
        sizes = {"minProperties": least, "maxProperties": most}
        super().__init__(metadata=sizes | options.pop("metadata", {}), **options)
        # Not among the validators, since OpenAPI would be told the length of a text.
        self._size = validate.Length(least, most, error="LENGTH")

    def _validate(self, value: Any) -> None:
        self._size(value)
        super()._validate(value)


class Anything(_Coded, ma.fields.Raw):
    """JSON whose shape depends on the rule that it explains; goes out only."""


def _in_reach(value: date) -> date:
    """Nothing computes with days at the ends of the calendar, where adding one more would fail."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ma.ValidationError("OUT_OF_RANGE")
    return value
