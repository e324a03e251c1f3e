"""Releases: what readers see. Written apart, audited, and made current by one rename."""
