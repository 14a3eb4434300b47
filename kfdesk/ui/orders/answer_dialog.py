"""The question that holds orders up: what may be answered, for which orders, and what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QRadioButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from kfdesk import words
from kfdesk.domain.answers import Ruling
from kfdesk.domain.plans import Plan
from kfdesk.services.answer_orders import Asked, Option
from kfdesk.ui.channels.texts import value_text
from kfdesk.ui.figures import number
from kfdesk.ui.invoice_text import outcome_html
from kfdesk.ui.orders.dialogs import dialog_buttons
from kfdesk.ui.orders.texts import cause, tr
from kfdesk.ui.panels import bold, wrapped_label
from kfdesk.ui.tasks import LatestTask
from kfdesk.ui.widgets import named, short_lived

OUTCOME_LINES, LETTERS = 9, 80
Outcome = Callable[[Option], Plan | None]
"""What would become of the order with an answer; read in the background."""


class Scope(Enum):
    """For which orders an answer is."""

    ORDER = auto()
    GROUP = auto()
    CHANNEL = auto()


@dataclass(frozen=True)
class AnswerWish:
    """What the person answered; `ruling` is None to be asked again."""

    asked: Asked
    ruling: Ruling | None
    scope: Scope


class AnswerDialog(QDialog):
    """One question. Nothing is chosen beforehand but what was answered before."""

    def __init__(self, asked: Asked, outcome: Outcome, *, is_for_group: bool, parent: QWidget | None) -> None:
        """`outcome` is read for each answer chosen; `is_for_group` begins with all orders of the group."""
        super().__init__(parent)
        self.setObjectName("answer_dialog")
        self.setWindowTitle(words.question(asked.question.why))
        self._asked = asked
        self._outcome = outcome
        self._reading = LatestTask(self)
        self._rulings, self._scopes = QButtonGroup(self), QButtonGroup(self)
        self._options: dict[QRadioButton, Option | None] = {}
        self._build(is_for_group=is_for_group)
        self._lay_out()
        self._rulings.buttonClicked.connect(self._on_ruling_chosen)
        self._scopes.buttonClicked.connect(self._show_outcome)
        self._reading.done.connect(self._on_outcome)
        self._reading.failed.connect(self._on_failed)
        self.finished.connect(self._reading.forget)
        self._show_state()

    @classmethod
    def ask(
        cls, parent: QWidget | None, asked: Asked, outcome: Outcome, *, is_for_group: bool
    ) -> AnswerWish | None:
        """What the person answered; None: nothing."""
        with short_lived(cls(asked, outcome, is_for_group=is_for_group, parent=parent)) as dialog:
            return dialog.wish() if dialog.exec() else None

    def wish(self) -> AnswerWish:
        """What is chosen; one of the answers must be."""
        option = self._option()
        return AnswerWish(self._asked, option.ruling if option else None, self._scope())

    # ------------------------------------------------------------ building

    def _build(self, *, is_for_group: bool) -> None:
        asked, count = self._asked, len(self._asked.group)
        self.question_label = bold(named(wrapped_label(words.ask(asked.question.why)), "question_label"))
        self._because = wrapped_label(cause(asked.question, count if is_for_group else 1))
        for option in asked.options:
            self._add_option(option.ruling.name.lower(), words.ruling(option.ruling), option)
        if asked.has_answers:
            self._add_option("ask_again", tr("Ask me again"), None)
        self.order_radio = _radio(tr("This order, {number}").format(number=asked.order_number), "order_radio")
        orders = tr("These {n} {channel} orders").format(n=number(count), channel=asked.channel.name)
        self.group_radio = _radio(orders, "group_radio")
        every = tr("Every {channel} order from now on").format(channel=asked.channel.name)
        self.channel_radio = _radio(every, "channel_radio")
        self.setting_label = named(self._meaning(""), "setting_label")
        for radio in (self.order_radio, self.group_radio, self.channel_radio):
            self._scopes.addButton(radio)
        self.group_radio.setVisible(count > 1)
        (self.group_radio if is_for_group and count > 1 else self.order_radio).setChecked(True)
        self.outcome_view = named(QTextBrowser(), "outcome_view", tr("What would be posted"))
        self.outcome_view.setTabChangesFocus(True)
        self.outcome_view.setMinimumHeight(self.fontMetrics().height() * OUTCOME_LINES)
        self._buttons = dialog_buttons(self, tr("Answer"))
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * LETTERS)

    def _add_option(self, name: str, text: str, option: Option | None) -> None:
        radio = _radio(text, f"{name}_radio")
        setattr(self, radio.objectName(), radio)
        if option:
            radio.setAccessibleDescription(words.ruling_means(option.ruling))
        given = self._asked.given
        radio.setChecked(bool(option and given and option.ruling is given.ruling))
        self._rulings.addButton(radio)
        self._options[radio] = option

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.addWidget(self._because)
        layout.addWidget(self.question_label)
        for radio, option in self._options.items():
            layout.addWidget(radio)
            if option:
                layout.addWidget(self._meaning(words.ruling_means(option.ruling)))
        layout.addWidget(QLabel(tr("For")))
        for radio in (self.order_radio, self.group_radio, self.channel_radio):
            layout.addWidget(radio)
        layout.addWidget(self.setting_label)
        title = QLabel(tr("&What would be posted for {number}").format(number=self._asked.order_number))
        title.setBuddy(self.outcome_view)
        layout.addWidget(title)
        layout.addWidget(self.outcome_view, 1)
        layout.addWidget(self._buttons)
        # Labels of several lines are not in a window's own reckoning of its height.
        self.setMinimumHeight(layout.totalHeightForWidth(self.minimumWidth()))

    def _meaning(self, text: str) -> QLabel:
        label = wrapped_label(text)
        label.setIndent(self.fontMetrics().averageCharWidth() * 4)
        return label

    # ------------------------------------------------------------ choosing

    def _option(self) -> Option | None:
        chosen = self._rulings.checkedButton()
        return self._options[chosen] if isinstance(chosen, QRadioButton) else None

    def _scope(self) -> Scope:
        if self.channel_radio.isChecked():
            return Scope.CHANNEL
        return Scope.GROUP if self.group_radio.isChecked() else Scope.ORDER

    @Slot()
    def _on_ruling_chosen(self) -> None:
        self._show_state()

    def _show_state(self) -> None:
        """Which orders an answer can be for depends on the answer."""
        option = self._option()
        is_for_orders = option is None or option.is_for_orders
        setting = option.setting if option else ""
        self.order_radio.setEnabled(is_for_orders)
        self.group_radio.setEnabled(is_for_orders)
        self.channel_radio.setVisible(bool(setting))
        told = _setting_text(option) if option else ""
        self.setting_label.setVisible(bool(setting))
        self.setting_label.setText(told)
        self.channel_radio.setAccessibleDescription(told)
        if not is_for_orders:
            self.channel_radio.setChecked(True)
        elif self._scope() is Scope.CHANNEL and not setting:
            self.order_radio.setChecked(True)
        is_chosen = self._rulings.checkedButton() is not None
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(is_chosen)
        self._show_outcome()

    @Slot()
    def _show_outcome(self) -> None:
        option = self._option()
        if option is None:
            self._reading.forget()
            self.outcome_view.clear()
            return
        if self._scope() is Scope.CHANNEL:
            option = replace(option, is_for_orders=False)
        self._reading.start(lambda _progress, _is_cancelled: self._outcome(option))

    @Slot(object)
    def _on_outcome(self, plan: Plan | None) -> None:
        self.outcome_view.setHtml(outcome_html(plan, self._asked.channel) if plan else "")

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self.outcome_view.setPlainText(words.title(error))


def _setting_text(option: Option) -> str:
    """What the channel's setting becomes."""
    text = tr("Sets {setting} to {value} in KashFlow Settings.")
    setting = words.setting(option.setting) if option.setting else ""
    return text.format(setting=setting, value=value_text(option.value))


def _radio(text: str, name: str) -> QRadioButton:
    return named(QRadioButton(text.replace("&", "&&")), name, text)
