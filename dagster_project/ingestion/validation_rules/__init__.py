"""Rules as rows: what tenants demand of the rows that come in, enforced at the door beside the contracts.

Flow: the newest rows of platform.validation_rules in the lake → parsed into rules, or into the reason why one cannot
be used (parsing.py) → the rules of one table (book.py) → problems of a chunk's rows (checking.py).
"""
