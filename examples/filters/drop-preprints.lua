-- Leaves out preprints: entries that are marked as such, or that have appeared nowhere else.
--   pubconv -L drop-preprints.lua publications.md -t latex -o cv.tex

local function is_preprint(div)
  return div.classes:includes 'publication'
    and (div.attributes.status == 'preprint' or div.attributes.type == 'article')
end

function Div(div)
  if is_preprint(div) then return {} end
end

-- A list item that held nothing but a preprint is empty now.
local function drop_empty_items(list)
  list.content = list.content:filter(function(item) return #item > 0 end)
  return #list.content > 0 and list or {}
end

BulletList = drop_empty_items
OrderedList = drop_empty_items
