"""Storages in the window: a tree that is listed where one looks, and what is done to what is in it."""
