function Emph()
  local span = pandoc.Span {}
  span.content = {span}
  return span
end
