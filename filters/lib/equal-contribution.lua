--[[ Marks of equal contribution and of corresponding authors become superscripts, with one legend.

Works on annotated pages (pubconv's readers annotate publications): `Span .author` with the classes
`equal` and `corresponding`, `Span .mark` for the printed marks, `Div .legend` for the page's own
explanation. On a page without such Spans it changes nothing.

Metadata, all optional:

  legend: footnote          # footnote (default): at the first mark; line: a paragraph; none
  equal-contribution:
    legend: line            # the same; wins over the one above
    marks:                  # the marks to print; without them the page's own stay
      equal: "*"
      corresponding: "†"
    texts:                  # one text, or one for a single author and one for several
      equal: Joint first authors
      corresponding: {one: Contact, many: Contacts}

The legend names only marks that are used, and stands in place of the page's own, once. A footnote
never stands in a heading: it moves to the first mark outside, else the legend is a line. A page's
legend that explains other marks, too, is kept as it is, and none is added. ]]

local stringify = pandoc.utils.stringify

local texts = {
  equal = {one = 'Equal contribution', many = 'These authors contributed equally'},
  corresponding = {one = 'Corresponding author', many = 'Corresponding authors'},
}
local roles = {'equal', 'corresponding'}
local usual = {equal = '*', corresponding = '†'} -- for authors whose page prints no mark

local style            -- footnote, line or none
local own = {}         -- role -> mark by metadata
local meaning = {}     -- mark -> role, by the page's legend
local used = {}        -- role -> mark, as printed first
local authors = {}     -- role -> number of authors
local noted = {}       -- role -> true once its footnote stands
local footnotes = true -- false inside headings
local keep_legend = false

local function configure(meta)
  local mine = meta['equal-contribution']
  if type(mine) ~= 'table' then mine = {} end
  style = stringify(mine.legend or meta.legend or 'footnote')
  if style ~= 'footnote' and style ~= 'line' and style ~= 'none' then
    warn('legend: ' .. style .. ' is none of footnote, line, none; footnote is used')
    style = 'footnote'
  end
  for _, role in ipairs(roles) do
    if (mine.marks or {})[role] then own[role] = stringify(mine.marks[role]) end
    local text = (mine.texts or {})[role]
    if type(text) == 'table' and (text.one or text.many) then
      texts[role] = {one = stringify(text.one or text.many), many = stringify(text.many or text.one)}
    elseif text then
      texts[role] = {one = stringify(text), many = stringify(text)}
    end
  end
end

local function text_of(role)
  return texts[role][authors[role] == 1 and 'one' or 'many']
end

local function has(el, class)
  return el ~= nil and el.t == 'Span' and el.classes:includes(class)
end

local function read_legend(el)
  if not el.classes:includes 'legend' then return end
  for mark, role in pairs(el.attributes) do
    if texts[role] then meaning[mark] = role else keep_legend = true end
  end
end

local function roles_of(author)
  local found = {}
  for _, role in ipairs(roles) do
    if has(author, role) then found[#found + 1] = role end
  end
  return found
end

-- The characters of a mark, each with its role: by the legend, else by the author's classes in turn.
-- A mark of another meaning has none.
local function parts_of(mark, author)
  local parts, left = {}, roles_of(author)
  for _, code in utf8.codes(mark) do
    local char = utf8.char(code)
    if not char:match '^[%s,]$' then
      local role = meaning[char] or meaning[mark] or table.remove(left, 1)
      parts[#parts + 1] = {char = char, role = role}
    end
  end
  return parts
end

local function superscript(parts)
  local out, notes = pandoc.Inlines {}, pandoc.Inlines {}
  for _, part in ipairs(parts) do
    local role = part.role
    local char = role and own[role] or part.char
    out:insert(pandoc.Superscript {pandoc.Str(char)})
    if role then
      used[role] = used[role] or char
      if style == 'footnote' and footnotes and not noted[role] and not keep_legend then
        noted[role] = true
        notes:insert(pandoc.Note {pandoc.Para(text_of(role))})
      end
    end
  end
  return out .. notes
end

local marked = false -- the page prints marks at all

-- The marks for an author who has a role and, on a page without marks, none printed.
local function missing(author)
  local parts = {}
  for _, role in ipairs(roles_of(author)) do
    parts[#parts + 1] = {char = own[role] or usual[role], role = role}
  end
  return superscript(parts)
end

-- One list of inlines; a mark belongs to the author right before it.
local function Inlines(list)
  local function concerned(el) return has(el, 'mark') or has(el, 'author') end
  if not list:find_if(concerned) then return nil end
  local out, author = pandoc.Inlines {}, nil
  for _, el in ipairs(list) do
    if has(el, 'mark') then
      out:extend(superscript(parts_of(stringify(el), author)))
    else
      out:insert(el)
      author = has(el, 'author') and el or nil
      if author and not marked then out:extend(missing(author)) end
    end
  end
  return out
end

local function Header(h)
  footnotes = false
  local new = h:walk {traverse = 'topdown', Inlines = Inlines}
  footnotes = true
  return new, false
end

local function legend_line()
  local line = pandoc.Inlines {}
  for _, role in ipairs(roles) do
    if used[role] and not noted[role] then
      if #line > 0 then line:extend {pandoc.Str ';', pandoc.Space()} end
      line:extend {pandoc.Superscript {pandoc.Str(used[role])}, pandoc.Space()}
      line:extend(pandoc.Inlines(text_of(role)))
    end
  end
  return #line > 0 and pandoc.Div({pandoc.Para(line)}, {class = 'legend'}) or nil
end

-- Puts the legend where the page has its own (the first), else at the end.
local function place_legend(blocks)
  local line = style ~= 'none' and legend_line() or nil
  local function replace(div)
    if not div.classes:includes 'legend' then return nil end
    local new = line or {}
    line = nil
    return new
  end
  local function drop(span)
    if span.classes:includes 'legend' then return {} end
  end
  blocks = blocks:walk {Div = replace, Span = drop}
  if line then blocks:insert(line) end
  return blocks
end

local function look(span)
  read_legend(span)
  if has(span, 'mark') then marked = true end
  if not has(span, 'author') then return end
  for _, role in ipairs(roles_of(span)) do authors[role] = (authors[role] or 0) + 1 end
end

function Pandoc(doc)
  configure(doc.meta)
  doc.blocks:walk {Div = read_legend, Span = look}
  local blocks = doc.blocks:walk {traverse = 'topdown', Header = Header, Inlines = Inlines}
  if next(used) and not keep_legend then blocks = place_legend(blocks) end
  return pandoc.Pandoc(blocks, doc.meta)
end
