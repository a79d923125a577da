"""Reaching a submit host: one connection for each, kept and shared (``docs/backends.md``, *Reaching a site*)."""
