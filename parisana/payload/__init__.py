"""The analysis programs that travel with the jobs: gammapy, astropy and the standard library, nothing of parisana."""
