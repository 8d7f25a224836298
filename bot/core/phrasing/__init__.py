"""Figures, days and acts as an English reader meets them; figures and days can be read back."""
