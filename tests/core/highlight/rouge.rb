#!/usr/bin/env ruby
# Code in colours against Rouge itself: windows of real files, and the same with pieces moved about.
#
#   rouge.rb PUBCONV [COUNT [SEED [LANGUAGE [FILES...]]]]
#
# Code comes from this project and from what Debian has installed. Without Ruby's rouge it skips and says so.
# Ends with the line PASSED n FAILED n SKIPPED n.
begin
  require 'rouge'
rescue LoadError
  puts "skipped: Ruby's rouge is not installed", 'PASSED 0 FAILED 0 SKIPPED 1'
  exit
end
require 'open3'
require 'tempfile'

pubconv = File.expand_path(ARGV[0])
count = (ARGV[1] || 300).to_i
seed = (ARGV[2] || Random.new_seed % 1_000_000).to_i
R = Random.new(seed)
ROOT = File.expand_path('../../..', __dir__)

SOURCES = {
  'c' => ["#{ROOT}/core/**/*.c", "#{ROOT}/readers/**/*.h"],
  'cpp' => ['/usr/include/c++/*/bits/*.h', '/usr/include/c++/*/*'],
  'python' => ['/usr/lib/python3*/*.py', '/usr/lib/python3*/email/*.py'],
  'javascript' => ['/usr/share/nodejs/**/*.js', '/usr/lib/node_modules/**/*.js', '/usr/share/javascript/**/*.js'],
  'bash' => ["#{ROOT}/tests/run", '/usr/bin/*', '/etc/init.d/*', '/usr/share/bash-completion/completions/*'],
  'json' => ["#{ROOT}/tests/**/*.json", '/usr/share/**/package.json'],
  'diff' => ['/usr/share/doc/**/*.diff', '/usr/share/doc/**/*.patch'],
  'bibtex' => ["#{ROOT}/tests/**/*.bib", '/usr/share/texmf*/**/*.bib', '/usr/share/texlive/**/*.bib'],
  'tex' => ["#{ROOT}/**/*.tex", '/usr/share/texlive/texmf-dist/tex/latex/base/*.cls', '/usr/share/texmf*/**/*.tex'],
  'r' => ['/usr/share/**/*.R', '/usr/lib/R/**/*.R'],
  'css' => ["#{ROOT}/tests/**/*.css", '/usr/share/**/*.css', '/usr/lib/**/*.css'],
  'html' => ["#{ROOT}/tests/**/*.htm*", "#{ROOT}/writers/html/**/*.html5", '/usr/share/doc/**/*.html'],
  'java' => ['/usr/share/**/*.java', '/usr/lib/**/*.java'],
}.freeze
# Languages of which a system may have no file: something to begin with.
SAMPLES = {
  'bibtex' => <<~'BIB',
    @article{einstein, author = "Albert {Einstein}", title={On {the} motion}, year = 1905, month = jan # "~1"}
    % a comment
    @string{jan = "January"}
    @comment{nothing} @preamble{"\x" # y}
    @inproceedings(key:1,
      editor = {A and B},
    )
  BIB
  'r' => <<~'R',
    # comment
    #' @param x documentation
    f <- function(x, ...) { if (is.null(x)) return(NA_real_) else sum(x^2, na.rm = TRUE) }
    y <- c(1L, 2.5e-3, .5, 0xFFp2, -1i) %in% letters; df$`a b` <- 'text \' "in"'
    month.abb[pi > 3 & T] ~ x:.y.z
  R
  'java' => <<~'JAVA',
    package org.example.x;
    import java.util.*;
    /** Doc */ @Override
    public class Box<T extends Comparable<T>> implements Thing {
      private static final int MAX_SIZE = 0x1F_FF, n = 1_000L; // note
      public int compare(List<T> a, T b) throws E { return a.get(0).size() > 1.5e3f ? 'x' : "s\"t".length(); }
      outer: for (int i = 0; i < n; i++) { if (x == null) continue outer; foo (bar); new Box<>(07, 0b11); }
    }
  JAVA
  'css' => <<~'CSS',
    @import url("x.css"); @media (max-width: 30em) { a:hover, #id > .c::before { color: #fff; -moz-x: y } }
    /* note */ @font-face { font-family: 'A "b"'; src: url(a.woff) }
    div[data-x="1"] * { margin: -.5em 10% auto !important; my-prop: red; background: azure no-repeat foo(1) }
  CSS
  'html' => <<~'HTML',
    <!DOCTYPE html><html lang="en"><!-- note --><head><style type="text/css">a { color: red }</style>
    <script src=x async>var a = "<b>" + 1 < 2;</script></head>
    <body class='c' data-x="&amp;">text &lt; &nope <br/> < p>x</ p><?php 1 ?><![CDATA[ x ]]></body></html>
  HTML
  'diff' => <<~'DIFF',
    diff --git a/x b/x
    index 12..34 100644
    --- a/x
    +++ b/x
    @@ -1,3 +1,4 @@ text
     same
    -gone
    +come
    ! changed
    ---
    === three
    > more
    < less
    Index: y
  DIFF
}.freeze

def text_of(file)
  return nil unless File.file?(file) && File.size(file) < 400_000
  s = File.read(file, encoding: 'UTF-8')
  s if s.valid_encoding? && !s.include?("\0") && !s.include?("\r")
end

def texts(lang, patterns)
  files = patterns.flat_map { |g| Dir[g] }.shuffle(random: R).lazy.map { |f| text_of(f) }
  files = files.select { |s| s && (lang != 'bash' || s.start_with?('#!/bin/') || s.include?('complete')) }
  files.first(40) + [SAMPLES[lang]].compact
end

# A few lines; often with stretches of it swapped, doubled or cut off.
def snippet(text)
  lines = text.lines
  s = lines[R.rand(lines.size), 1 + R.rand(14)].join
  R.rand(3).times do
    a, b = [R.rand(s.size + 1), R.rand(s.size + 1)].minmax
    s = [s[a..], s[0...b], s[0...a] + s[b..], s[0...b] + s[a..]].sample(random: R)
  end
  s = s[0, 1500].gsub(/\A\n+|\n+\z/, '')
  s unless s.empty? || s.include?('endraw')
end

def wanted(lang, code)
  lexer = Rouge::Lexer.find_fancy(lang, code)
  Rouge::Formatters::HTML.new.format(lexer.lex(code)).chomp
end

MARK = "\u2603\n"
def given(pubconv, lang, codes)
  page = codes.map { |c| "{% highlight #{lang} %}{% raw %}#{c}{% endraw %}{% endhighlight %}" }.join(MARK)
  Tempfile.create(['page', '.md']) do |f|
    f.write(page)
    f.close
    out, err, status = Open3.capture3(pubconv, '-f', 'jekyll', '--stop-after=liquid', f.path)
    abort "pubconv failed: #{err}" unless status.success?
    return out.force_encoding('UTF-8').split(MARK).map { |x| x[%r{data-lang="[^"]*">(.*)</code></pre></figure>}m, 1] }
  end
end

failed = total = skipped = 0
only = ARGV[3]
SOURCES.each do |lang, patterns|
  next if only && only != lang
  sources = texts(lang, ARGV[4] ? ARGV[4..] : patterns)
  if sources.empty?
    puts "skipped: #{lang}: no source files of it here"
    skipped += 1
    next
  end
  codes = Array.new(count) { snippet(sources.sample(random: R)) }.compact
  got = given(pubconv, lang, codes)
  bad = codes.each_index.reject { |i| wanted(lang, codes[i]) == got[i] }
  bad.min_by(only ? 5 : 1) { |i| codes[i].size }.each do |i|
    puts "--- #{lang} (seed #{seed})", codes[i], '--- rouge', wanted(lang, codes[i]), '--- pubconv', got[i]
  end
  puts format('%-12s %5d of %5d equal (seed %d)', lang, codes.size - bad.size, codes.size, seed)
  total += codes.size
  failed += bad.size
end
puts "PASSED #{total - failed} FAILED #{failed} SKIPPED #{skipped}"
exit failed.zero?
