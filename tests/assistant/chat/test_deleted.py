"""What the chat shows of an exhibit that was deleted."""

from collections.abc import Callable

from assistant import retention
from assistant.chat.case_view import case_view
from assistant.chat.conversation import Cited
from assistant.chat.material import Material
from assistant.chat.media import Addresses
from assistant.chat.opening import Opening
from assistant.chat.viewer import Viewer
from assistant.session import Session
from tools.case import Exhibit


def test_an_old_citation_says_that_it_was_deleted(
    material: Material, addresses: Addresses, opened: Session, key: str, put_in: Callable[..., Exhibit]
) -> None:
    """An answer from before still cites it: whoever opens the place reads when and under which rule it went, and no error."""
    exhibit = put_in("note.txt", "The emerald brooch.\n")
    opening = Opening.at(Cited(exhibit.at(quote="emerald", line=1)), (0, 1), play=True)
    viewer = Viewer(material, addresses)
    assert "emerald" in viewer.show(opened, key, opening)
    retention.set_rule(opened, "exhibits", 0, "section 75 of the police act")
    retention.carry_out(opened, retention.dry_run(opened).digest)
    shown = viewer.show(opened, key, opening)
    assert f"{exhibit.id} was deleted on " in shown
    assert "section 75 of the police act" in shown
    assert "emerald" not in shown
    listed = case_view(opened, None)
    assert exhibit.id in listed
    assert "deleted on " in listed
    assert "note.txt" not in listed
