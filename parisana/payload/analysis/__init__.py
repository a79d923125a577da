"""One module a stage, each with ``run(job) -> result``; the other modules are what they share."""
