"""What goes over the wire, held against the service's description."""

from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
OURS = ROOT / "resources" / "kashflow.wsdl"
DATA = ROOT / "tests" / "data" / "kashflow"
XSD = "{http://www.w3.org/2001/XMLSchema}"
KASHFLOW = "{KashFlow}"
_BODY = "{http://schemas.xmlsoap.org/soap/envelope/}Body"


def schema_of(description: Path) -> etree.XMLSchema:
    """The schema in a description of the service."""
    schema = etree.parse(str(description)).getroot().find(f".//{XSD}schema")
    assert schema is not None
    # Written out and read again, so that the prefixes in its type names stay known.
    return etree.XMLSchema(etree.fromstring(etree.tostring(schema)))


def call_in(envelope: bytes) -> etree._Element:
    """The one element in the body of an envelope."""
    body = etree.fromstring(envelope).find(_BODY)
    assert body is not None
    (call,) = body
    return call


def assert_valid(envelope: bytes, schema: etree.XMLSchema) -> None:
    """Fail, with the reason, when what an envelope holds does not fit the schema."""
    schema.assertValid(etree.ElementTree(etree.fromstring(etree.tostring(call_in(envelope)))))


def field(parent: etree._Element, path: str) -> str | None:
    """The text at a path of KashFlow's names, None where nothing is there."""
    found = parent.find("/".join(f"{KASHFLOW}{name}" for name in path.split("/")))
    return None if found is None else (found.text or "")


def reply(name: str) -> bytes:
    """A canned reply."""
    return (DATA / name).read_bytes()
