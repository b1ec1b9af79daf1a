function Emph(el)
  for i = 1, 600 do
    el = pandoc.Emph {el}
  end
  return el
end
