"""What is written down and kept: documents, their chunks for search by meaning, files, reports, unsent drafts."""

from data_contracts.contract import Contract, UtcTime, column, contract

JSON_OBJECT = r"(?s)^\s*\{.*\}\s*$"


@contract("platform", "documents", key=["id"], newest_by="updated_at", freshness_hours=None, owner="knowledge")
class Documents(Contract):
    """One article of the knowledge base, or a file that was put into it."""

    id: str = column("Identifier of the document.")
    title: str = column("What it is called.")
    type: str = column("Sort of file, such as PDF.")
    status: str = column("Whether it can be found.", isin=("draft", "in_review", "published", "archived"))
    size_bytes: int = column("Size of the file, in bytes.", ge=0, unit="bytes", called="size", read_as="bytes")
    tenant_id: str = column(
        "Tenant it belongs to; empty for one that everybody sees.", nullable=True, references="platform.tenants.id"
    )
    owner_id: str = column("Who keeps it right.", nullable=True, references="platform.users.id")
    url: str = column("Page where it is published.", nullable=True)
    # Not declared as a reference: a file that is not there is a finding of its own, with a table on a page.
    bucket_path: str = column("Where its file is stored, as omni_files has it.", nullable=True)
    created_at: UtcTime = column("When it was begun.", nullable=True)
    published_at: UtcTime = column("When it was published; empty until then.", nullable=True)
    content_changed_at: UtcTime = column("When its content last changed.", nullable=True)
    reviewed_at: UtcTime = column("When somebody last said that it is right.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract(
    "platform", "knowledge_embeddings", key=["document_id", "chunk_index", "model_version"], newest_by="embedded_at",
    freshness_hours=None, owner="knowledge",
)  # fmt: skip
class KnowledgeEmbeddings(Contract):
    """One chunk of a document as a vector, by one model; the vector itself stays where it is searched."""

    document_id: str = column("Document it is a part of.", references="platform.documents.id")
    chunk_index: int = column("Place of the chunk in the document, counted from 0.", ge=0)
    model_version: str = column("Model that made the vector.")
    dim_count: int = column("Numbers in the vector.", ge=1)
    embedded_at: UtcTime = column("When the vector was made.", nullable=True)


@contract(
    "platform", "omni_files", key=["id"], newest_by="updated_at", freshness_hours=None, owner="platform-engineering"
)
class OmniFiles(Contract):
    """One stored file, whatever cloud it lies in."""

    id: str = column("Identifier of the file.")
    bucket_path: str = column("Where it lies, such as s3://bucket/name.pdf.", str_matches=r"^[a-z0-9]+://[^/]+/.+$")
    file_ext: str = column("Ending of its name, with the dot.", str_matches=r"^\.[^./]+$")
    content_type: str = column("Media type it is served as, such as application/pdf.", str_contains="/")
    provider: str = column("Cloud it lies in.", isin=("AWS", "GCP", "AZURE"))
    size_bytes: int = column("Size, in bytes.", nullable=True, ge=0, unit="bytes")
    tenant_id: str = column("Tenant it belongs to; empty for ours.", nullable=True, references="platform.tenants.id")
    uploaded_at: UtcTime = column("When it was stored.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract("platform", "reports", key=["id"], newest_by="generated_at", freshness_hours=None, owner="knowledge")
class Reports(Contract):
    """One report that was made, by a schedule or by a person."""

    id: str = column("Identifier of the report.")
    report_type: str = column("What it reports, such as Monthly_Audit.")
    format: str = column("Form of the file.", isin=("PDF", "CSV", "XLSX", "JSON", "HTML", "PPTX"))
    generated_by: str = column("User who made it, or system for a schedule.")
    url: str = column("Where its file is stored: the cloud's scheme and the name, such as /s3/r1.pdf.")
    tenant_id: str = column("Tenant it is for; empty for ours.", nullable=True, references="platform.tenants.id")
    generated_at: UtcTime = column("When it was made.", nullable=True)


@contract(
    "platform", "mobile_drafts", key=["user_id", "device_id", "draft_key"], newest_by="updated_at",
    freshness_hours=None, owner="mobile", retention_days=180,
)  # fmt: skip
class MobileDrafts(Contract):
    """One unsent text, as one device of a user holds it."""

    user_id: str = column("Who writes it.", references="platform.users.id")
    device_id: str = column("Device that holds it.")
    draft_key: str = column("What it is a draft of; the same on every device of the user.")
    content_json: str = column("The text as a JSON object.", pii="free_text", str_matches=JSON_OBJECT)
    updated_at: UtcTime = column("When it was last changed on this device.")
