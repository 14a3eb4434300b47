"""What went wrong below a call, for `translate` alone: none of these leaves this package."""


class OddReply(Exception):
    """An answer that cannot be taken for KashFlow's; the text says what was there instead."""


class CutOff(OddReply):
    """The beginning of an answer."""


class TimeOver(OddReply):
    """The time limit of the call passed while its answer was still coming."""


class HttpStatus(OddReply):
    """An HTTP status other than success."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(f"HTTP {status}: {said}" if said else f"HTTP {status}")
        self.status = status


class SoapFault(OddReply):
    """A SOAP fault."""

    def __init__(self, said: str, *, blames_request: bool) -> None:
        super().__init__(said)
        self.blames_request = blames_request


class RequestNotBuilt(Exception):
    """A request that does not fit the interface description: our mistake, and nothing was sent."""
