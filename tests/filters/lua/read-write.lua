-- pandoc.read and pandoc.write: specs as text and as tables, errors that a script may catch.
local function caught(f, ...)
  local ok, why = pcall(f, ...)
  return pandoc.CodeBlock(tostring(ok) .. ' ' .. tostring(why))
end

function Pandoc(doc)
  local read = pandoc.read('*a* "b"', 'commonmark')
  local smart = pandoc.read('a -- b', {format = 'commonmark', extensions = {'smart'}})
  local both = read.blocks .. smart.blocks
  return pandoc.Pandoc(both .. {
    pandoc.CodeBlock(pandoc.write(pandoc.Pandoc {pandoc.Para {pandoc.Emph 'a'}}, 'html')),
    pandoc.CodeBlock(pandoc.write(doc, 'native')),
    pandoc.CodeBlock(pandoc.write(pandoc.Pandoc {pandoc.Para {pandoc.Str '50%'}}, 'latex')),
    caught(pandoc.read, 'x', 'nosuch'),
    caught(pandoc.write, doc, 'nosuch'),
  })
end
