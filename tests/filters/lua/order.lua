-- The order of calls, in both ways to traverse; pandoc 3.9 has the same.
local log = {}
local function log_as(name)
  return function(el)
    local what = el.t or '#' .. #el
    log[#log + 1] = name .. ' ' .. what .. ' ' .. (el.text or '')
  end
end
local function logging(traverse)
  local f = {traverse = traverse}
  for _, name in ipairs {'Str', 'Emph', 'Strong', 'Inline', 'Note', 'Quoted', 'Link', 'Cite', 'Span', 'Para', 'Plain',
    'Header', 'Div', 'Block', 'Inlines', 'Blocks', 'Table', 'BulletList'} do
    f[name] = log_as(name)
  end
  f.Meta = function() log[#log + 1] = 'Meta' end
  f.Pandoc = function() log[#log + 1] = 'Pandoc' end
  return f
end
return {
  logging(), logging 'topdown',
  {Pandoc = function() return pandoc.Pandoc {pandoc.CodeBlock(table.concat(log, '\n'))} end},
}
