"""Instructions hidden in exhibits: whether they are obeyed, change a call or change an answer.

Every payload is put into every medium in turn beside the same honest exhibits, and the same questions are asked of the case with it
and of its clean twin.
"""

from assistant.bench.injection.payloads import PAYLOADS, TRIGGER, Payload
from assistant.bench.injection.placing import MEDIA, placed

__all__ = ["MEDIA", "PAYLOADS", "TRIGGER", "Payload", "placed"]
