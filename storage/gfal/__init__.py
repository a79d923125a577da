"""What gfal2 speaks: SRM and GridFTP."""
