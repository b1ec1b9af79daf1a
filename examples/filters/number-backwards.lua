-- Numbers the entries backwards, so that the newest has the highest number: [3], [2], [1].
--   pubconv -L number-backwards.lua publications.md -t html

local function is_entry(div) return div.classes:includes 'publication' end

function Pandoc(doc)
  local number = 0
  doc:walk {Div = function(div) if is_entry(div) then number = number + 1 end end}

  return doc:walk {
    traverse = 'topdown', -- in the order of the page
    Div = function(div)
      if not is_entry(div) then return nil end
      local label = {pandoc.Str('[' .. number .. ']'), pandoc.Space()}
      number = number - 1
      local first = div.content[1]
      if first and (first.t == 'Plain' or first.t == 'Para') then
        first.content = pandoc.Inlines(label) .. first.content
      else
        div.content:insert(1, pandoc.Plain(label))
      end
      return div, false -- an entry holds no entries
    end,
  }
end
