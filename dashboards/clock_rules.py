"""How all clocks count, in plain words. What sets each of them off is its own row: clock_grammar.py."""

from __future__ import annotations

RULES = {
    "What a second is": (
        "Time is elapsed seconds in UTC. Opening hours are local and follow daylight saving, so a day on which the "
        "clocks change has 23 or 25 hours on an around-the-clock calendar. Minutes and hours in a policy run around "
        "the clock unless the policy says business hours."
    ),
    "When a promise is met": (
        "Elapsed time equal to the target is met; a breach begins with the first second beyond it. A due time that "
        "falls on closing is the closing time."
    ),
    "When the target changes": (
        "A change of priority, policy or calendar gives a running clock a new target. Each second counts on the "
        "calendar in force at that second, and the sum carries over. A raise that puts elapsed above the new target "
        "breaches at that moment. A breach stays a breach."
    ),
    "What does not count": (
        "Time in which the clock was paused, time outside opening hours, spells without a target, and time in which "
        "the case was deleted or merged. Open clocks count up to the moment at which the source is looked at."
    ),
    "How the share is made": (
        "On time is met ÷ (met + breached), dated by the earlier of end and breach. Clocks that are not decided do not "
        "count. The interval is Wilson's at 95 %."
    ),
    "Where a status comes from": (
        "Breached goes before cancelled, cancelled before met, met before paused, paused before running. Elapsed, due "
        "time, breach and status come from one computation; the receipt of every clock lists the stretches that add up "
        "to it."
    ),
}
