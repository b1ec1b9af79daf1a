local function helper(el)
  error 'boo'
end

function Str(el)
  if el.text == 'b' then helper(el) end
end
