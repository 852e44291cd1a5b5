"""What a cell of a workbook shows."""

import datetime as dt
import re
from typing import Any

_DECIMALS = re.compile(r"0\.(0+)")


def shown(cell: Any) -> str:
    """The value of a cell as a reader sees it: dates in ISO 8601, so that no order of day and month is in doubt; numbers with
    the decimals, the percent sign and the currency of their format; nothing for an empty cell."""
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case dt.datetime():
            return value.date().isoformat() if _is_midnight(value) and "h" not in _format(cell) else value.isoformat(" ", "seconds")
        case dt.date() | dt.time():
            return value.isoformat()
        case int() | float():
            return _number(value, _format(cell))
        case _:
            return " ".join(str(value).split())


def _format(cell: Any) -> str:
    return str(cell.number_format or "General")


def _is_midnight(value: dt.datetime) -> bool:
    return value.time() == dt.time(0)


def _number(value: float, form: str) -> str:
    """A number in its cell's format, as far as decimals, thousands, percent and a currency sign go."""
    form = form.split(";")[0]
    if form in ("General", "@") or not re.search(r"[0#]", form):
        return repr(value) if isinstance(value, float) and not value.is_integer() else str(int(value))
    decimals = _DECIMALS.search(form)
    places = len(decimals[1]) if decimals else 0
    percent = "%" in form
    text = f"{value * 100 if percent else value:{',' if '#,##0' in form else ''}.{places}f}"
    if zeros := re.fullmatch(r"0{2,}", form):  # account and telephone numbers are kept to their length like this
        text = f"{int(value):0{len(zeros[0])}d}"
    sign = re.search(r"[€£$¥₹]", form)
    return f"{sign[0] if sign else ''}{text}{'%' if percent else ''}"
