-- A wrong result blames the function, and the element.

function Emph(el)
  return 5
end
