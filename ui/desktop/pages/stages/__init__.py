"""The pages of stages: the plain form, the target with its runs, excluded regions."""
