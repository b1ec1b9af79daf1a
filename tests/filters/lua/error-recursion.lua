local function f() return f() + 1 end
function Emph() return f() end
