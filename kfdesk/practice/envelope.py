"""SOAP 1.1 envelopes: a request taken apart, a reply put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from lxml import etree

from kfdesk.practice.values import KASHFLOW, XSI, Record, local_name, text_for, text_of, write_record

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
_XSD = "http://www.w3.org/2001/XMLSchema"
_NAMESPACES = {"soap": SOAP, "xsi": XSI, "xsd": _XSD}
_DEFAULT_NAMESPACE: Any = {None: KASHFLOW}
# Result kinds that are written even when there is nothing to say, because the schema demands them.
_ALWAYS = {"int", "boolean"}
NO_RESULT = ""


class BadRequestError(Exception):
    """A request that is no call at all; the service answers it with a Fault."""


@dataclass(frozen=True)
class Request:
    """A call as it was sent."""

    operation: str
    user_name: str
    password: str = field(repr=False)
    body: etree._Element = field(repr=False)


@dataclass(frozen=True)
class Answer:
    """What goes back over HTTP, and how it is called in the log of calls."""

    status: int
    body: bytes
    kind: str


@dataclass(frozen=True)
class Outcome:
    """What an operation came to: the status, its sentence, and the result."""

    status: str = "OK"
    detail: str = ""
    result: object = None


def parse_request(data: bytes, soap_action: str) -> Request:
    """Take a request apart.

    Raises:
        BadRequestError: It is not XML, not SOAP, or names another operation than its header.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadRequestError(
            "Server was unable to read request. ---> Data at the root level is invalid."
        ) from error
    document: Any = root.getroottree().docinfo
    if document.doctype:
        raise BadRequestError(
            "Server was unable to read request. ---> DTD is prohibited in this XML document."
        )
    body = root.find(f"{{{SOAP}}}Body")
    if root.tag != f"{{{SOAP}}}Envelope" or body is None or len(body) != 1:
        raise BadRequestError("Server was unable to read request. ---> The envelope holds no single call.")
    call = body[0]
    action = soap_action.strip().strip('"')
    if action != f"KashFlow/{local_name(call)}" or etree.QName(call).namespace != KASHFLOW:
        raise BadRequestError(f"Server did not recognize the value of HTTP Header SOAPAction: {action}.")
    return Request(local_name(call), text_of(call, "UserName"), text_of(call, "Password"), call)


def reply(operation: str, result_kind: str, outcome: Outcome) -> Answer:
    """The envelope of an answer.

    Args:
        operation: The operation that was called.
        result_kind: What its result is: a simple kind, a shape, `ArrayOf` and a shape, or `NO_RESULT`.
        outcome: What came of it.
    """
    envelope, body = _envelope()
    response = etree.SubElement(body, f"{{{KASHFLOW}}}{operation}Response", nsmap=_DEFAULT_NAMESPACE)
    if result_kind != NO_RESULT and (outcome.result is not None or result_kind in _ALWAYS):
        result = etree.SubElement(response, f"{{{KASHFLOW}}}{operation}Result")
        _write_result(result, result_kind, outcome.result)
    etree.SubElement(response, f"{{{KASHFLOW}}}Status").text = outcome.status
    etree.SubElement(response, f"{{{KASHFLOW}}}StatusDetail").text = outcome.detail or None
    return Answer(200, _bytes(envelope), outcome.status)


def fault(code: str, sentence: str) -> Answer:
    """The envelope of a Fault, which goes out with HTTP 500."""
    envelope, body = _envelope()
    element = etree.SubElement(body, f"{{{SOAP}}}Fault")
    etree.SubElement(element, "faultcode").text = f"soap:{code}"
    etree.SubElement(element, "faultstring").text = sentence
    etree.SubElement(element, "detail")
    return Answer(500, _bytes(envelope), "Fault")


def _write_result(element: etree._Element, kind: str, value: object) -> None:
    if kind.startswith("ArrayOf"):
        shape = kind.removeprefix("ArrayOf")
        for record in cast("Sequence[Record]", value):
            write_record(etree.SubElement(element, f"{{{KASHFLOW}}}{shape}"), shape, record)
    elif isinstance(value, dict):
        write_record(element, kind, value)
    else:
        element.text = text_for(kind, value)


def _envelope() -> tuple[etree._Element, etree._Element]:
    envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap=_NAMESPACES)
    return envelope, etree.SubElement(envelope, f"{{{SOAP}}}Body")


def _bytes(envelope: etree._Element) -> bytes:
    data: bytes = etree.tostring(envelope, encoding="utf-8", xml_declaration=True)
    return data
