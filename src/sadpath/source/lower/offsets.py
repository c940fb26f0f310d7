"""Where each LibCST node stands in the text, as code point offsets.

LibCST nodes know no positions; they come from writing the tree out again. Its own PositionProvider does the same with
line and column arithmetic for every token; counting offsets is half the work, and lines and columns are only needed
for nodes that stay.
"""

from __future__ import annotations

import re
from types import TracebackType

import libcst as cst

# Not public, but there is no other way: LibCST's own position provider is a subclass of this class too.
from libcst._nodes.internal import CodegenState

_DROPPED = re.compile(r"[ \t\f]|\\(?:\r\n?|\n)")

Span = tuple[int, int]
Spans = dict[cst.CSTNode, Span]


def record(module: cst.Module, text: str) -> Spans:
    """The (start, end) of every node in `text`, the source that `module` was parsed from: 0-based, in code points.

    Parentheses around an expression are outside its span, and so is the white space that a node owns.
    """
    recorder = _Recorder(module, text)
    module._codegen(recorder)
    return recorder.spans


class _Recorder(CodegenState):
    def __init__(self, module: cst.Module, text: str) -> None:
        super().__init__(module.default_indent, module.default_newline)
        self.text = text
        self.offset = 0
        self.starts: list[int] = []
        self.spans: Spans = {}

    def add_token(self, value: str) -> None:
        if not self.text.startswith(value, self.offset):
            self._catch_up(value)
        self.offset += len(value)

    def add_indent_tokens(self) -> None:
        for token in self.indent_tokens:
            self.add_token(token)

    def pop_trailing_newline(self) -> None:
        pass

    def before_codegen(self, node: cst.CSTNode) -> None:
        self.starts.append(self.offset)

    def after_codegen(self, node: cst.CSTNode) -> None:
        start = self.starts.pop()
        if node not in self.spans:
            self.spans[node] = (start, self.offset)

    def record_syntactic_position(  # type: ignore[override]  # a context manager of any kind will do
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> _Mark:
        return _Mark(self, node, end_node)

    def _catch_up(self, value: str) -> None:
        """LibCST drops form feeds and joined lines in indentation, blanks after an `!r`: steps over them."""
        text, old = self.text, self.offset
        new = old
        while not text.startswith(value, new):
            dropped = _DROPPED.match(text, new)
            if dropped is None:
                break
            new = dropped.end()
        if not text.startswith(value, new):
            return  # the line end that LibCST adds to a last line without one
        self.offset = new
        # What has started and written nothing yet starts here too.
        index = len(self.starts) - 1
        while index >= 0 and self.starts[index] == old:
            self.starts[index] = new
            index -= 1


class _Mark:
    __slots__ = ("end_node", "node", "recorder")

    def __init__(self, recorder: _Recorder, node: cst.CSTNode, end_node: cst.CSTNode | None) -> None:
        self.recorder = recorder
        self.node = node
        self.end_node = end_node

    def __enter__(self) -> None:
        self.recorder.starts.append(self.recorder.offset)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        recorder = self.recorder
        start, end = recorder.starts.pop(), recorder.offset
        if self.end_node is not None and self.end_node in recorder.spans:
            end = recorder.spans[self.end_node][1]
        recorder.spans[self.node] = (start, end)
