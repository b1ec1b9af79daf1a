# Tags of plugins, doing what pubconv does with them: nothing; what authors wrote between them stays.
class NoTag < Liquid::Tag
  def render(_context) = ""
end
class NoBlock < Liquid::Block
  def render(_context) = ""
end
class KeptBlock < Liquid::Block
end
DEF = File.expand_path("../../../readers/jekyll/liquid/plugin_tag.def", __dir__)
File.read(DEF).scan(/^PC_PLUGIN_TAG\((\w+), (\w+),/) do |name, kind|
  next if Liquid::Template.tags[name]
  Liquid::Template.register_tag(name, { "NONE" => NoTag, "DROP" => NoBlock, "KEEP" => KeptBlock }[kind])
end
# Those of jekyll-scholar, as they are where there is no bibliography.
class MissingReference < Liquid::Tag
  def render(_context) = "(missing reference)"
end
# The block that its README shows: paragraphs, line breaks, and the citation below.
class Quotation < Liquid::Block
  def render(context)
    text = super.strip.gsub("\n\n", "</p><p>").gsub("\n", "<br/>")
    "<blockquote><p>#{text}</p><cite>(missing reference)</cite></blockquote>"
  end
end
{ "bibliography" => NoTag, "bibliography_count" => NoTag, "nocite" => NoTag, "quote" => Quotation,
  "bibtex" => NoBlock, "details_link" => NoTag, "cite_details" => MissingReference,
  "cite" => MissingReference, "reference" => MissingReference }.each do |name, tag|
  Liquid::Template.register_tag(name, tag) unless Liquid::Template.tags[name]
end
Liquid::Template.register_tag("include_cached", Jekyll::Tags::OptimizedIncludeTag)
