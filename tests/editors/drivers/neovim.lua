-- Does in Neovim what a user does; what it sees goes as JSON to the file named by $SEEN.
local wishes = vim.json.decode(vim.env.WISHES)
local seen = {}

local function wait(what, condition)
  assert(vim.wait(wishes.patience, condition, 50), "not seen: " .. what)
end

local function run()
  local buffer = vim.api.nvim_get_current_buf()
  wait("diagnostics", function()
    return #vim.diagnostic.get(buffer) > 0
  end)
  seen.version = tostring(vim.version())
  seen.diagnostics = vim.tbl_map(function(found)
    return { line = found.lnum + 1, column = found.col + 1, code = found.code, source = found.source, message = found.message }
  end, vim.diagnostic.get(buffer))

  -- Hover, in its floating window.
  vim.api.nvim_win_set_cursor(0, { wishes.hover.line, wishes.hover.column - 1 })
  vim.lsp.buf.hover()
  local function float()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= "" then
        return window
      end
    end
  end
  wait("hover", float)
  seen.hover = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float()), 0, -1, false), "\n")
  vim.api.nvim_win_close(float(), true)

  -- Code lenses.
  vim.lsp.codelens.refresh({ bufnr = buffer })
  wait("code lenses", function()
    return #vim.lsp.codelens.get(buffer) > 0
  end)
  seen.lenses = vim.tbl_map(function(lens)
    return lens.command.title
  end, vim.lsp.codelens.get(buffer))

  -- A quick fix, applied and saved.
  vim.api.nvim_win_set_cursor(0, { wishes.fix.line, wishes.fix.column - 1 })
  local before = vim.api.nvim_buf_get_changedtick(buffer)
  seen.actions = {}
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      table.insert(seen.actions, action.title)
      return vim.startswith(action.title, wishes.fix.title)
    end,
  })
  wait("the edit", function()
    return vim.api.nvim_buf_get_changedtick(buffer) > before
  end)
  vim.cmd.write()
end

local ok, message = pcall(run)
seen.error = not ok and tostring(message) or nil
vim.fn.writefile({ vim.json.encode(seen) }, vim.env.SEEN)
vim.cmd(ok and "qall!" or "cquit 1")
