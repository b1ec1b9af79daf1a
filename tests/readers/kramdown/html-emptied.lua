function BlockQuote(b)
  if pandoc.utils.stringify(b) == "gone" then
    b.content = {}
    return b
  end
end
