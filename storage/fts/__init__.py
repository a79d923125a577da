"""Copies that a File Transfer Service makes."""
