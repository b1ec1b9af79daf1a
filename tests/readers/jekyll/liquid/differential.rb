# Ruby's half of differential.py: renders templates that come as JSON lines, as differential.c does.
#
#     differential.rb DIALECT < LINES     standard: Liquid alone; jekyll: with Jekyll's filters and error mode
ENV["TZ"] = "UTC"
require "json"
require "yaml"
require "date"
require "time"
require "timeout"
require "liquid"

NOW = 1_600_000_000
class << Time
  alias_method :real_now, :now
  def now(**) = at(NOW)
end

jekyll = ARGV[0] == "jekyll"
registers = {}
if jekyll
  require "tmpdir"
  require "jekyll"
  Jekyll.logger.log_level = :error
  config = Jekyll.configuration("source" => Dir.mktmpdir, "quiet" => true, "disable_disk_cache" => true,
                                "url" => "https://x.example", "baseurl" => "/b")
  registers[:site] = Jekyll::Site.new(config)
  at_exit { Dir.rmdir(config["source"]) rescue nil }
end
Liquid::Template.error_mode = jekyll ? :warn : :strict

def render(template, data, registers)
  registers[:site]&.filter_cache&.clear
  parsed = Liquid::Template.parse(template)
  text = parsed.render!(data, :registers => registers.dup)
  { "o" => text.dup.force_encoding("UTF-8").scrub }
rescue Exception => e # a page stops at any of them
  { "e" => "#{e.class}: #{e.message}"[0, 200].force_encoding("UTF-8").scrub }
end

sets = []
$stdin.each_line do |line|
  item = JSON.parse(line)
  if item["data"]
    sets << Marshal.dump(YAML.load(item["data"], :permitted_classes => [Date, Time]))
    next
  end
  data = Marshal.load(sets[item["d"]]) # a copy for each: nothing that a template does reaches the next
  puts JSON.generate(render(item["t"], data, registers))
end
