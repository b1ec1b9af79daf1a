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
try(s.Attr) try(s.Attr, 'a', {'b', 'c'}, {{'k', 'v'}, {'a', 'b'}}) try(s.Attr, {id = 'x', class = 'a b', k = 'v'})
try(s.Attr, {'i', {'c'}}) try(s.Attr, 5) try(s.Attr, 'a', {}, {{'id', 'x'}})
try(s.Span, 'a', 'id') try(s.Span, 'a', 5) try(s.Span, 'a', {class = 'x y', id = 'q', zz = 't'})
try(s.Span, 'a', {'x', {'y'}, {{'a', 'b'}}}) try(s.Span, 'a', {k = 'v'}) try(s.Span, 'a', {{'x'}}) try(s.Span, 'a', {})
local h = s.Header(1, 'x')
h.classes = {'a', 'b'}
h.attributes.k = 'v'
h.attributes.k2 = 5
h.identifier = 'id'
show(h)
h.attributes = {x = 'y'}
show(h)
h.attributes.x = nil
show(h)
h.attr = 'foo'
show(h)
local al = s.AttributeList {{'a', 'b'}, {'c', 'd'}}
show(#al, al.a, al[1][1], al[2][2], al.z, al[9], al == s.AttributeList {{'a', 'b'}, {'c', 'd'}})
for k, v in pairs(al) do show(k, v) end
al.a = nil
al.q = 'r'
al[1] = {'m', 'n'}
show(al)
local a = s.Attr('i', {'c', 'd'}, {x = 'y'})
show(a.identifier, a.classes, a == s.Attr('i', {'c', 'd'}, {x = 'y'}), a.t, #a.attributes, a.foo)
try(function() a.foo = 1 end)
try(function() s.Para 'x'.nothing = 1 end)
try(function() s.Para 'x'.t = 'y' end)

function Pandoc() return s.Pandoc {s.CodeBlock(table.concat(lines, '\n'))} end
