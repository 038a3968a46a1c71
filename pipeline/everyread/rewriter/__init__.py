"""An optional language model: it proposes easier words for a paragraph, and the guard decides."""
