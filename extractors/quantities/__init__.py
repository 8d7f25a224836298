"""Numbers, percentages and sums of money with their bounds, vague figures, and numbers that count nothing."""

from extractors.quantities.engine import quantities
from extractors.quantities.not_counts import Noise, NoiseKind, noise
from extractors.quantities.vagueness import VagueNumber, vague

__all__ = ["Noise", "NoiseKind", "VagueNumber", "noise", "quantities", "vague"]
