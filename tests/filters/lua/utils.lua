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
local u = pandoc.utils
show(u.stringify(s.Para {s.Str 'a', s.Space(), s.Emph 'b', s.Note 'n', s.SoftBreak(), s.Code 'c', s.Math('InlineMath', 'x'),
  s.RawInline('html', '<b>'), s.Quoted('DoubleQuote', 'q'), s.LineBreak(), s.Quoted('SingleQuote', 'r'), s.Image('alt', 's')}))
show(u.stringify 'x', u.stringify(5), u.stringify(true), u.stringify {s.Para 'a', s.Para 'b'}, u.stringify {a = 'x'})
show(u.stringify(s.Pandoc('x', {title = 't'})), u.stringify(s.Citation('i', 'NormalCitation', 'p')), u.stringify(s.Attr 'x'))
show(u.equals(s.Str 'a', s.Str 'a'), u.equals({s.Str 'a'}, s.Inlines 'a'), u.equals(1, 1), u.equals({}, {}), u.equals(nil, nil))
show(u.sha1 'abc', u.sha1 '', u.sha1(string.rep('a', 119)), u.to_roman_numeral(1994), u.to_roman_numeral(5000))
show(u.blocks_to_inlines {s.Para 'a', s.Para 'b'}, u.blocks_to_inlines({s.Para 'a', s.Para 'b'}, {s.Space()}))
show(PANDOC_VERSION >= '2.9', PANDOC_VERSION >= {2, 9}, PANDOC_VERSION == '2', pandoc.types.Version {3, 1}, pandoc.types.Version '3.1' < pandoc.types.Version '3.10')
local t = pandoc.text
show(t.upper 'straße é', t.lower 'ÀÉ', t.len 'äé', t.sub('äéö', 2, 3), t.sub('äéö', -2), t.reverse 'äé')
show(pandoc.text == require 'text', pandoc.utils == require 'pandoc.utils', pandoc == require 'pandoc', type(FORMAT))
local simple = s.SimpleTable('cap', {'AlignDefault', 'AlignLeft'}, {0, 0.5}, {'h1', 'h2'}, {{'a', 'b'}})
show(simple, u.from_simple_table(simple), u.to_simple_table(u.from_simple_table(simple)))

function Pandoc() return s.Pandoc {s.CodeBlock(table.concat(lines, '\n'))} end
