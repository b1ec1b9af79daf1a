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
require 'timeout'

Dir.singleton_class.prepend(Module.new { def entries(*args) = super.sort })

ORDER = {
  'DocumentDrop' => %w[name id next previous relative_path content excerpt output title categories path url date tags collection],
  'ExcerptDrop' => %w[name date excerpt layout id next previous relative_path content output title categories path url tags collection],
  'SiteDrop' => %w[html_pages time documents config related_posts data pages categories static_files collections posts tags],
  'CollectionDrop' => %w[label docs files relative_directory output directory],
  'StaticFileDrop' => %w[name basename extname path collection modified_time],
}.freeze
Jekyll::Drops::Drop.prepend(Module.new { def content_methods = ORDER[self.class.name.split('::').last] || super })

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

Jekyll.logger.log_level = :error
$stderr.reopen(File::NULL) unless ENV['SHOW']
$stdin.each_line do |line|
  read, write = IO.pipe
  pid = fork do
    error = build(JSON.parse(line))
    write.write(JSON.generate('pages' => text(PAGES), 'failed' => text(FAILED), 'error' => error))
    write.close
    exit!(0)
  end
  write.close
  begin
    puts Timeout.timeout(20) { read.read }
  rescue Timeout::Error
    Process.kill(:KILL, pid)
    puts JSON.generate('pages' => {}, 'failed' => {}, 'error' => 'no end in 20 s')
  end
  $stdout.flush
  Process.wait(pid)
end
