"""The voice-of-customer platform's own tables: who the tenants are, who uses it, whom they serve."""
