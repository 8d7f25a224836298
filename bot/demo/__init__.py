"""The whole product on bundled pages, offline: a site on this machine, two visits, one digest."""
