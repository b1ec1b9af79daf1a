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
try(s.Str) try(s.Str, 5) try(s.Str, {}) try(s.Emph) try(s.Emph, {5}) try(s.Emph, s.Para 'x')
try(s.Para, 'a\nb  c') try(s.Para, {'a b', s.Emph 'c'})
try(s.Div, {'a b', s.Para 'c', s.Str 'z'}) try(s.Div, {{'a', 'b'}, {'c'}}) try(s.Div) try(s.Div, {true})
try(s.Header) try(s.Header, 'x', 'y') try(s.Header, 1.5, 'y') try(s.Header, '2', 'y') try(s.Header, 1)
try(s.BulletList, 'a') try(s.BulletList, {'a', 'b'}) try(s.BulletList, {{'a', 'b'}}) try(s.BulletList, {})
try(s.BulletList, s.Blocks {s.Para 'a', s.Para 'b'}) try(s.BulletList, s.Para 'x') try(s.BulletList, 5)
try(s.OrderedList, {'a'}, {3, 'Decimal', 'Period'}) try(s.OrderedList, {'a'}, s.ListAttributes(2, 'LowerRoman'))
try(s.OrderedList, {'a'}, {3, 'Foo'})
try(s.DefinitionList, {{'t', 'd'}}) try(s.DefinitionList, {{'t', {'d', 'e'}}})
try(s.DefinitionList, {{s.Str 't', {{s.Para 'd', s.Para 'f'}, 'e'}}})
try(s.LineBlock, 'a b') try(s.LineBlock, {'a b', {'c', s.Space()}}) try(s.LineBlock, {})
try(s.Quoted, 'x', 'y') try(s.Quoted, 'SingleQuote') try(s.Math, 'InlineMath', 'x') try(s.Math, 'x', 'y')
try(s.Link, 'a') try(s.Link, 'a', 'b', 'c', 'd') try(s.Link, 'a', 5) try(s.Image, 'a', 'b')
try(s.Code, 'a', {'i'}) try(s.RawInline, 'html') try(s.RawBlock, 'html', 'x') try(s.CodeBlock)
try(s.Cite, 'x') try(s.Cite, 'x', {}) try(s.Citation, 'i') try(s.Citation, 'i', 'Foo')
try(s.Citation, 'i', 'AuthorInText', 'p', 's', 1, 2) try(s.Cite, 'x', {s.Citation('i', 'NormalCitation')})
try(s.Note, 'a') try(s.Figure, 'a') try(s.Figure, 'a', {long = 'b', short = 'c'}, 'id')
try(s.Caption, 'l', 's') try(s.Cell, 'a', 'AlignLeft', 2, 3, 'id') try(s.Cell, 'a', 'X') try(s.Row, {'a'})
try(s.Row, {s.Cell 'a'}, 'id') try(s.TableHead, {s.Row {s.Cell 'a'}}, 'x') try(s.TableFoot)
try(s.Table, s.Caption 'c', {{'AlignLeft', 0.5}}, s.TableHead {s.Row {s.Cell 'a'}},
  {{attr = {}, body = {s.Row {s.Cell 'x'}}, head = {}, row_head_columns = 0}}, s.TableFoot(), 'id')
try(s.Pandoc) try(s.Pandoc, 'a', {title = 'x'}) try(s.Pandoc, 'a', 5)
try(s.Inlines, 'a b') try(s.Inlines, {'a b'}) try(s.Inlines, 5) try(s.Blocks, 'a b') try(s.Blocks, s.Str 'x')

function Pandoc() return s.Pandoc {s.CodeBlock(table.concat(lines, '\n'))} end
