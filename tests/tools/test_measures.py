"""A measure is a number with its interval, or a reason."""

import pytest
from pydantic import ValidationError

from tools.measures import Measure


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"mean": 1.0},
        {"interval": (0.0, 1.0)},
        {"interval": (0.0, 1.0), "reason": "short"},
        {"mean": 1.0, "interval": (2.0, 1.0)},
        {"reason": ""},
    ],
)
def test_a_number_without_interval_or_reason_is_refused(fields: dict[str, object]) -> None:
    """Half a measure is a type error."""
    with pytest.raises(ValidationError):
        Measure.model_validate({"name": "F1", "unit": "Hz"} | fields)


def test_a_number_or_a_reason_will_do() -> None:
    """A mean with its interval, or a reason alone, is a measure; a reason may stand beside a number."""
    Measure(name="F1", unit="Hz", mean=500, interval=(300, 700), reason="short")
    Measure(name="F1", unit="Hz", reason="telephone")
