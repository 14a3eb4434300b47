"""Text that XML can carry, and that KashFlow keeps on one line."""

import re

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("[\r\n\t\x0b\x0c\x85\u2028\u2029]+")


def for_xml(text: str) -> str:
    """The text without the characters that XML cannot carry."""
    return _NOT_IN_XML.sub("", text)


def on_one_line(text: str) -> str:
    """The text on one line, fit for XML, without outer spaces."""
    return for_xml(_BREAKS.sub(" ", text)).strip()
