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
local L = pandoc.List
local x = L {5, 6, 7, 6}
show(x:at(2), x:at(-1), x:at(9, 'd'), x:at(0, 'z'), x:clone())
show(L {1}:extend(L {2, 3}), L {1}:extend {2})
show(x:filter(function(v) return v == 6 end), x:filter(function(_, i) return i == 2 end), x:map(function(v, i) return i end))
show(x:find(6)) show(x:find(6, 3)) show(x:find(9)) show(x:find_if(function(v) return v > 5 end, 3))
show(x:includes(6), x:includes(6, 5), x:includes(1), s.Inlines 'a b':includes(s.Str 'b'))
local y = L {1, 2}
y:insert(3)
y:insert(1, 0)
show(y, y:remove(), y:remove(1), y)
try(function() L {1}:iter(0) end)
local seen = {}
for v in L {1, 2, 3, 4}:iter() do seen[#seen + 1] = v end
for v in L {1, 2, 3, 4}:iter(-2) do seen[#seen + 1] = v end
show(table.concat(seen, ','))
local t = {1}
show(L:new(), rawequal(L(t), t), L(L {1, 2}:iter()))
y = L {3, 1, 2}
y:sort()
show(y)
y:sort(function(a, b) return a > b end)
show(y, L {1} .. {2}, L {1, 2} == L {1, 2}, L {1} == L {1, 2}, L {L {1}} == L {L {1}})
show(s.Inlines 'a b':filter(function(v) return v.t == 'Str' end), type_of(s.Inlines 'a b':map(function(v) return v.t end)))
try(L.find) try(L.map, L {}, 5)
show(type_of(nil), type_of(L {}), type_of(io.stdout), type_of(setmetatable({}, {__name = 'Foo'})), type_of(s.Str 'x'))

function Pandoc() return s.Pandoc {s.CodeBlock(table.concat(lines, '\n'))} end
