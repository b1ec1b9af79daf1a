function Div(el)
  if el.classes:includes 'gone' then return {} end
end
