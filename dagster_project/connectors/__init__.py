"""One package or module per type of source. A connector knows addresses, files, paging and credentials;
nothing else in the project does. It offers batches (ingestion/batches.py) and says what its source carries."""
