"""An Office package on the operating table: its parts, what refers to what, parts taken out without a trace."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from gongkai.guard.files.container import open_zip, refuse_locked, tree
from gongkai.guard.files.seen import DAMAGED, Allowance, Unreadable

TYPES = "[Content_Types].xml"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_R_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_LARGEST_PART = 80 * 1024 * 1024
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Relation:
    """One line of a relationship part."""

    source: str
    id: str
    kind: str
    target: str
    is_external: bool


class Package:
    """The parts of a docx, xlsx or pptx by name; XML parts are parsed once and written back when saved."""

    def __init__(self, content: bytes, allowance: Allowance) -> None:
        with open_zip(content, allowance) as container:
            refuse_locked(container)
            self.parts = {info.filename: container.read(info) for info in container.infolist()}
        if TYPES not in self.parts:
            raise Unreadable(DAMAGED)
        self._trees: dict[str, etree._Element] = {}

    def tree(self, name: str) -> etree._Element:
        """The root of a part; changes made to it are kept."""
        if name not in self._trees:
            content = self.parts.get(name)
            if content is None:
                raise Unreadable(DAMAGED)
            if len(content) > _LARGEST_PART:
                raise Unreadable("文件内的部件过大，没有打开")
            self._trees[name] = tree(content)
        return self._trees[name]

    def replace(self, name: str, content: bytes) -> None:
        """Put other content in the place of a part."""
        self._trees.pop(name, None)
        self.parts[name] = content

    def relations(self, source: str) -> list[Relation]:
        """What a part refers to; "" is the package itself."""
        name = rels_of(source)
        if name not in self.parts:
            return []
        return [_relation(source, element) for element in self.tree(name) if isinstance(element.tag, str)]

    def sources(self) -> list[str]:
        """The parts that refer to others."""
        return [source_of(name) for name in self.parts if name.endswith(".rels")]

    def drop(self, names: Iterable[str]) -> None:
        """Take parts out: the parts, each reference to them, and what only they referred to."""
        gone = set(names)
        for source in self.sources():
            if source not in gone:
                self.drop_relations(source, [one.id for one in self.relations(source) if one.target in gone])
        for name in gone:
            self._forget(name)
        self._prune()
        self._tidy_types()

    def drop_relations(self, source: str, ids: Iterable[str]) -> None:
        """Take references out of a part: the lines of its relationship part and the elements that use them."""
        wanted = set(ids)
        if not wanted:
            return
        for element in list(self.tree(rels_of(source))):
            if element.get("Id") in wanted:
                self.tree(rels_of(source)).remove(element)
        if source and source.endswith((".xml", ".vml")):
            for element in list(self.tree(source).iter(etree.Element)):
                if any(
                    element.get(f"{{{space}}}{key}") in wanted for space in (_R, _R_STRICT) for key in _USES
                ):
                    cut(element)

    def _forget(self, name: str) -> None:
        for gone in (name, rels_of(name)):
            self.parts.pop(gone, None)
            self._trees.pop(gone, None)

    def _prune(self) -> None:
        """Forget the parts that nothing refers to any more: an orphan would still be in the file."""
        reached = {""}
        waiting = [""]
        while waiting:
            for relation in self.relations(waiting.pop()):
                if not relation.is_external and relation.target not in reached:
                    reached.add(relation.target)
                    waiting.append(relation.target)
        for name in list(self.parts):
            owner = source_of(name) if name.endswith(".rels") else name
            if owner not in reached and name != TYPES:
                self._forget(name)

    def _tidy_types(self) -> None:
        for element in list(self.tree(TYPES)):
            part = element.get("PartName")
            if part and unquote(part).lstrip("/") not in self.parts and part.lstrip("/") not in self.parts:
                self.tree(TYPES).remove(element)

    def content_type(self, name: str) -> str:
        """The declared content type of a part."""
        for element in self.tree(TYPES):
            if (element.get("PartName") or "").lstrip("/") == name:
                return element.get("ContentType") or ""
        return ""

    def set_content_type(self, name: str, content_type: str) -> None:
        """Declare a part to be of another type."""
        for element in self.tree(TYPES):
            if (element.get("PartName") or "").lstrip("/") == name:
                element.set("ContentType", content_type)

    def save(self) -> bytes:
        """The package as a file; its members carry no dates."""
        self._prune()
        self._tidy_types()
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
            for name in sorted(self.parts, key=lambda name: (name != TYPES, name != "_rels/.rels")):
                container.writestr(zipfile.ZipInfo(name, _EPOCH), self._bytes(name), zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def _bytes(self, name: str) -> bytes:
        root = self._trees.get(name)
        if root is None:
            return self.parts[name]
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


_USES = ("id", "embed", "link", "pict", "href", "dm", "lo", "qs", "cs")


def _relation(source: str, element: etree._Element) -> Relation:
    target = element.get("Target") or ""
    is_external = element.get("TargetMode") == "External"
    kind = (element.get("Type") or "").rpartition("/")[2]
    if not is_external:
        target = _resolved(source, target)
    return Relation(source, element.get("Id") or "", kind, target, is_external)


def _resolved(source: str, target: str) -> str:
    target = unquote(target).partition("#")[0]
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def rels_of(source: str) -> str:
    """Where the relationships of a part are written."""
    folder, _, name = source.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def source_of(rels: str) -> str:
    """The part whose relationships are written here."""
    folder, _, name = rels.rpartition("/")
    return posixpath.join(folder.removesuffix("_rels"), name.removesuffix(".rels"))


def cut(element: etree._Element | None) -> None:
    """Take an element out of its tree and leave the text after it; one that is out already is left alone."""
    parent = element.getparent() if element is not None else None
    if element is None or parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put an element's children in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(at, child)
    cut(element)


def named(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """All elements below with one of these local names, whatever their namespace, in the order of the text."""
    return root.iter(*(f"{{*}}{name}" for name in names))


def attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The attributes of an element as text."""
    return ((str(key), str(value)) for key, value in element.items())


def attribute(element: etree._Element, name: str) -> str:
    """The value of an attribute by its local name, or nothing."""
    return next((value for key, value in attributes(element) if key.rpartition("}")[2] == name), "")
