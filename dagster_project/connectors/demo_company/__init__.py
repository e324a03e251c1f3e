"""A simulated company's support desk: every table of `support`, and platform's tenants, plans, users, customers.

Flow: seed, number of cases, end of the history → company (tenants, people, staff, calendars, product, incidents)
→ blocks of 50,000 cases, each simulated as numpy arrays from its own random stream → Parquet parts in the landing
folder → batches. Nothing is drawn case by case, and no block knows another, so that memory does not grow with the
number of cases and the same arguments give the same rows.

Whole lives are simulated and then cut at the end of the history, so that what is still open there is open for the
same reasons as in life. What moves what is written down in effects/, which the simulation itself reads.
"""
