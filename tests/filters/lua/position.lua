function Emph(el)
  local file, line, column = pubconv.pos(el)
  return {el, pandoc.Str(' ' .. file .. ':' .. line .. ':' .. column)}
end
