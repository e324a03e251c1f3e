"""What leaves the warehouse: deliveries that are safe to repeat, and what is delivered, a package each."""
