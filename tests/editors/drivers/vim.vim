" Does in Vim what a user does; what it sees goes as JSON to the file named by $SEEN.
let s:wishes = json_decode($WISHES)
let s:seen = {}

function! s:Wait(what, Condition) abort
    let l:end = reltimefloat(reltime()) + s:wishes.patience / 1000.0
    while !a:Condition()
        if reltimefloat(reltime()) > l:end
            throw 'not seen: ' . a:what
        endif
        sleep 50m
    endwhile
endfunction

function! s:Run() abort
    let l:buffer = bufnr('')
    let s:seen.version = v:versionlong
    call s:Wait('diagnostics', {-> !empty(getloclist(0))})
    let s:seen.diagnostics = map(deepcopy(ale#engine#GetLoclist(l:buffer)), {_, found -> {
    \   'line': found.lnum, 'column': found.col, 'code': get(found, 'code', ''), 'linter': found.linter_name, 'message': found.text,
    \}})

    " Hover, in the preview window.
    let g:ale_hover_to_preview = 1
    call cursor(s:wishes.hover.line, s:wishes.hover.column)
    ALEHover
    call s:Wait('hover', {-> bufwinnr('ALEPreviewWindow') > 0})
    let s:seen.hover = join(getbufline('ALEPreviewWindow', 1, '$'), "\n")
    pclose

    " A quick fix, chosen in ALE's menu and saved.
    call cursor(s:wishes.fix.line, s:wishes.fix.column)
    let l:tick = getbufvar(l:buffer, 'changedtick')
    call ale#codefix#Execute(0, function('s:Choose'))
    call s:Wait('the edit', {-> getbufvar(l:buffer, 'changedtick') > l:tick})
    write
endfunction

function! s:Choose(data, items) abort
    let s:seen.actions = map(copy(a:items), {_, item -> item[1].title})
    let l:wanted = filter(copy(a:items), {_, item -> stridx(item[1].title, s:wishes.fix.title) == 0})
    if !empty(l:wanted)
        call ale#codefix#ApplyLSPCodeAction(a:data, l:wanted[0][1])
    endif
endfunction

function! Drive() abort
    let l:status = 0
    try
        call s:Run()
    catch
        let s:seen.error = v:exception . ' at ' . v:throwpoint
        let l:status = 1
    endtry
    call writefile([json_encode(s:seen)], $SEEN)
    execute 'cquit' l:status
endfunction

" After the first file is shown, so that channels and timers run.
autocmd VimEnter * call timer_start(100, {-> Drive()})
