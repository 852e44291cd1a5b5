"""What the tests of retention share with those of authorisations: people with different roles in one case."""

from tests.assistant.authorisation.conftest import as_, officer, ran, recordings, supervisor

__all__ = ["as_", "officer", "ran", "recordings", "supervisor"]
