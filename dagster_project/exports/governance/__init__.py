"""What everything that leaves has to pass: personal data taken out, policies of the platform kept."""
