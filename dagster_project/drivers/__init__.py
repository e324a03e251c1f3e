"""Key-driver analysis: what an outcome such as satisfaction is associated with, and how much of it goes with what.

Everything is computed from additive moments (moments.py): how many rows there are, sums, and sums of products, by
stratum and resampling group. They are added up in one scan, anywhere; after that any part of the rows is answered by
small linear algebra, in milliseconds and whatever the number of rows. Nothing here imports a database, so that models
of the warehouse, pages and the command `loompin drivers` share one engine.
"""
