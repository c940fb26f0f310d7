" For Vim with ALE: put this file into ~/.vim/ale_linters/python/. ALE then runs sadpath beside its other linters.
" Description: walks every error that a payment API documents through Python code

call ale#Set('python_sadpath_executable', 'sadpath')
call ale#Set('python_sadpath_use_global', get(g:, 'ale_use_global_executables', 0))
" Settings of the server, such as {'select': ['SP2'], 'inlayHints': v:true}.
call ale#Set('python_sadpath_settings', {})

function! ale_linters#python#sadpath#GetExecutable(buffer) abort
    " In the virtual environment that ALE finds above the file, otherwise on PATH.
    return ale#python#FindExecutable(a:buffer, 'python_sadpath', ['sadpath'])
endfunction

function! ale_linters#python#sadpath#GetCommand(buffer) abort
    return ale#Escape(ale_linters#python#sadpath#GetExecutable(a:buffer)) . ' server'
endfunction

function! ale_linters#python#sadpath#GetProjectRoot(buffer) abort
    let l:root = ale#python#FindProjectRoot(a:buffer)

    return !empty(l:root) ? l:root : fnamemodify(bufname(a:buffer), ':p:h')
endfunction

call ale#linter#Define('python', {
\   'name': 'sadpath',
\   'lsp': 'stdio',
\   'executable': function('ale_linters#python#sadpath#GetExecutable'),
\   'command': function('ale_linters#python#sadpath#GetCommand'),
\   'project_root': function('ale_linters#python#sadpath#GetProjectRoot'),
\   'initialization_options': {b -> {'settings': ale#Var(b, 'python_sadpath_settings')}},
\   'lsp_config': {b -> {'sadpath': ale#Var(b, 'python_sadpath_settings')}},
\})
