"""Parts of the page Excluded Regions."""
