"""Puts the window together: application, translation, faults of ours, one window a data folder."""

import hashlib
import logging
import signal
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, QTranslator, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

from kfdesk import words
from kfdesk.paths import resource_path
from kfdesk.services.desk import Desk
from kfdesk.ui.garbage import collected_here
from kfdesk.ui.messages import Messages, crash_details
from kfdesk.ui.pages import make_window
from kfdesk.ui.tasks import task_pool

SETTINGS_FILE = "window.ini"
FIRST_BUILD_OF_WINDOWS_11 = 22000
ANSWER_MS = 500
PULSE_MS = 500
TURN_S = 0.001
"""How long a worker may keep Python from the window: painting a table asks for it hundreds of times."""
TRANSLATION = "translations/kfdesk_en_GB.qm"
WORDS_CONTEXT = "words"

log = logging.getLogger(__name__)


def open_window(desk: Desk, folder: Path) -> int:
    """Show the window until it is closed; the exit code of the program.

    Where one is open on this data folder already, that one comes to the front instead.
    """
    application = make_application()
    name = server_name(folder)
    if call_open_window(name):
        return 0
    window = make_window(desk, folder / SETTINGS_FILE)
    server = RaiseServer(name, window)
    crashes = CrashDialog(window)
    sys.excepthook = crashes.hook
    pulse = listen_to_signals(window)
    window.show()
    window.open_first_page()
    window.events.window_opened.emit()
    with collected_here():
        exit_code = application.exec()
    pulse.stop()
    server.close()
    task_pool().waitForDone()
    sys.excepthook = sys.__excepthook__
    return exit_code


def make_application() -> QApplication:
    """The application object with its style and its words; workers give way to its window."""
    sys.setswitchinterval(TURN_S)
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("kfdesk")
    application.setApplicationDisplayName("")  # the window's title has the name already
    application.setDesktopFileName("kfdesk")
    if needs_fusion(sys.platform, application.styleHints().colorScheme()):
        application.setStyle("Fusion")
    set_translation(application)
    return application


def listen_to_signals(window: QWidget) -> QTimer:
    """Ctrl+C and a wish to end close the window as its own button does, at the safe point.

    Python looks at signals only while it runs itself, so a timer lets it.
    """
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda _number, _frame: window.close())
    pulse = QTimer(window)
    pulse.timeout.connect(_let_python_run)
    pulse.start(PULSE_MS)
    return pulse


def _let_python_run() -> None:
    """Any line of Python will do."""


def needs_fusion(platform: str, scheme: Qt.ColorScheme) -> bool:
    """Windows 10 has no dark style of its own; its light one would stay light."""
    if platform != "win32" or scheme != Qt.ColorScheme.Dark:
        return False
    build: int = getattr(sys, "getwindowsversion")().build  # noqa: B009 - there only on Windows
    return build < FIRST_BUILD_OF_WINDOWS_11


def set_translation(application: QCoreApplication) -> QTranslator | None:
    """British English needs one too: for its plurals. None when this copy of kfdesk lacks it."""
    words.set_translate(lambda text: QCoreApplication.translate(WORDS_CONTEXT, text))
    translator = QTranslator(application)
    try:
        is_loaded = translator.load(str(resource_path(TRANSLATION)))
    except FileNotFoundError:
        is_loaded = False
    if is_loaded:
        application.installTranslator(translator)
    return translator if is_loaded else None


# ---------------------------------------------------------------- faults of ours


class CrashDialog(QObject):
    """Shows the first fault of ours; others that come while it is open are only logged."""

    crashed = Signal(object)

    def __init__(self, window: QWidget) -> None:
        """Show it over this window."""
        super().__init__(window)
        self._window = window
        self._is_open = False
        # A fault in another thread is shown by the window's.
        self.crashed.connect(self._on_crashed)

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """What Python calls for an exception that nobody caught."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        log.error("A fault of kfdesk's own:\n%s", crash_details(error.with_traceback(trace)))
        self.crashed.emit(error)

    @Slot(object)
    def _on_crashed(self, error: BaseException) -> None:
        if self._is_open:
            return
        self._is_open = True
        try:
            Messages.crash(self._window, error)
        finally:
            self._is_open = False


# ---------------------------------------------------------------- one window a data folder


def server_name(folder: Path) -> str:
    """A name for the data folder that other programs and folders do not share."""
    digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()
    return f"kfdesk-{digest[:24]}"


def call_open_window(name: str) -> bool:
    """Ask the window that is open under this name to come to the front; whether there is one."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    is_there = socket.waitForConnected(ANSWER_MS)
    if is_there:
        socket.disconnectFromServer()
    return is_there


class RaiseServer(QObject):
    """Brings the window to the front when kfdesk is started again on its data folder."""

    def __init__(self, name: str, window: QWidget) -> None:
        """Listen under this name."""
        super().__init__(window)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_called)
        QLocalServer.removeServer(name)  # left behind by one that was killed
        if not self._server.listen(name):
            log.warning("A second start will not find this window: %s", self._server.errorString())

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    @Slot()
    def _on_called(self) -> None:
        connection = self._server.nextPendingConnection()
        connection.disconnected.connect(connection.deleteLater)
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        QApplication.alert(window)
