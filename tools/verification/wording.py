"""Rates in words."""


def percent(rate: float) -> str:
    """A rate (0 to 1) in percent with three digits, however small it is: 1.23 %, 0.0832 %."""
    return f"{100 * rate:.3g} %"
