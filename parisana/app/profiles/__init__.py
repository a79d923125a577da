"""The user's profiles as files: opened, edited, kept, thrown away and taken back."""
