"""Plots of results, drawn in the colours of the window: what they show is in ``parisana.app.results.plots``."""
