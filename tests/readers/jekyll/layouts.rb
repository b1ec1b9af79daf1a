# Renders sites as Jekyll writes them: layouts.rb NOW OUT.json SITE...
#
# NOW: seconds since 1970, the time of every build. OUT.json maps each SITE to its pages and documents:
# relative path -> {"body": before layouts, "page": what Jekyll writes} or {"error": message}. Plugins and
# themes are left out: their tags print nothing, as pubconv has it. Nothing is written into the site.
#
# With MARKDOWN in the environment (a command that reads a page and writes HTML), Jekyll uses that instead of
# kramdown: what then differs has other reasons than Markdown.
$VERBOSE = nil
require "jekyll"
require "json"
require "open3"
require "tmpdir"
require_relative "plugin_tags"

SECONDS = ARGV[0].to_i
def Time.now = Time.at(SECONDS)

# A document that Jekyll would stop at is one entry, not the end.
module Recorded
  def run
    page = super
    record("body" => document.content, "page" => page)
    page
  rescue StandardError, Liquid::SyntaxError => e
    record("error" => "#{e.class}: #{e.message.lines.first}".strip)
    ""
  end

  # A file may be a document and, where its folder is included, also a page; the document is written last.
  def record(row)
    $record[document.relative_path] ||= row unless document.is_a?(Jekyll::Excerpt)
  end
end
Jekyll::Renderer.prepend(Recorded)

# Markdown by a command: the text as a page in which Liquid is done. Blank lines behind front matter would be taken
# for its end; behind kramdown's mark for the end of a block they are the text's.
module OtherMarkdown
  def convert(content)
    ($converted ||= {})[content] ||= begin
      page = "---\nrender_with_liquid: false\n---\n" + content.sub(/\A(?=[ \t]*\n)/, "^\n")
      html, = Open3.capture2(*ENV["MARKDOWN"].split, :stdin_data => page, :chdir => $source)
      html.empty? ? "\n" : html
    end.dup
  end
end
Jekyll::Converters::Markdown.prepend(OtherMarkdown) if ENV["MARKDOWN"]

Jekyll.logger.log_level = :error
def render(source)
  $record = {}
  $source = source
  config = Jekyll.configuration(
    "source" => source, "destination" => Dir.mktmpdir, "plugins" => [], "whitelist" => [], "gems" => [],
    "theme" => false, "remote_theme" => false, "plugins_dir" => "_none", "quiet" => true,
    "disable_disk_cache" => true, "incremental" => false, "time" => Time.at(SECONDS).utc.to_s
  )
  site = Jekyll::Site.new(config)
  site.reset
  site.read
  site.generate
  site.render
  $record
end

# Each in a process of its own: a site sets the time zone of all.
all = ARGV[2..].to_h do |source|
  from, to = IO.pipe
  fork do
    from.close
    to.write(JSON.generate(render(source)))
    to.close
    exit!(0)
  end
  to.close
  [source, JSON.parse(from.read)]
end
Process.waitall
File.write(ARGV[1], JSON.generate(all))
