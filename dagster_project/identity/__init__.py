"""Which records are the same person: records of any sources linked with Splink, each link explained.

records → normalising → blocking → model (trained, or the documented defaults) → pairs → corrections → clusters
"""
