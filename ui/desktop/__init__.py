"""The window: PySide6 over the session. ``docs/window.md`` says how it is built."""
