--[[ Highlights authors: the page's owner, or those that metadata name.

Works on annotated pages (pubconv's readers annotate publications): each author is a `Span .author`,
the page's owner has the class `self`. On a page without such Spans it changes nothing.

Metadata, all optional:

  highlight-author: Haoyang Li     # or a list of names; without it: the authors of class self
  highlight-style: bold            # bold (default), underline, italic, or class
  highlight-class: highlight       # the class that `class` adds

Every written form of a name is found: `Li, H.`, `H. Li`, `Haoyang Li`, `Li H`, `Li Haoyang`; accents
(José, Jose), hyphens (Jean-Pierre, J.-P., JP) and particles (van der Berg, Berg) make no difference.
What is bold (underlined, italic) on the page already is not made so twice. ]]

local stringify = pandoc.utils.stringify

local written = {
  a = 'àáâãäåāăąǎ', c = 'çćĉċč', d = 'ďđð', e = 'èéêëēĕėęě', g = 'ĝğġģ', h = 'ĥħ', i = 'ìíîïĩīĭįıǐ',
  j = 'ĵ', k = 'ķ', l = 'ĺļľŀł', n = 'ñńņňŋ', o = 'òóôõöøōŏőǒ', r = 'ŕŗř', s = 'śŝşšș', t = 'ţťŧț',
  u = 'ùúûüũūŭůűųǔ', w = 'ŵ', y = 'ýÿŷ', z = 'źżž', ae = 'æ', oe = 'œ', ss = 'ß', th = 'þ',
}
local plain = {}
for letter, forms in pairs(written) do
  for _, code in utf8.codes(forms) do plain[utf8.char(code)] = letter end
end

-- Lower case, without accents, also where they are characters of their own (U+0300 to U+036F).
local function fold(s)
  s = pandoc.text.lower(s):gsub('\xcc[\x80-\xbf]', ''):gsub('\xcd[\x80-\xaf]', '')
  return (s:gsub(utf8.charpattern, plain))
end

local particles = {}
for word in ('van von der den de di da du la le el al ter ten zu dos das del della bin ibn'):gmatch '%a+' do
  particles[word] = true
end

local function split(s)
  return s:gsub('[%.%-,]', ' '):gsub('‐', ' '):gmatch '%S+'
end

-- Words of a given name; "HY" and "J.-P." are initials, one word each.
local function words(s)
  local out = {}
  for word in split(s) do
    if word:match '^%u%u%u?$' then
      for initial in word:gmatch '%u' do out[#out + 1] = initial:lower() end
    else
      out[#out + 1] = fold(word)
    end
  end
  return out
end

-- Family names are compared without particles, hyphens and spaces.
local function family_key(s)
  local key = {}
  for word in split(fold(s)) do
    if not particles[word] then key[#key + 1] = word end
  end
  return table.concat(key)
end

-- "H.", "H.-Y.", "R.", "H": no family name.
local function is_initials(word)
  local rest = word:gsub('%u%.?%-?', '')
  return rest == '' and (#word == 1 or word:find('.', 1, true) ~= nil)
end

-- All ways to read a name: {family = key, given = words}. [turned]: nothing but the order of a whole
-- name that may as well be the other one, as "Li Haoyang", says which word is the family name.
local function readings(name)
  name = name:gsub('%.(%S)', '. %1') -- J.Berg
  local family, given = name:match '^([^,]+),%s*(.+)$'
  if family then return {{family = family_key(family), given = words(given)}} end
  local parts, initials, turned = {}, 0, false
  for word in name:gmatch '%S+' do
    parts[#parts + 1] = word
    if is_initials(word) then initials = initials + 1 end
    if #parts > 1 and not is_initials(word) and not word:match '^%u%u%u?$' then turned = true end
  end
  local out = {}
  local function read(from, to, first)
    if initials < #parts and (is_initials(parts[from]) or is_initials(parts[to])) then return end
    local front, back = table.concat(parts, ' ', 1, from - 1), table.concat(parts, ' ', to + 1)
    out[#out + 1] = {family = family_key(table.concat(parts, ' ', from, to)), given = words(front .. ' ' .. back),
                     turned = first and turned}
  end
  if #parts > 0 then read(#parts, #parts) end
  if #parts > 1 then read(1, 1, true) end      -- family first
  if #parts > 2 then read(#parts - 1, #parts) end -- a double family name
  return out
end

local function same_word(a, b)
  return a == b or (#a == 1 and b:sub(1, 1) == a) or (#b == 1 and a:sub(1, 1) == b)
end

local function same_given(a, b, whole)
  if table.concat(a) == table.concat(b) then return true end -- Hao-Yang, Haoyang
  if whole or #a == 0 or #b == 0 then return false end
  for i = 1, math.min(#a, #b) do
    if not same_word(a[i], b[i]) then return false end
  end
  return true
end

-- A turned name is the other one only if all of it is: "L. Haoyang" is not Haoyang Li.
local function same(a, b)
  for _, x in ipairs(a) do
    for _, y in ipairs(b) do
      if x.family ~= '' and x.family == y.family and same_given(x.given, y.given, x.turned or y.turned) then
        return true
      end
    end
  end
  return false
end

local wanted           -- readings of each name in the metadata, or nil: class self
local wanted_text = {} -- the names without spaces: 李白 has no words
local style, class

local function squeeze(s) return (fold(s):gsub('%s+', '')) end

-- The name as printed, without its marks.
local function name_of(author)
  local name = author:walk {
    Span = function(span) if span.classes:includes 'mark' then return {} end end,
    Superscript = function() return {} end,
    Note = function() return {} end,
  }
  return (stringify(name):gsub('[%*#]+$', ''):gsub('[†‡§¶]+$', ''))
end

local function is_wanted(author)
  if not author.classes:includes 'author' then return false end
  if not wanted then return author.classes:includes 'self' end
  local name = name_of(author)
  if wanted_text[squeeze(name)] then return true end
  local mine, family = readings(name), author.attributes.family
  if family then
    mine = {{family = family_key(family), given = words(author.attributes.given or '')}}
  end
  for _, other in ipairs(wanted) do
    if same(mine, other) then return true end
  end
  return false
end

local wrappers = {bold = 'Strong', underline = 'Underline', italic = 'Emph'}

local function contains(el, name)
  local found = false
  el:walk {[name] = function() found = true end}
  return found
end

local inside = false -- of an element that looks as wanted already

local function highlight(span)
  if not is_wanted(span) then return nil end
  if style == 'class' then
    if not span.classes:includes(class) then span.classes:insert(class) end
  elseif not inside and not contains(span, wrappers[style]) then
    span.content = {pandoc[wrappers[style]](span.content)}
  end
  return span, false
end

local function configure(meta)
  style = stringify(meta['highlight-style'] or 'bold')
  class = stringify(meta['highlight-class'] or 'highlight')
  if style ~= 'class' and not wrappers[style] then
    warn('highlight-style: ' .. style .. ' is none of bold, underline, italic, class; bold is used')
    style = 'bold'
  end
  local names = meta['highlight-author']
  if not names then return end
  wanted = {}
  if pandoc.utils.type(names) ~= 'List' then names = {names} end
  for _, name in ipairs(names) do
    name = stringify(name)
    wanted[#wanted + 1] = readings(name)
    wanted_text[squeeze(name)] = true
  end
end

function Pandoc(doc)
  configure(doc.meta)
  local filter = {traverse = 'topdown', Span = highlight}
  if wrappers[style] then
    filter[wrappers[style]] = function(el)
      local outer = inside
      inside = true
      local new = el:walk(filter)
      inside = outer
      return new, false
    end
  end
  doc.blocks = doc.blocks:walk(filter)
  return doc
end
