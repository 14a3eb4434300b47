"""A window of PySide6 and nothing else, which the program's own is measured against."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPushButton, QVBoxLayout, QWidget

from tests.benchmarks.first_sight import FirstSight
from tests.benchmarks.measured import Figures

SIZE = (1280, 800)


def bare_window(_folder: Path) -> Figures:
    """Two fields that keys go between; `ready` is when they do."""
    application = QApplication([])
    window, page = QMainWindow(), QWidget()
    layout = QVBoxLayout(page)
    layout.addWidget(QLineEdit())
    layout.addWidget(QPushButton("Press"))
    window.setCentralWidget(page)
    window.resize(*SIZE)
    window.show()
    sight = FirstSight()
    sight.seen_all.connect(window.close)
    QTimer.singleShot(0, lambda: sight.watch(window, {"ready": page}))
    application.exec()
    return sight.figures
