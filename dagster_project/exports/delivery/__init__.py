"""One way out for everything that is sent over HTTP: where it may go, when it is tried again, how it is signed.

- `places`: which addresses are allowed, and to which IP address a name leads.
- `http`: one request and its answer, and whether it can have arrived where there was none.
- `retrying`: attempts with waits, until it is delivered, refused, put off, or in doubt.
- `signing`: signatures of generic webhooks, two secrets valid while one takes the place of the other.
- `webhook`: a JSON document to a generic webhook, by all of the above.
- `journal`: an append-only file of what was meant and what came of it, whole after a crash.
"""
