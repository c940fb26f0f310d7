"""Opening, editing, saving and closing documents, notebooks too."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lsprotocol import types

from sadpath.server.documents import buffer_of, buffer_of_cells
from sadpath.server.features.diagnostics import again

if TYPE_CHECKING:
    from sadpath.server.server import SadpathServer


def register(server: SadpathServer) -> None:
    """`textDocument/did…` and `notebookDocument/did…`."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        read(server, params.text_document.uri, opened=True)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        if server.options.run == "onType":
            read(server, params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        read(server, params.text_document.uri, opened=True)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        drop(server, params.text_document.uri)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_OPEN)
    def notebook_opened(params: types.DidOpenNotebookDocumentParams) -> None:
        read_notebook(server, params.notebook_document.uri)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CHANGE)
    def notebook_changed(params: types.DidChangeNotebookDocumentParams) -> None:
        read_notebook(server, params.notebook_document.uri)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_SAVE)
    def notebook_saved(params: types.DidSaveNotebookDocumentParams) -> None:
        read_notebook(server, params.notebook_document.uri)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CLOSE)
    def notebook_closed(params: types.DidCloseNotebookDocumentParams) -> None:
        drop(server, params.notebook_document.uri)


def read(server: SadpathServer, uri: str, *, opened: bool = False) -> None:
    """Take over the text of a document."""
    if server.workspace.get_notebook_document(cell_uri=uri) is not None:
        return
    document = server.workspace.get_text_document(uri)
    path = server.path_of(uri)
    project = server.project_of(path)
    buffer = buffer_of(document)
    project.edit(path, buffer)
    for single in server.singles.values():
        if single is not project:
            single.edit(path, buffer)
    if opened and not project.single and project.workspace is not None and path.endswith((".py", ".pyi")):
        if path not in project.workspace.search.files and path not in project.looked_for:
            project.looked_for.add(path)  # once: it may be left out by the settings
            project.reload()
    again(server, uri)


def read_notebook(server: SadpathServer, uri: str) -> None:
    """Take over the cells of a notebook."""
    notebook = server.workspace.get_notebook_document(notebook_uri=uri)
    if notebook is None:
        return
    code = [c.document for c in notebook.cells if c.kind == types.NotebookCellKind.Code]
    cells = [server.workspace.get_text_document(document) for document in code]
    path = server.path_of(uri)
    server.single(path).edit(path, buffer_of_cells(cells))
    for document in code:
        again(server, document)


def drop(server: SadpathServer, uri: str) -> None:
    """The text is again what the disk holds."""
    path = server.path_of(uri)
    project = server.project_of(path)
    if project.single:
        server.singles.pop(path, None)
    else:
        project.edit(path, None)
        if not os.path.lexists(path):  # it was never saved
            project.looked_for.discard(path)
            project.reload()
    if not server.pulls:
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
    again(server)
