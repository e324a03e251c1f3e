"""Ways to tell somebody, a file each."""
