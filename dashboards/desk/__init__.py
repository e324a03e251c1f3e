"""The parts of the page on the support desk: what all views share, and a module for each view."""
