-- For Neovim 0.11 and newer: put this file into ~/.config/nvim/lsp/ and `vim.lsp.enable("sadpath")` into init.lua.
---@type vim.lsp.Config
return {
  cmd = { "sadpath", "server" },
  filetypes = { "python" },
  root_markers = { "sadpath.toml", "pyproject.toml", ".git" },
  settings = {
    sadpath = {
      -- select = { "SP2", "SP3" },
      -- inlayHints = true,
    },
  },
}
