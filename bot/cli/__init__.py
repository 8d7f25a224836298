"""The command line: one module a command group; each command imports what it needs, nothing more."""
