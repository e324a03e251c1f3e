"""What is planted in what other platforms know of customers: how the same person is written down differently."""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    PlantedEffect("doubtful_links", "identity_graph", 0.06, "share", "Links of little confidence."),
    PlantedEffect("wrong_links", "identity_graph", 0.4, "share", "Doubtful links that name somebody else."),
    PlantedEffect("identity_typos", "identity_records", 0.08, "share", "Names with a letter too few or swapped."),
    PlantedEffect("identity_short_names", "identity_records", 0.25, "share",
                  "Given names in their short form, where there is one, or as an initial."),
    PlantedEffect("identity_surname_first", "identity_records", 0.12, "share", "Names written surname first."),
    PlantedEffect("identity_private_mail", "identity_records", 0.12, "share", "Records under a private address."),
    PlantedEffect("identity_moved", "identity_records", 0.04, "share",
                  "Records from an earlier employer: other address, other number, other city."),
    PlantedEffect("identity_strangers", "identity_records", 0.12, "share",
                  "Records of people who are nobody's customer, over the records of customers."),
    PlantedEffect("identity_namesakes", "identity_records", 0.02, "share",
                  "Records of other people who are called as a customer of the same tenant is, over the same."),
)  # fmt: skip
