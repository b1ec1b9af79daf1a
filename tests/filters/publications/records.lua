-- Shows what was recognised, a field a line, so that a case's expected file can be read against its page.
local lines = {}

local function add(name, text)
  lines[#lines + 1] = string.format("  %-8s %s", name, text)
end

local function spans(el)
  local authors, marks = {}, {}
  pandoc.walk_block(pandoc.Div(el), {
    traverse = 'topdown',
    Span = function(s)
      local text = pandoc.utils.stringify(s)
      if s.classes:includes('author') then
        local roles = {}
        for _, r in ipairs{'self', 'equal', 'corresponding', 'marked'} do
          if s.classes:includes(r) then roles[#roles + 1] = r end
        end
        add('author', text .. (#roles > 0 and ' (' .. table.concat(roles, ', ') .. ')' or ''))
      elseif not s.classes:includes('authors') and #s.classes > 0 then
        add(s.classes[1], text)
      end
    end,
    Link = function(l)
      if #l.classes > 0 then add('link', l.classes[#l.classes] .. ' ' .. l.target) end
    end,
  })
end

local function entry(attr, content)
  lines[#lines + 1] = attr.identifier
  local keys = {}
  for k, v in pairs(attr.attributes) do keys[#keys + 1] = k .. '=' .. v end
  table.sort(keys)
  if #keys > 0 then add('', table.concat(keys, ' ')) end
  spans(content)
end

function Pandoc(doc)
  doc:walk{
    traverse = 'topdown',
    Header = function(h)
      if h.classes:includes('publications-section') then
        local a = h.attributes
        lines[#lines + 1] = '# ' .. pandoc.utils.stringify(h) .. (a.year and ' year=' .. a.year or '')
          .. (a.type and ' type=' .. a.type or '')
      end
    end,
    Div = function(d)
      if d.classes:includes('publication') then entry(d.attr, d.content) return d, false end
      if d.classes:includes('legend') then
        local keys = {}
        for k, v in pairs(d.attributes) do keys[#keys + 1] = k .. '=' .. v end
        table.sort(keys)
        lines[#lines + 1] = 'legend ' .. table.concat(keys, ' ')
      end
    end,
    Span = function(s)
      if s.classes:includes('publication') then entry(s.attr, {pandoc.Plain(s.content)}) return s, false end
    end,
    Table = function(t)
      for _, b in ipairs(t.bodies) do
        for _, r in ipairs(b.body) do
          if r.attr.classes:includes('publication') then
            local all = pandoc.List()
            for _, c in ipairs(r.cells) do all:extend(c.contents) end
            entry(r.attr, all)
          end
        end
      end
    end,
  }
  return pandoc.Pandoc{pandoc.CodeBlock(table.concat(lines, '\n'))}
end
