"""The weekly ops review: what a week was, why, and what is to be done, as HTML, PDF and CSV.

content.py asks the release and gives back a Review; html.py, pdf.py and csv_files.py write it down. All three word the
same cells (tables.py), so that they cannot differ; nothing in them knows what a number means.
"""
