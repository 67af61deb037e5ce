-- What somebody does with a plan in Neovim; what comes of it is written to `seen.json`.

local PATIENCE = 60000
local seen = {}

local function wait(holds)
  return vim.wait(PATIENCE, holds, 20)
end

local function attached()
  local of = vim.lsp.get_clients or function(filter)
    return vim.tbl_values(vim.lsp.buf_get_clients(filter.bufnr))
  end
  return of({ bufnr = 0 })[1]
end

local function ask(method, line, column)
  vim.api.nvim_win_set_cursor(0, { line, column })
  local params = vim.lsp.util.make_position_params(0, "utf-16")
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, PATIENCE) or {}) do
    return answer.result
  end
end

vim.cmd("edit plan.dxplan")
seen.filetype = vim.bo.filetype
wait(function()
  local client = attached()
  return client and client.initialized and #vim.diagnostic.get(0) > 0
end)
seen.diagnostics = vim.tbl_map(function(each)
  return { each.code, each.lnum, each.col, each.message }
end, vim.diagnostic.get(0))
seen.hover = ask("textDocument/hover", 9, 3).contents.value

-- Two lines instead of one; columns are bytes for Neovim, and units of UTF-16 for the server.
vim.api.nvim_buf_set_lines(0, 9, 10, false, { "    chủ trì so_gddt", "    ph" })
seen.offered = vim.tbl_map(function(each)
  return each.label
end, ask("textDocument/completion", 11, 6).items)
vim.api.nvim_buf_set_lines(0, 10, 11, false, {})
seen.mended = wait(function()
  return #vim.diagnostic.get(0) == 0
end)

vim.api.nvim_win_set_cursor(0, { 9, 2 })
vim.lsp.buf.rename("trực_tuyến")
wait(function()
  return vim.api.nvim_buf_get_lines(0, 8, 9, false)[1]:find("trực_tuyến", 1, true)
end)
if vim.lsp.buf.format then
  vim.lsp.buf.format({ async = false, timeout_ms = PATIENCE })
else
  vim.lsp.buf.formatting_sync(nil, PATIENCE)
end
vim.cmd("wall")

local file = assert(io.open("seen.json", "w"))
file:write(vim.json.encode(seen))
file:close()
vim.cmd("qall!")
