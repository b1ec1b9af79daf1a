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
local p = s.Para 'a'
p.level = 2
try(tostring, p)
p = s.Para 'a'
p.content = 'hello world'
show(type(p.content), p, type(p.content))
p.content = 5
try(tostring, p)
local d = s.Div({s.Para 'a'}, {'i'})
local c = d.content
c[1] = s.Para 'b'
c[#c + 1] = s.Para 'c'
show(d, rawequal(c, d.content))
d.content[1].content[1].text = 'zz'
show(d)
local e = s.Emph 'x'
local P = s.Para {e, e}
e.content = 'changed'
show(P)
P.content = {e, e}
e.content = 'again'
show(P)
local clone = P:clone()
P.content[1] = s.Str 'mm'
show(clone, P)
local bl = s.BulletList {'a'}
bl.content = {s.Para 'a', s.Para 'b'}
show(bl)
bl.content = {'x', {'y', 'z'}}
show(bl)
local ol = s.OrderedList {'a'}
ol.start = 5
ol.style = 'LowerRoman'
ol.delimiter = 'Period'
show(ol, ol.start, ol.listAttributes.start)
local im = s.Image('c', 's', 't')
im.caption = 'x y'
im.src = 'q'
show(im)
im.content = 'z'
try(tostring, im)
local l = s.Link('a', 'b')
l.target, l.title = 'c', 'd'
show(l)
show(s.Str 'a' == s.Str 'a', s.Str 'a' == s.Str 'b', s.Str 'a' == s.Para 'a', s.Inlines 'a' == s.Inlines 'a')
show(s.Inlines 'a' == {s.Str 'a'}, s.Inlines {} == s.Blocks {})
show(s.Inlines 'a' .. {s.Str 'q'}, s.Pandoc('a', {x = '1'}) .. s.Pandoc('b', {x = '2', y = '3'}))
show(s.Str 'a"\\\n\t\1ä\u{1F600}1\u{7f}\u{e4}5', s.Str '\u{0e}H\u{a0}')
for _, el in ipairs {s.Link('t', 'u'), s.Header(1, 'h'), s.Citation('i', 'NormalCitation')} do
  local keys = {}
  for k, v in pairs(el) do keys[#keys + 1] = k .. ':' .. type_of(v) end
  show(table.concat(keys, ' '))
end
local doc = s.Pandoc({}, {a = 1, b = 'x', c = true, d = {1, 2}, e = {x = 1}, f = s.Str 'x', g = s.Para 'x', i = 1.5,
  j = {}, l = {s.Str 'a'}, m = {s.Para 'a'}, n = 0.01, o = 1e100, p = 2^53, q = s.List {}, r = s.Blocks {}})
show(doc)
show(type_of(doc.meta), type_of(doc.meta.d), type_of(doc.meta.e), type_of(doc.meta.f), type_of(doc.meta.c))

function Pandoc() return s.Pandoc {s.CodeBlock(table.concat(lines, '\n'))} end
