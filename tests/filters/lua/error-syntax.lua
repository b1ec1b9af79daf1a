function Str(el)
  return el el
end
