function Emph(el)
  return pandoc.Header('x', 'y')
end
