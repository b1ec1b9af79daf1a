-- What a Pandoc makes of many small texts, in one process: for each line "FORMAT<tab>FILE" of the list
-- named by CASES, FILE.json and FILE.native; or, for the format "back", FILE.json of the native text FILE.
-- A text that this Pandoc cannot read leaves no files.
local function slurp(name)
  local f = assert(io.open(name, 'rb'))
  local s = f:read 'a'
  f:close()
  return s
end

local function spit(name, s)
  local f = assert(io.open(name, 'wb'))
  f:write(s)
  f:close()
end

function Pandoc(doc)
  for line in io.lines(os.getenv 'CASES') do
    local format, name = line:match '^(.-)\t(.*)$'
    local back = format == 'back'
    local ok, d = pcall(pandoc.read, slurp(name), back and 'native' or format)
    if ok then
      spit(name .. '.json', pandoc.write(d, 'json'))
      if not back then spit(name .. '.native', pandoc.write(d, 'native')) end
    end
  end
  return doc
end
