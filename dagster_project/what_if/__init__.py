"""What-if: history replayed under other targets, opening hours or holidays, apart from everything published."""
