"""What moves the support desk: volume, pace, reopening, satisfaction, tone."""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    # Volume
    PlantedEffect("growth", "volume", 1.6, "factor",
                  "Cases per day at the end of the history over those at its start, all else equal."),
    PlantedEffect("incident_spike", "volume", 0.005, "share",
                  "Share of all cases that each of three big incidents causes within about two days."),
    PlantedEffect("incidents", "volume", 0.025, "share",
                  "Share of all cases that the other incidents cause together."),
    PlantedEffect("exports_mended", "volume", -0.45, "share",
                  "Change of the number of cases about Exports once that component was mended; others stay.",
                  starts_days_before=120),
    # Pace: factors on the time to a reply and on the time of work
    PlantedEffect("integrations_slow", "pace", 1.55, "factor", "Cases that begin with the group Integrations."),
    PlantedEffect("apac_slow", "pace", 1.25, "factor", "Cases that begin with the group Frontline APAC."),
    PlantedEffect("understaffed_season", "pace", 1.6, "factor", "Every group, while too few agents were there.",
                  starts_days_before=350, lasts_days=49),
    PlantedEffect("spike_load", "pace", 1.7, "factor",
                  "Every group, for two days from the beginning of a big incident.", lasts_days=2),
    PlantedEffect("macro_quickens", "first reply", 0.75, "factor", "Cases whose first reply is made with a macro."),
    PlantedEffect("handover_slows", "work", 1.2, "factor", "For each handover to another group."),
    # Guidance and evidence
    PlantedEffect("replay_macro_quickens", "work", 0.2, "factor",
                  "Cases whose first reply is made with the macro 'Data is arriving late'."),
    PlantedEffect("replay_macro_favoured", "first reply", 0.6, "share",
                  "Share of the first replies with a macro, about ingestion, that take that one whatever else fits."),
    PlantedEffect("sign_on_runbook_slows", "work", 4.0, "factor",
                  "Cases whose first reply follows the runbook 'Reset a single sign-on configuration', by a macro."),
    PlantedEffect("early_file_quickens", "work", 0.5, "factor", "Cases that open with a file."),
    # Reach and responsibility
    PlantedEffect("gateway_in_front", "affected resources", 0.2, "share",
                  "Share of the cases about other components that are about the identity gateway of their region too."),
    PlantedEffect("ecosystem_slow_work", "work", 15.0, "factor",
                  "P0 and P1 cases that are escalated to engineering, about components that Ecosystem owns."),
    PlantedEffect("ecosystem_late_updates", "updates", 2.0, "factor",
                  "Time from one update to the next where the team Ecosystem has taken the escalation."),
    PlantedEffect("search_to_old_team", "escalations", 0.5, "share",
                  "Share of the engineering escalations about Search that still go to the team that owned it before."),
    PlantedEffect("busiest_requester", "volume", 0.35, "share",
                  "Share of the cases of the largest tenant that one person opens."),
    # Reopening
    PlantedEffect("reopening", "reopening", 0.05, "share", "Share of resolved cases that reopen, never handed over."),
    PlantedEffect("handover_reopens", "reopening", 2.0, "factor", "Where the case was handed over at least once."),
    # Satisfaction: points added to a score that is then rounded and held within 1 to 5
    PlantedEffect("answered_reopened", "survey after a case", 0.25, "share",
                  "Added to the share that answers where the case had reopened before the survey."),
    PlantedEffect("score_base", "score", 4.85, "points", "A case with nothing wrong, answered at once."),
    PlantedEffect("score_slow_reply", "score", -0.5, "points",
                  "For each doubling of 1 + (time to the first reply / its default target), three at most; the "
                  "target of the priority that the case opened with."),
    PlantedEffect("score_reopened", "score", -1.3, "points", "Where the case had reopened before the answer."),
    PlantedEffect("score_waited", "score", -0.1, "points",
                  "For each day the case waited on the customer, seven at most."),
    PlantedEffect("score_handover", "score", -0.45, "points", "For each handover to another group."),
    PlantedEffect("score_ingestion", "score", -0.4, "points", "Cases about delayed ingestion."),
    PlantedEffect("score_billing", "score", -0.25, "points", "Cases about billing and limits."),
    PlantedEffect("score_noise", "score", 1.0, "standard deviation", "What nothing above explains."),
    # Tone of customers' messages
    PlantedEffect("tone_slow_reply", "sentiment", -0.12, "points",
                  "Messages after the first reply, for each doubling as in score_slow_reply."),
    PlantedEffect("tone_ingestion", "sentiment", -0.12, "points", "Messages about delayed ingestion."),
    PlantedEffect("tone_login", "sentiment", -0.08, "points", "Messages about signing in."),
    PlantedEffect("tone_docs", "sentiment", 0.1, "points", "Messages that ask how something is done."),
)  # fmt: skip
