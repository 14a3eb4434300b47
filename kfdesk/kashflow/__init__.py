"""KashFlow over SOAP: one method a call, every outside failure told as one of ours.

- package: the entry that the wizard is drawn from; the only module others import
- client: the gateway: which call with which values, what its reply means
- envelopes: requests, written by zeep after `resources/kashflow.wsdl`
- transport: HTTP: time limits, one session a thread, no redirect, no repeat
- replies: replies taken apart by name, so that a field we do not know changes nothing
- mapping: our drafts to KashFlow's values, its records to ours
- refusals: KashFlow's own wording of a no, told apart
- translate: the one place where outside failures become `CallFailed`
"""
