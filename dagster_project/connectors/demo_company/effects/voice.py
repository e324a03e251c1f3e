"""What is planted in what customers say: answers about the product, its topics, recommendations, deals."""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    # Answers to the product survey: points added to a score that is then rounded and held within 1 to 5
    PlantedEffect("product_score_base", "product score", 4.3, "points", "An answer that names no topic."),
    PlantedEffect("product_score_login", "product score", -0.5, "points", "Answers that name signing in."),
    PlantedEffect("product_score_ingestion_delays", "product score", -1.3, "points", "Answers that name late data."),
    PlantedEffect("product_score_billing_limits", "product score", -0.8, "points", "Answers that name the bill."),
    PlantedEffect("product_score_ui_glitches", "product score", -0.3, "points", "Answers that name the pages."),
    PlantedEffect("product_score_exports", "product score", -0.4, "points", "Answers that name exports."),
    PlantedEffect("product_score_integrations", "product score", -0.15, "points", "Answers that name connectors."),
    PlantedEffect("product_score_performance", "product score", -1.0, "points", "Answers that name slowness."),
    PlantedEffect("product_score_docs_questions", "product score", 0.2, "points", "Answers that name the guide."),
    PlantedEffect("product_score_noise", "product score", 0.8, "standard deviation", "What no topic explains."),
    # Texts and their topics
    PlantedEffect("sentiment_given", "sentiment", 0.8, "share", "Events that come with a sentiment score."),
    PlantedEffect("topics_assigned", "topic assignments", 0.85, "share", "Events with a topic that were assigned one."),
    PlantedEffect("topics_right", "topic assignments", 0.94, "share", "Assignments that are to the right topic."),
    PlantedEffect("emerging_said", "chats, reviews and mentions", 0.3, "share",
                  "Of the last four weeks: those about the assistant, which no topic and no alias knows."),
    # Recommendations: points on the scale from 0 to 10
    PlantedEffect("nps_answered", "recommendation", 0.34, "share", "Customers who answer when they are asked."),
    PlantedEffect("nps_base", "recommendation", 8.6, "points", "A customer without an open or reopened case."),
    PlantedEffect("nps_reopened", "recommendation", -2.2, "points", "Customers one of whose cases was reopened."),
    PlantedEffect("nps_startup", "recommendation", -1.0, "points", "Customers of the segment Startup."),
    PlantedEffect("nps_noise", "recommendation", 1.7, "standard deviation", "What nothing above explains."),
    # What the platform reports that is not so
    PlantedEffect("trends_wrong", "survey_response_trends", 12, "rows",
                  "Days whose number of answers is reported two too high."),
    PlantedEffect("journey_reported_too_well", "journeys", 0.08, "share",
                  "What is added to the success rate that is reported of the first journey."),
    PlantedEffect("segment_size_stale", "segments", 0.6, "factor", "Reported size of the first segment over its size."),
    PlantedEffect("segment_definition_wrong", "segment_versions", 1, "versions",
                  "A version of a definition that asks for what is not known of customers."),
    # Deals
    PlantedEffect("won_elsewhere", "deals", 0.55, "share", "Deals won where the strongest competitor was not in them."),
    PlantedEffect("won_against_strongest", "deals", 0.3, "share", "Deals won against Tessera Desk."),
)  # fmt: skip
