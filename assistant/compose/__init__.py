"""From evidence to sentences: what to show the model, whether it answers, how it is said, and what the gate lets pass."""

from assistant.compose.composer import Composed, Composer
from assistant.compose.counted import told
from assistant.compose.quotable import Quotable, quotables
from assistant.compose.suspect import Sifted, sifted, suspect_names

__all__ = ["Composed", "Composer", "Quotable", "Sifted", "quotables", "sifted", "suspect_names", "told"]
