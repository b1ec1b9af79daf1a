# Answers documents with what Jekyll's Markdown converter makes of them, in one process: each line of the input is a
# JSON list of documents, each line of the output a JSON list of HTML, with null where kramdown raised or took too long.
$VERBOSE = nil
require 'jekyll'
require 'json'
require 'timeout'
require 'tmpdir'
$stdout.sync = true
Jekyll.logger.log_level = :error
folder = Dir.mktmpdir('differential')
site = Jekyll::Site.new(Jekyll.configuration('source' => folder, 'destination' => File.join(folder, '_site'),
                                             'quiet' => true, 'disable_disk_cache' => true))
converter = site.find_converter_instance(Jekyll::Converters::Markdown)
$stdin.each_line do |line|
  html = JSON.parse(line).map do |text|
    Timeout.timeout(5) { converter.convert(text).scrub }
  rescue StandardError, SystemStackError
    nil
  end
  puts JSON.generate(html)
end
FileUtils.rm_rf(folder)
