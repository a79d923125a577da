"""HPSS: by RFIO, by hsi and htar; by XRootD it is a storage of that kind."""
