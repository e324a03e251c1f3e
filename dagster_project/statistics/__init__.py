"""Statistics that pages compute on the part of a release that they are asked for."""
