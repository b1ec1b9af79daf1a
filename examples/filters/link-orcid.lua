-- Links authors to their ORCID pages. The names, as printed, stand in the metadata:
--   orcid:
--     Ann Bee: 0000-0002-1825-0097
-- An entry's own `orcid` attribute counts, too.
--   pubconv -L link-orcid.lua --metadata-file orcid.yaml publications.md -t html

local ids = {}

local function read_names(meta)
  for name, id in pairs(meta.orcid or {}) do ids[name] = pandoc.utils.stringify(id) end
end

local function link(span)
  if not span.classes:includes 'author' then return nil end
  local id = span.attributes.orcid or ids[pandoc.utils.stringify(span)]
  if not id then return nil end
  span.content = {pandoc.Link(span.content, 'https://orcid.org/' .. id, '', {class = 'orcid'})}
  return span
end

-- Two filters, one after the other: metadata first.
return {{Meta = read_names}, {Span = link}}
