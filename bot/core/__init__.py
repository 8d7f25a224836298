"""The pure core: every decision of the bot, no effect."""
