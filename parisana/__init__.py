"""Parisana: simple to use, and never losing a job.

The public door is :mod:`parisana.app.session`; everything else may move.
"""

__version__ = "0.1.0"
