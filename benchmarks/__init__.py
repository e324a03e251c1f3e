"""What `make bench` runs: whole processes, timed, with peak memory, each beside its floor in the same run."""
