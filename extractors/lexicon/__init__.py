"""The package's word lists, read once and typed: what the engines know of a language."""
