"""config/ and the environment to frozen values, or every mistake with file and line."""

from bot.settings.loading import BrokenFile, Settings, check, load, load_bot
from bot.settings.secrets import Secret

__all__ = ["BrokenFile", "Secret", "Settings", "check", "load", "load_bot"]
