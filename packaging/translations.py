"""Collects every word that kfdesk shows, for the translation.

Qt's own collector knows `self.tr(…)` only; ours are also in the tables of `kfdesk.words` and in
functions of a module (`tr`, `_tr`) that name their context. Run by `dev.py translate`.

English is the language of the program, so a translation is the source itself, but for plurals:
*%n order(s)* is *%n order* and *%n orders*. Forms that were written by hand are kept.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from kfdesk.words.answers import ASKS, MEANINGS, QUESTIONS, RULINGS
from kfdesk.words.causes import CAUSES
from kfdesk.words.errors import ERRORS, UNKNOWN
from kfdesk.words.names import FACING, MONTHS, NAMES, PHASES, SETTINGS, STATES
from kfdesk.words.reasons import REASONS

ROOT = Path(__file__).resolve().parent.parent
WINDOWS = ROOT / "kfdesk" / "ui"
SOURCE = ROOT / "resources" / "translations" / "kfdesk_en_GB.ts"
WORDS_CONTEXT = "words"
LANGUAGE = "en_GB"
SHORTEST_PLURAL_CALL = 3  # text, comment, number
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'

Plurals = dict[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, order=True)
class Message:
    """One text and where it belongs."""

    context: str
    source: str
    comment: str = ""
    has_plural: bool = False


# --- collecting


def from_words() -> Iterator[Message]:
    """The tables of `kfdesk.words`."""
    tables = (SETTINGS, STATES, NAMES, FACING, PHASES, REASONS, QUESTIONS, ASKS, RULINGS, MEANINGS)
    texts = [text for table in tables for text in table.values()]
    texts += MONTHS
    texts += [text for three in (*ERRORS.values(), UNKNOWN) for text in three]
    texts += [text for each in CAUSES.values() for text in (each.title, each.sentence)]
    yield from (Message(WORDS_CONTEXT, text) for text in texts if text)


def from_windows() -> Iterator[Message]:
    """The calls of translation functions in `kfdesk/ui`."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(WINDOWS.rglob("*.py"))}
    contexts = {module_name(path): context_of(tree) for path, tree in trees.items()}
    for path, tree in trees.items():
        context = contexts[module_name(path)] or imported_context(tree, contexts)
        yield from from_module(tree, context)


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def context_of(tree: ast.Module) -> str:
    """The context that the module's own function hands to Qt's `translate("Orders", text)`."""
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and function.name in {"tr", "_tr"}:
            names = [node.value for node in ast.walk(function) if isinstance(node, ast.Constant)]
            return next((name for name in names if isinstance(name, str) and name.isidentifier()), "")
    return ""


def imported_context(tree: ast.Module, contexts: dict[str, str]) -> str:
    """The context of the module that `tr` is imported from."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and any(alias.name in {"tr", "_tr"} for alias in node.names):
            return contexts.get(node.module or "", "")
    return ""


def from_module(tree: ast.Module, context: str) -> Iterator[Message]:
    for node in tree.body:
        inside = node.name if isinstance(node, ast.ClassDef) else ""
        for call in ast.walk(node):
            if isinstance(call, ast.Call):
                yield from from_call(call, inside, context)


def from_call(call: ast.Call, inside: str, context: str) -> Iterator[Message]:
    function, arguments = call.func, call.args
    if isinstance(function, ast.Attribute) and function.attr == "tr":
        where = inside  # self.tr: Qt takes the name of the class
    elif isinstance(function, ast.Name) and function.id in {"tr", "_tr"}:
        where = context
    else:
        return
    texts = [
        node.value for node in arguments if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    if texts:
        comment = texts[1] if len(texts) > 1 else ""
        yield Message(where, texts[0], comment, len(arguments) >= SHORTEST_PLURAL_CALL)


def collected() -> list[Message]:
    """Every message once, in an order that does not depend on where it stands."""
    return sorted({*from_words(), *from_windows()})


# --- writing


def plural_forms(message: Message, known: Plurals) -> tuple[str, str]:
    """One and several; by the rule of *(s)* unless written by hand."""
    by_rule = message.source.replace("(s)", ""), message.source.replace("(s)", "s")
    return known.get((message.context, message.source), by_rule)


def known_plurals(path: Path) -> Plurals:
    if not path.is_file():
        return {}
    forms: Plurals = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - a file of ours
        for message in context.iter("message"):
            written = [form.text or "" for form in message.iter("numerusform")]
            if len(written) > 1:
                key = context.findtext("name", ""), message.findtext("source", "")
                forms[key] = (written[0], written[1])
    return forms


def as_ts(messages: list[Message], known: Plurals) -> str:
    """The file that translators work on."""
    root = ET.Element("TS", version="2.1", language=LANGUAGE, sourcelanguage=LANGUAGE)
    for name in sorted({message.context for message in messages}):
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for message in messages:
            if message.context == name:
                add_message(context, message, known)
    ET.indent(root, "    ")
    return HEAD + ET.tostring(root, encoding="unicode") + "\n"


def add_message(context: ET.Element, message: Message, known: Plurals) -> None:
    _, source, comment, has_plural = astuple(message)
    element = ET.SubElement(context, "message", {"numerus": "yes"} if has_plural else {})
    ET.SubElement(element, "source").text = source
    if comment:
        ET.SubElement(element, "comment").text = comment
    translation = ET.SubElement(element, "translation")
    if has_plural:
        for form in plural_forms(message, known):
            ET.SubElement(translation, "numerusform").text = form
    else:
        translation.text = source


def release(source: Path, target: Path) -> int:
    """Makes the file that Qt loads."""
    name = "pyside6-lrelease.exe" if sys.platform == "win32" else "pyside6-lrelease"
    program = Path(sys.executable).with_name(name)
    return subprocess.run([program, "-silent", source, "-qm", target], check=False).returncode


def main() -> int:
    messages = collected()
    SOURCE.write_text(as_ts(messages, known_plurals(SOURCE)), encoding="utf-8", newline="\n")
    exit_code = release(SOURCE, SOURCE.with_suffix(".qm"))
    print(f"{len(messages)} texts in {SOURCE.relative_to(ROOT)}")
    return exit_code


if __name__ == "__main__":
    sys.exit(main())
