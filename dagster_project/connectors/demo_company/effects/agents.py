"""What is planted in the work of agents: reflexes, actions, suggestions, games, policies."""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    # Reflexes
    PlantedEffect("reflex_misses", "reflexes that fire", 0.18, "share",
                  "Customer events below its threshold for which the reflex Auto-Tag Negative did not fire."),
    PlantedEffect("reflex_false_fires", "reflexes that fire", 7, "count",
                  "Fires of Churn Warning for customers whose health is above its threshold."),
    PlantedEffect("reflex_late_fires", "reflexes that fire", 3, "count",
                  "Fires of Support Alert that came more than a day after the spike."),
    # Actions
    PlantedEffect("agent_fails", "failed actions", 3.0, "factor",
                  "Actions of swarm_4 that fail, over what agents with the same mix of actions have."),
    PlantedEffect("slow_exports", "time of an action", 2.5, "factor", "Exports of reports by swarm_5."),
    PlantedEffect("stuck_actions", "running actions", 5, "count", "Actions that have been running for days."),
    PlantedEffect("unified_log_lost", "joint log", 0.01, "share", "Actions that the joint log does not hold."),
    PlantedEffect("unified_log_extra", "joint log", 6, "count", "Actions that only the joint log holds."),
    PlantedEffect("unified_duration_off", "joint log", 0.006, "share",
                  "Actions of the joint log whose duration is off by one second or more."),
    PlantedEffect("unified_status_off", "joint log", 4, "count", "Failed actions that the joint log calls a success."),
    # Suggestions
    PlantedEffect("suggestion_overconfidence", "accepted suggestions", 0.8, "factor",
                  "Probability that a suggestion is accepted over the confidence that the model gives it."),
    PlantedEffect("discount_code_refused", "accepted suggestions", 0.4, "factor",
                  "The same for Send a discount code, on top of it."),
    PlantedEffect("review_call_helps", "health of customers", 8.0, "points",
                  "Health of customers from the week in which they were offered a review call."),
    # Playbooks, games, claims
    PlantedEffect("playbook_step_fails", "playbook runs", 0.45, "share",
                  "Runs of Data breach that end at its last step, notify."),
    PlantedEffect("draft_playbook_runs", "playbook runs", 4, "count", "Times that a playbook in draft was followed."),
    PlantedEffect("wargames_unfinished", "games", 4, "count", "Games that stopped without a decision."),
    PlantedEffect("wargame_messages_off", "games", 2, "count",
                  "Concluded games for which the platform reports more messages than there are."),
    PlantedEffect("disputed_claims", "claims", 3.0, "factor",
                  "Revenue of a disputed claim over that of the others, by the median."),
    PlantedEffect("claimed_twice", "claims", 2, "count", "Actions whose outcome is claimed twice."),
    # Policies
    PlantedEffect("budget_overruns", "spend", 6, "count", "Days on which an agent spent more than its limit."),
    PlantedEffect("unapproved_refunds", "refunds", 9, "count", "Refunds above the limit that nobody approved."),
    PlantedEffect("unredacted_outputs", "outputs", 11, "count",
                  "Texts of agents with an e-mail address or a telephone number in them."),
    PlantedEffect("late_deletions", "deletions", 3, "count", "Deletions of personal data that took too long."),
    PlantedEffect("denied_actions_taken", "access", 6, "count", "Actions taken though the access rules deny them."),
    PlantedEffect("access_rules_conflicting", "access", 3, "count",
                  "Access rules that permissions and security constraints state differently."),
)  # fmt: skip
