function CodeBlock(b)
  b.text = b.text .. ", changed"
  return b
end
