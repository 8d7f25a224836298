"""The bot: a thin shell around a pure core."""
