"""Where the kept states of runs that wait for a person lie."""

RUNS = "runs.sqlite"
"""In the case folder: the kept states of runs that wait for a person, none else."""
