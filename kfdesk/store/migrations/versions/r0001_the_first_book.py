"""The first book: every table, and triggers that keep the audit trail append-only.

The tables are written out here once more, as they were when this revision was released;
`kfdesk.store.tables` goes on, this does not.
"""

from alembic import op
from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)

revision = "0001"
down_revision = None

metadata = MetaData()
LIVE_INVOICE = "kind = 'invoice' AND step NOT IN ('undone', 'credited', 'gone')"


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _of(table: str, name: str = "", *, is_needed: bool = True) -> Column[int]:
    return Column(name or f"{table}_id", Integer, ForeignKey(f"{table}.id"), nullable=not is_needed)


def _part_of(table: str, name: str) -> Column[int]:
    """A reference that goes with what it refers to; only unseen pieces are ever deleted."""
    return Column(name, Integer, ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=False)


def _text(name: str, default: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=text(f"'{default}'"))


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=text("0"))


def _yes_no(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _day(name: str) -> Column[str]:
    return Column(name, String(10))


def _moment(name: str) -> Column[str]:
    return Column(name, String(32))


book_fact = Table(
    "book_fact",
    metadata,
    Column("name", Text, primary_key=True),
    _text("value"),
)

company = Table(
    "company",
    metadata,
    _id(),
    _text("service_address"),
    _text("name"),
    _text("vat_number"),
    _yes_no("is_vat_registered"),
    _text("home_currency"),
    _yes_no("is_practice"),
    _day("vat_filed_to"),
    _moment("look_ups_read_at"),
    UniqueConstraint("service_address", "name", "vat_number", name="company_known_by"),
)

proven = Table(
    "proven",
    metadata,
    _id(),
    _of("company"),
    _text("sending_code"),
    UniqueConstraint("company_id", "sending_code", name="proven_once"),
)

integration = Table(
    "integration",
    metadata,
    Column("id", Text, primary_key=True),
    _text("profile_name"),
    _text("profile_key"),
    _text("package"),
    _text("username"),
    _text("service_address"),
    _of("company", is_needed=False),
    _yes_no("is_active"),
    _moment("last_checked"),
    _text("last_failure"),
    _of("channel", is_needed=False),
    UniqueConstraint("profile_key", name="integration_profile"),
)

# What became of the files of a watched folder; `seen` is size and time of the file then.
# `waits_for` are the formats of reports in it that miss orders, `orders_then` the orders there were.
watched_file = Table(
    "watched_file",
    metadata,
    _id(),
    Column("integration_id", Text, ForeignKey("integration.id", ondelete="CASCADE"), nullable=False),
    _text("name"),
    _text("seen"),
    _text("sha256"),
    _text("refusal"),
    _text("waits_for"),
    _number("missing"),
    _number("orders_then"),
    UniqueConstraint("integration_id", "name", name="watched_file_name"),
)

mapping = Table(
    "mapping",
    metadata,
    Column("header_key", Text, primary_key=True),
    _text("content"),
)

lookup = Table(
    "lookup",
    metadata,
    _id(),
    _of("company"),
    _text("kind"),
    _text("remote_id"),
    _number("position"),
    _text("name"),
    _text("rate"),
    _yes_no("is_home"),
    _yes_no("is_gone"),
    UniqueConstraint("company_id", "kind", "remote_id", name="lookup_entry"),
)

channel = Table(
    "channel",
    metadata,
    _id(),
    _of("company", is_needed=False),
    _text("name"),
    _text("name_key"),
    _text("stamp"),
    _text("stamp_key"),
    _text("marketplace"),
)
Index("channel_name", func.coalesce(channel.c.company_id, text("0")), channel.c.name_key, unique=True)
Index("channel_stamp", func.coalesce(channel.c.company_id, text("0")), channel.c.stamp_key, unique=True)

channel_setting = Table(
    "channel_setting",
    metadata,
    _id(),
    _of("channel"),
    _text("name"),
    _text("value"),
    UniqueConstraint("channel_id", "name", name="channel_setting_name"),
)

import_file = Table(
    "import_file",
    metadata,
    _id(),
    _of("channel"),
    _text("path"),
    _text("sha256"),
    _text("format"),
    _text("opener"),
    _moment("begun"),
    _moment("completed"),
    _number("orders"),
    _number("new"),
    _number("changed"),
    _number("unchanged"),
    Index("import_file_sha256", "channel_id", "sha256"),
)
Index("import_file_broken", import_file.c.id, sqlite_where=text("completed IS NULL"))

# A row with `replaces` holds the new content of that order until its file is complete.
# `changed` is the reason to show once a posting is clear: the file changed after the export.
orders = Table(
    "orders",
    metadata,
    _id(),
    _of("channel"),
    _number("company_key"),
    _part_of("import_file", "file_id"),
    _of("orders", "replaces", is_needed=False),
    _text("number"),
    _text("stamp"),
    _text("stamp_key"),
    _text("state"),
    _text("why"),
    _text("reason"),
    _text("changed"),
    _text("left_out"),
    _day("ordered"),
    _day("paid"),
    _day("despatched"),
    _text("buyer"),
    _number("gross_minor"),
    _text("currency"),
    _number("invoice_number"),
    _text("search"),
    _text("message"),
    _text("details"),
    _text("buyer_details"),
    Index("orders_file", "file_id", "replaces"),
    Index("orders_state", "company_key", "state", "channel_id", "why", "file_id", "ordered"),
    Index("orders_channel_day", "channel_id", "ordered", "id", "file_id", "company_key"),
    # A list of ids by one of these is read from its index alone, sorted as it lies there.
    Index("orders_by_ordered", "company_key", "ordered", "id", "file_id"),
    Index("orders_by_number", "company_key", "number", "id", "file_id"),
    Index("orders_by_buyer", "company_key", "buyer", "id", "file_id"),
    Index("orders_by_gross", "company_key", "gross_minor", "id", "file_id"),
    Index("orders_by_invoice", "company_key", "invoice_number", "id", "file_id"),
)
_FIRST = text("replaces IS NULL")
Index(
    "orders_number",
    orders.c.channel_id,
    orders.c.number,
    unique=True,
    sqlite_where=_FIRST,
    postgresql_where=_FIRST,
)
Index(
    "orders_stamp",
    orders.c.company_key,
    orders.c.stamp_key,
    unique=True,
    sqlite_where=_FIRST,
    postgresql_where=_FIRST,
)
_SECOND = text("replaces IS NOT NULL")
Index("orders_replaces", orders.c.replaces, sqlite_where=_SECOND, postgresql_where=_SECOND)

refund = Table(
    "refund",
    metadata,
    _id(),
    _part_of("orders", "order_id"),
    _number("position"),
    _text("gross"),
    _day("refunded_on"),
    Column("tax", Text),
    _text("reference"),
    Index("refund_order", "order_id"),
)

order_reference = Table(
    "order_reference",
    metadata,
    _id(),
    _part_of("orders", "order_id"),
    _text("value"),
    Index("order_reference_order", "order_id"),
    Index("order_reference_value", "value"),
)

decision = Table(
    "decision",
    metadata,
    _id(),
    _part_of("orders", "order_id"),
    _text("kind"),
    _text("value"),
    Index("decision_order", "order_id"),
)

export_run = Table(
    "export_run",
    metadata,
    _id(),
    _of("company"),
    _text("profile_name"),
    _moment("started"),
    _moment("ended"),
    _number("exported"),
    _number("already"),
    _number("needs_attention"),
    _number("in_doubt"),
    _number("skipped"),
    _number("waiting"),
    _text("gross"),
    _number("undoes"),
    Index("export_run_company", "company_id"),
)

posting = Table(
    "posting",
    metadata,
    _id(),
    _of("company"),
    _of("orders", "order_id"),
    _of("channel"),
    _of("export_run", "run_id"),
    _text("kind"),
    _text("stamp"),
    _text("step"),
    _text("condition"),
    _yes_no("is_ended"),
    _text("reason"),
    _text("content"),
    _day("invoice_date"),
    _day("month"),
    _number("gross_minor"),
    _text("currency"),
    _number("customer_id"),
    _number("invoice_number"),
    _number("invoice_dbid"),
    _number("payment_id"),
    _number("highest_known"),
    _number("doubts"),
    _yes_no("is_found"),
    _moment("settle_from"),
    _moment("verified_at"),
    _number("credits_id"),
    Index("posting_order", "order_id"),
    Index("posting_open", "company_id", "is_ended"),
    Index("posting_run", "run_id"),
    Index("posting_number", "company_id", "invoice_number"),
    Index("posting_day", "company_id", "invoice_date"),
)
_LIVE = text(LIVE_INVOICE)
Index("posting_one_live", posting.c.order_id, unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE)
_CREDIT = text("kind = 'credit_note'")
Index(
    "posting_credit_stamp",
    posting.c.company_id,
    posting.c.stamp,
    unique=True,
    sqlite_where=_CREDIT,
    postgresql_where=_CREDIT,
)

audit = Table(
    "audit",
    metadata,
    _id(),
    Column("at", String(32), nullable=False),
    _text("action"),
    _text("subject"),
    _text("before"),
    _text("after"),
    _text("previous_hash"),
    _text("hash"),
)

_REFUSALS = tuple(
    f"CREATE TRIGGER audit_no_{what.lower()} BEFORE {what} ON audit "
    "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
    for what in ("UPDATE", "DELETE")
)


def upgrade() -> None:
    """Make an empty book."""
    connection = op.get_bind()
    metadata.create_all(connection, checkfirst=False)
    if connection.dialect.name == "sqlite":
        for refusal in _REFUSALS:
            op.execute(refusal)
