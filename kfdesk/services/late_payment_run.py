"""Pays, in an export, the invoices that were sent before their orders were paid."""

from collections.abc import Collection
from dataclasses import replace

from kfdesk.domain.errors import PreviewOutdated
from kfdesk.domain.postings import Posting, Step
from kfdesk.services.export_report import Phase
from kfdesk.services.late_payments import LatePayment, LatePayments
from kfdesk.services.live_run import LiveRun
from kfdesk.services.pipeline import BATCH, Pipeline
from kfdesk.services.preview import Preview, fingerprint


class LatePaymentRun:
    """The late payments of one export."""

    def __init__(self, live: LiveRun, pipeline: Pipeline) -> None:
        """Pay through the pipeline of this run."""
        self._live = live
        self._pipeline = pipeline
        self._payments = LatePayments(live.book)
        self.order_ids: set[int] = set()
        """Orders whose invoice this run went on to pay."""

    def check_preview(self, preview: Preview, channel_ids: Collection[int] | None) -> None:
        """Raise PreviewOutdated when others than those shown would be sent."""
        wanted = {fingerprint(each.posted) for each in self._due(channel_ids)}
        shown = {row.fingerprint: row.order_id for row in preview.payments}
        missing = [order_id for each, order_id in shown.items() if each not in wanted]
        changed = len(wanted - shown.keys()) + sum(each not in self._live.touched for each in missing)
        if changed:
            raise PreviewOutdated(changed=str(changed))

    def send(self, channel_ids: Collection[int] | None, preview: Preview | None) -> None:
        """Pay them, with a look in KashFlow first: somebody may have entered the payment by hand."""
        due = self._due(channel_ids)
        if preview:
            shown = {row.fingerprint for row in preview.payments}
            due = [each for each in due if fingerprint(each.posted) in shown]
        if due:
            self._live.begin(Phase.LATE_PAYMENTS, len(due))
        for start in range(0, len(due), BATCH):
            self._live.check_cancelled()
            batch = due[start : start + BATCH]
            self.order_ids.update(each.order_id for each in batch)
            self._pipeline.carry_on([self._reopened(each) for each in batch])
            self._live.step(len(batch))

    def _due(self, channel_ids: Collection[int] | None) -> list[LatePayment]:
        return list(self._payments.due(self._live.company.id, channel_ids))

    def _reopened(self, late: LatePayment) -> Posting:
        return self._live.before(replace(late.original, content=late.posted, step=Step.INVOICED))
