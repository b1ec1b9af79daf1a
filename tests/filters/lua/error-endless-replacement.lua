traverse = 'topdown'
function Emph() return pandoc.Strong {pandoc.Emph {'a'}} end
