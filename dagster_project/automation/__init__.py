"""What runs by itself: schedules."""
