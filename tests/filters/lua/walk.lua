-- What it prints is what pandoc 3.9 prints.
local lines = {}
local function show(...)
  local out = table.pack(...)
  for i = 1, out.n do out[i] = tostring(out[i]) end
  lines[#lines + 1] = table.concat(out, ' | ')
end
local function try(f, ...)
  local out = table.pack(pcall(f, ...))
  for i = 1, out.n do out[i] = tostring(out[i]) end
  lines[#lines + 1] = table.concat(out, ' | ')
end
local s = pandoc
local type_of = pandoc.utils.type
local function up(x) return s.Str(x.text:upper()) end
show(s.Para 'a b':walk {Str = up}, s.Blocks {s.Para 'a b'}:walk {Para = function() return 'x y' end})
try(function() return s.Para 'a b':walk {Str = function() return 5 end} end)
try(function() return s.Para 'a b':walk {Str = function() return s.Para 'x' end} end)
try(function() return s.Para 'a b':walk {Str = function() return false end} end)
try(function() return s.Inlines 'a b':walk {Inlines = function() return 5 end} end)
try(function() return s.Blocks {s.Para 'a b'}:walk {Para = function() return 5 end} end)
show(s.Blocks {s.Para 'a b'}:walk {Para = function() return {s.Str 'x', s.Str 'y'} end})
show(s.Para 'a b':walk {Para = function() return {} end}, s.Para 'a b':walk {Str = 5}, s.Para 'a':walk())
show(s.Inlines 'a b':walk {Inlines = function(x) return x .. x end, Str = function() return {} end})
show(s.Pandoc('a b', {x = 't'}):walk {Meta = function(m) m.y = 'z' return m end, Pandoc = function(d) d.blocks = {} return d end})
show(pandoc.walk_block(s.Para 'a', {Str = up}), pandoc.walk_inline(s.Emph 'a', {Str = up}))
show(s.Blocks {s.Para 'a b'}:walk {traverse = 'topdown', Para = function(p) return p, false end, Str = up})
show(s.Para {s.Emph 'a'}:walk {traverse = 'topdown', Emph = function() return {s.Str 'n', s.Strong 'm'} end, Str = up})
show(s.Para {s.Emph 'a', s.Str 'b'}:walk {Inline = function(x) return s.Strong {x} end, Str = function() end})
show(s.Cell 'a':walk {Str = up}, s.Row {s.Cell 'a'}:walk {Str = up})
show(s.Para 'a':walk(setmetatable({}, {__index = function() return function(x) return x end end})))
try(pandoc.walk_block, 5, {})

function Pandoc() return s.Pandoc {s.CodeBlock(table.concat(lines, '\n'))} end
