"""What is planted in integrations, accounts, keys, audit log and system events."""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    # Integrations
    PlantedEffect("sync_failures", "syncs", 0.025, "share", "Share of syncs that fail, all else equal."),
    PlantedEffect("hubspot_fails_more", "syncs", 0.12, "share",
                  "Share of HubSpot's syncs that fail since a change on its side: it limits the rate.",
                  starts_days_before=26),
    PlantedEffect("silent_sync_failure", "syncs", 1.0, "integrations",
                  "One integration whose every sync fails, though the platform says that it is connected.",
                  starts_days_before=5),
    PlantedEffect("stuck_sync", "syncs", 1.0, "integrations", "One integration whose last sync began and never ended.",
                  starts_days_before=4),
    PlantedEffect("lost_sync_events", "system events", 1.0, "days",
                  "Days on which syncs that failed were not told as events.", starts_days_before=33, lasts_days=1),
    PlantedEffect("deaf_webhooks", "webhooks", 0.2, "share", "Share of webhooks that listen to what nobody emits."),
    PlantedEffect("alert_burst", "system events", 25.0, "events",
                  "Critical alerts of the largest tenant within three days.", starts_days_before=12, lasts_days=3),
    # Accounts
    PlantedEffect("mfa_where_forced", "second factor", 0.94, "share", "Accounts of tenants whose settings force it."),
    PlantedEffect("mfa_where_free", "second factor", 0.55, "share", "Accounts of the other tenants."),
    PlantedEffect("admins_without_mfa", "second factor", 0.4, "share", "Admins of tenants that do not force it."),
    PlantedEffect("password_beside_sso", "sign-ins", 0.15, "share",
                  "Sign-ins by password at tenants whose single sign-on is on."),
    PlantedEffect("dormant_accounts", "sign-ins", 0.18, "share", "Open accounts that nobody has used for 35 days."),
    PlantedEffect("credential_attack", "sign-ins", 60.0, "sign-ins",
                  "Sign-ins that fail at the third largest tenant within two nights.",
                  starts_days_before=16, lasts_days=2),
    PlantedEffect("locked_accounts", "sign-ins", 2.0, "accounts", "Accounts that are locked at the end."),
    PlantedEffect("failed_attempts_off", "reported attempts", 0.02, "share",
                  "Accounts whose reported number of failed attempts is two too high."),
    # Keys
    PlantedEffect("stale_keys", "API keys", 0.2, "share", "Active keys that nobody has used for 90 days."),
    PlantedEffect("expired_keys_used", "API keys", 0.25, "share",
                  "Keys past their end that are called active and still used."),
    # Audit log
    PlantedEffect("left_operator_acts", "audit log", 9.0, "actions", "What an operator did after leaving.",
                  starts_days_before=30),
    PlantedEffect("reader_writes", "audit log", 5.0, "actions",
                  "Settings changed by an operator who may only read.", starts_days_before=60),
    PlantedEffect("export_burst", "audit log", 40.0, "actions",
                  "Exports of the second largest tenant's data by one operator within a day.",
                  starts_days_before=10, lasts_days=1),
    # Residency
    PlantedEffect("workspace_abroad", "residency", 1.0, "tenants",
                  "The largest tenant of Madrid, whose workspace runs in another jurisdiction than promised."),
    PlantedEffect("integration_abroad", "residency", 1.0, "integrations",
                  "One integration of the largest tenant of Berlin, which runs in the United States."),
    # Seats
    PlantedEffect("full_workspaces", "seats", 2.0, "tenants",
                  "The smallest tenant on Startup has taken nine of its ten seats, the smallest on Trial both."),
)  # fmt: skip
