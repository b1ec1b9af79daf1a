-- Finalizers run when the script's state is closed: pandoc is still there for them.
keep = setmetatable({}, {__gc = function()
  local para = pandoc.Para {pandoc.Str 'late'}
  assert(pandoc.utils.stringify(para) == 'late')
  warn('said at the end')
end})
