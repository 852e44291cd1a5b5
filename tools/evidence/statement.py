"""What every statement made by a tool has."""

import hashlib
import json
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field, computed_field

from tools.evidence.place import Citation

ID_DIGITS = 12


class Evidence(BaseModel):
    """One statement made by a tool. It cannot exist without a citation, and its id is a hash of its content."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    added_later: ClassVar[frozenset[str]] = frozenset()
    """Fields that came after evidence was first stored. At their default they are left out of the id, so that stored ids hold."""
    not_in_id: ClassVar[frozenset[str]] = frozenset()
    """Fields that people fill after the tool: the id is that of what the tool found."""
    kind: str
    text: str
    """The statement, as an officer and the language model read it."""
    citations: tuple[Citation, ...] = Field(min_length=1)
    source: str
    """The tool that made it."""
    score: float | None = None
    """The tool's own measure; scores of different tools must not be compared."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def id(self) -> str:
        """`ev-` and the first 12 hex digits of the SHA-256 of everything else that the tool found."""
        fields = type(self).model_fields
        unset = {name for name in self.added_later if getattr(self, name) == fields[name].default}
        content = json.dumps(
            self.model_dump(mode="json", exclude={"id", *unset, *self.not_in_id}),
            sort_keys=True,
            ensure_ascii=False,
        )
        return "ev-" + hashlib.sha256(content.encode()).hexdigest()[:ID_DIGITS]
