"""Who may get in, by which door, what they did inside, and the settings that guard it."""

from data_contracts.contract import Contract, UtcTime, column, contract


@contract("platform", "user_security", key=["user_id"], newest_by="updated_at", freshness_hours=None, owner="identity")
class UserSecurity(Contract):
    """How one account is protected, and what its latest sign-ins looked like."""

    user_id: str = column("Account.", references="platform.users.id")
    two_factor_enabled: bool = column("True where signing in takes a second factor.")
    failed_attempts: int = column("Sign-ins that failed since the last one that did not, as reported.", ge=0)
    lockout_until: UtcTime = column("Until when the account is locked; empty where it is not.", nullable=True)
    last_login_ip: str = column("Network address of the last sign-in.", nullable=True, pii="network_address")
    last_login_at: UtcTime = column("When the account last signed in; empty where it never did.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract("platform", "api_keys", key=["id"], newest_by="updated_at", freshness_hours=None, owner="identity")
class ApiKeys(Contract):
    """One key by which a tenant's program calls the platform; never the secret itself."""

    id: str = column("Identifier of the key.")
    tenant_id: str = column("Tenant whose data it opens.", references="platform.tenants.id")
    name: str = column("What the tenant calls it.")
    prefix: str = column("How the key begins, which says what it is for: lp_live_, lp_prod_, lp_test_ or lp_dev_.")
    status: str = column("How it stands, as the platform has it.", isin=("Active", "Revoked", "Expired"))
    created_by: str = column("Account that made it.", nullable=True, references="platform.users.id")
    last_used_region: str = column("Cloud region that answered its last call.", nullable=True)
    created_at: UtcTime = column("When it was made.", nullable=True)
    expires_at: UtcTime = column("When it stops working; empty where it never does.", nullable=True)
    revoked_at: UtcTime = column("When it was withdrawn; empty where it was not.", nullable=True)
    last_used_at: UtcTime = column("When it was last used; empty where it never was.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract(
    "platform", "sso_providers", key=["tenant_id", "provider_type"], newest_by="updated_at", freshness_hours=None,
    owner="identity",
)  # fmt: skip
class SsoProviders(Contract):
    """The company directory by which a tenant's people sign in."""

    tenant_id: str = column("Tenant that it serves.", references="platform.tenants.id")
    provider_type: str = column("Product, such as Okta.")
    entry_point: str = column("Address that people are sent to for signing in.")
    enabled: bool = column("True where it is in use.")
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract("platform", "system_settings", freshness_hours=None, owner="platform-engineering")
class SystemSettings(Contract):
    """One switch or figure that the platform goes by: for everybody, for every tenant, or for one of them."""

    key: str = column("Name of the setting, such as enable_mfa_force.")
    value: str = column("Its value, as text.")
    type: str = column(
        "Whether it holds for the platform as a whole or can differ by tenant.", isin=("global", "tenant")
    )
    meaning: str = column("What it does.", nullable=True, called="description")
    tenant_id: str = column(
        "Tenant that it holds for; empty where it holds for all that have none of their own.",
        nullable=True,
        references="platform.tenants.id",
    )
    updated_at: UtcTime = column("When it was set.", nullable=True)


@contract("platform", "audit_logs", key=["id"], event_time="occurred_at", owner="identity")
class AuditLogs(Contract):
    """One thing that somebody did in a tenant's workspace."""

    id: str = column("Identifier of the entry.")
    tenant_id: str = column(
        "Tenant whose workspace it was done in; empty for none.", nullable=True, references="platform.tenants.id"
    )
    user_id: str = column(
        "Who did it: an account of platform.users, or one of our operators of platform.platform_team.", nullable=True
    )
    action: str = column("What was done, such as KEY_CREATED.")
    entity_type: str = column("Sort of thing it was done to, such as API_KEYS.")
    entity_id: str = column("The thing it was done to, where the source says so.", nullable=True)
    sign_in_method: str = column("For a sign-in, by what.", nullable=True, isin=("sso", "password", "magic_link"))
    occurred_at: UtcTime = column("When it was done.", nullable=True)


@contract("platform", "platform_team", key=["id"], newest_by="updated_at", freshness_hours=None, owner="identity")
class PlatformTeam(Contract):
    """One of our own operators, who can enter tenants' workspaces, and how far."""

    id: str = column("Identifier of the operator.")
    email: str = column("Address of the operator.", pii="email", str_contains="@")
    access_level: str = column(
        "How far the access goes, the furthest first.", isin=("SuperAdmin", "Admin", "Write", "Read", "ViewOnly")
    )
    status: str = column("Whether the operator works here.", isin=("active", "onboarding", "inactive"))
    left_at: UtcTime = column("When the operator left; empty where they have not.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)
