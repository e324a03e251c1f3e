"""What runs by itself: schedules and sensors."""
