# Renders sites with Jekyll, without plugins, themes and layouts, and tells what each page was after Liquid.
#
#   jekyll.rb < JOBS    a job is a line of JSON: {"dir": FOLDER, "config": [FILES], "env": NAME, "set": {…}}
#
# Prints a line of JSON for each: {"pages": {PATH: TEXT}, "failed": {PATH: MESSAGE}, "error": MESSAGE or null}.
# Each site has a process of its own, forked, since Jekyll keeps dates, the time zone and caches for a whole process.
# Two things that Jekyll leaves to chance are fixed: the file system's order of names within a folder (sorted here),
# and the order of a drop's members (Ruby's order of methods depends on which files it had read before; here that of
# `jekyll build`).
$VERBOSE = nil
require 'jekyll'
require 'json'
require 'etc'

Dir.singleton_class.prepend(Module.new { def entries(*args) = super.sort })

ORDER = {
  'DocumentDrop' => %w[name id next previous relative_path content excerpt output title categories path url date tags collection],
  'ExcerptDrop' => %w[name date excerpt layout id next previous relative_path content output title categories path url tags collection],
  'SiteDrop' => %w[html_pages time documents config related_posts data pages categories static_files collections posts tags],
  'CollectionDrop' => %w[label docs files relative_directory output directory],
  'StaticFileDrop' => %w[name basename extname path collection modified_time],
}.freeze
Jekyll::Drops::Drop.prepend(Module.new { def content_methods = ORDER[self.class.name.split('::').last] || super })

SECONDS = 5 # of the processor, for a site; a usual one takes a tenth of that
WORKERS = Etc.nprocessors
PAGES = {}
FAILED = {}
Jekyll::Renderer.prepend(Module.new do
  def place
    document.is_a?(Jekyll::Page) ? document.relative_path : document.path.delete_prefix(site.source + '/')
  end

  def convert(text)
    PAGES[place] = text.dup unless document.is_a?(Jekyll::Excerpt)
    super
  end

  def run
    super
  rescue StandardError, Liquid::SyntaxError, SystemStackError => e
    FAILED[place] = "#{e.class}: #{e.message}"
    ''
  end
end)

def build(job)
  ENV['TZ'] = 'UTC'
  ENV['JEKYLL_ENV'] = job['env'] if job['env']
  set = { 'source' => job['dir'], 'destination' => job['dir'] + '-out', 'disable_disk_cache' => true, 'theme' => false,
          'plugins' => [], 'quiet' => true, 'layouts_dir' => '_no_layouts', 'plugins_dir' => '_no_plugins' }
  set['config'] = job['config'] if job['config']
  site = Jekyll::Site.new(Jekyll.configuration(set.merge(job['set'] || {})))
  site.reset
  site.read
  site.generate
  site.render
  nil
rescue Exception => e # what stops Jekyll is told, whatever it is
  "#{e.class}: #{e.message}"
end

def text(map) = map.transform_values { |t| t.dup.force_encoding('UTF-8').scrub('?') }

# What Jekyll requires when it first needs it: read once, before the forks.
%w[csv kramdown kramdown-parser-gfm jekyll/converters/markdown/kramdown_parser rouge].each { |file| require file }
Jekyll.logger.log_level = :error
$stderr.reopen(File::NULL) unless ENV['SHOW']

# A site in a process of its own; answers where to read what came out of it.
def start(line)
  read, write = IO.pipe
  pid = fork do
    Process.setrlimit(Process::RLIMIT_CPU, SECONDS)
    error = build(JSON.parse(line))
    write.write(JSON.generate('pages' => text(PAGES), 'failed' => text(FAILED), 'error' => error))
    write.close
    exit!(0)
  end
  write.close
  [read, pid]
end

$stdout.sync = true
lines = $stdin.readlines
running = lines.shift(WORKERS).map { |line| start(line) }
while (read, pid = running.shift)
  out = read.read
  Process.wait(pid)
  running << start(lines.shift) unless lines.empty?
  puts out.empty? ? JSON.generate('pages' => {}, 'failed' => {}, 'error' => "no end in #{SECONDS} s") : out
end
