"""What is rendered from the contracts: plain dictionaries, which the command line writes as YAML files."""
