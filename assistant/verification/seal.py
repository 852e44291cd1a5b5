"""A judgement that nobody can read until every examiner has given one."""

from tools.case import Case
from tools.errors import IntegrityError, ToolError
from tools.verification import Opened, Sealed

_WHAT = "verdict"
_BLOCK = 4096
"""Bytes: every judgement is filled up to a multiple of it, so that its length does not tell of its verdict or remarks."""


class VerdictSeal:
    """Closes and opens judgements with the station's seal of the case (`Case.seal`).

    The case folder alone, a copy of it, and every display of this program are thereby blind. Who has the station's secret and the
    skill to use it could look all the same: the commitment in the ledger still holds the examiner to what was said.

    Args:
        case: the open case; CaseError when it was opened without the station's secret.
    """

    def __init__(self, case: Case) -> None:
        self._seal = case.seal
        self.id = self._seal.id
        """Tells whether a verdict was sealed at this station."""

    def close(self, opened: Opened, commitment: str) -> bytes:
        """Seal a judgement; it can be opened only with the commitment that it was sealed under."""
        content = opened.model_dump_json().encode()
        return self._seal.close(content.ljust(-(-len(content) // _BLOCK) * _BLOCK), _WHAT, commitment)

    def open(self, record: Sealed) -> Opened:
        """The judgement of a sealed verdict.

        Raises:
            ToolError: it was sealed at another station.
            IntegrityError: it is not what the examiner gave.
        """
        if record.seal != self.id:
            raise ToolError(
                f"{record.examiner} judged this candidate at another station, which alone can open that verdict: give yours there."
            )
        try:
            return Opened.model_validate_json(self._seal.open(record.sealed, _WHAT, record.commitment))
        except (IntegrityError, ValueError) as error:
            raise IntegrityError(f"The sealed verdict {record.id} on {record.evidence} is not what {record.examiner} gave.") from error
