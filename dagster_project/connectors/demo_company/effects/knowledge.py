"""What is planted in documents, files, reports, drafts and twins."""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    # Shares of the published documents that hold text and that no macro points to; a document has one fault at most.
    PlantedEffect("unembedded_documents", "chunks", 0.07, "share", "Published documents without a chunk."),
    PlantedEffect("lost_chunks", "chunks", 0.05, "share", "Documents of which one chunk within is missing."),
    PlantedEffect("stale_embedding_model", "model", 0.12, "share",
                  "Documents that were left with the old model when the new one came.", starts_days_before=160),
    PlantedEffect("mixed_embedding_models", "model", 0.04, "share",
                  "Documents of which the first half was embedded again and the rest was not.", starts_days_before=160),
    PlantedEffect("changed_after_embedding", "content", 0.09, "share", "Documents that changed after their chunks."),
    PlantedEffect("archived_still_embedded", "chunks", 0.5, "share", "Archived documents with chunks left."),
    PlantedEffect("unreviewed_guides", "review", 6.0, "documents",
                  "Guides that macros point to and that nobody has reviewed for so long.", starts_days_before=500),
    # Files
    PlantedEffect("mislabelled_files", "content type", 0.02, "share", "Files served as another type than they are."),
    PlantedEffect("unclaimed_files", "files", 0.08, "share", "Files beside the others that nothing refers to."),
    PlantedEffect("lost_files", "files", 0.03, "share", "Documents whose file is not there."),
    PlantedEffect("resized_files", "size", 4.0, "documents", "Documents whose file is twice what they report."),
    # Reports, drafts, twins
    PlantedEffect("stopped_report", "reports", 7.0, "days", "The rhythm of a report that was last made so long ago.",
                  starts_days_before=40),
    PlantedEffect("draft_conflicts", "drafts", 0.12, "share",
                  "Drafts that a second device holds with another text; every other one was written anew."),
    PlantedEffect("health_collapse", "twin", -45.0, "points", "Health of one customer's twin within a week.",
                  starts_days_before=20),
    PlantedEffect("twin_drift", "twin", 0.1, "share",
                  "Twins of customers whose last health is 15 points off the customer's health score."),
)  # fmt: skip
