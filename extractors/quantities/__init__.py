"""Numbers, percentages and sums of money with their bounds, in any language with a room."""

from extractors.quantities.engine import quantities

__all__ = ["quantities"]
