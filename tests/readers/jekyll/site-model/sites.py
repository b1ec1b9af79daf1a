"""Small Jekyll sites made at random: make(random, folder) writes one and answers what to render it with.

Bodies are plain paragraphs, so that no difference between two Markdown engines shows; everything else that
Jekyll's reader looks at varies: configuration, names, folders, front matter, data files. Words that a permalink does
not know and slugs that are numbers are left out: they stop Jekyll.
"""
import json
import os

WORDS = ["alpha", "Beta", "gamma ray", "delta-wing", "épée", "Zeta", "eta_x", "theta 2.0", "iota", "été", "日本", "C++",
         "a.b", "Ω", "x--y", "Q&A", "It's"]
NAMES = ["one", "two-words", "Three", "four.five", "six_7", "été", "a b", "x--y", "-dash", "2020", "index", "dots..",
         "10-ten", "UPPER-Case", "plus+x", "日本", "tilde~x", "hash#1", "per%cent", "amp&x", "q'x"]
FOLDERS = ["", "", "", "sub", "sub/deep", "Sub Two", "été", "a.b", "2019"]
DATES = ["2015-10-01", "2015-3-7", "2009-12-31", "2020-02-29", "2021-06-15", "2012-01-01", "2015-10-01", "2031-05-05",
         "99-01-02"]
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney", "Asia/Kathmandu",
         "America/Sao_Paulo", "Pacific/Auckland", "Africa/Casablanca", "Etc/GMT+5", "Europe/Dublin", "Nowhere/Land"]
PERMALINKS = ["date", "pretty", "none", "ordinal", "weekdate", "/:categories/:title/", "/:year/:title",
              "/blog/:year/:i_month/:i_day/:slug:output_ext", "/:slugified_categories/:short_year-:w_year-:week/:title.html",
              "/:collection/:short_month/:long_month/:y_day/:w_day/:short_day/:long_day/:name/",
              "/p/:hour/:minute/:second/:path/", "/:title/x/:path:output_ext", "/a/../:title", "/a//./:slug.txt"]
COLLECTION_LINKS = ["/:collection/:path/", "/:collection/:name:output_ext", "/c/:title", "/:path:output_ext",
                    "/:collection/:year/:month/:day/:slug/", "/:categories/:slugified_categories/:slug.html",
                    "/:collection/:output_ext/:title/"]

EXCLUDES = ['[sub]', '[one.md, two]', '[x*]', '[sub/, Three.html]', '[README.md, "*.txt"]', '[_books/sub]', '[/sub]', '["sub/**"]',
            '["*/deep"]', '[o]', '[_posts]', '["", x]', '[2019, a.b/]']

# What a page knows of itself, a line each. An excerpt that asks for its own output (looking at all members does) has
# no end in Jekyll: it renders itself again and again.
OF_PAGE = """title={{ page.title | inspect }} url={{ page.url }} id={{ page.id }} path={{ page.path }}
rel={{ page.relative_path }} name={{ page.name }} dir={{ page.dir }} ext={{ page.ext }} slug={{ page.slug }}
date={{ page.date }};{{ page.date | date: "%s %z %j" }} col={{ page.collection }} draft={{ page.draft }}
categories={{ page.categories | inspect }} tags={{ page.tags | inspect }} layout={{ page.layout }}
prev={{ page.previous.url }} next={{ page.next.url }} excerpt={{ page.excerpt | inspect }}
content={{ page.content | size }}{% unless page.id contains "#excerpt" %} output={{ page.output | inspect }}
{% for p in page %}{{ p[0] }}{% unless p[0] %}{{ p }}{% endunless %};{% endfor %}{% endunless %}
related={% for p in site.related_posts %}{{ p.url }} {% endfor %}
"""
OF_DOC = """{% for d in LIST %}
{{ d.path }}: {{ d.url }} {{ d.id }} {{ d.title | inspect }} {{ d.date }} {{ d.slug | inspect }} {{ d.name }} {{ d.ext }}
 {{ d.collection }} {{ d.draft }} {{ d.categories | inspect }} {{ d.tags | inspect }} {{ d.excerpt | inspect }}
 {{ d.content | inspect }} {{ d.output | inspect }} p={{ d.previous.path }} n={{ d.next.path }} {{ d.k | inspect }} {{ d.v | inspect }}
 {{ d.relative_path }} {{ d.published }} {{ d.layout }}{% endfor %}
"""
PROBES = {
    "config": """{{ site.time }} {{ site.baseurl | inspect }} {{ site.url }} {{ site.permalink }} {{ site.timezone }} {{ site.future }}
{{ site.collections_dir | inspect }} {{ site.include | inspect }} {{ site.exclude | inspect }} {{ site.keep_files | inspect }}
{{ site.markdown_ext }} {{ site.limit_posts }} {{ site.show_drafts | inspect }}
{{ site.custom | inspect }} {{ site.custom | jsonify }} {{ site.liquid | jsonify }}
{{ jekyll.version }} {{ jekyll.environment }} {{ paginator | inspect }} {{ theme | inspect }} {{ site.encoding }}
{{ site.excerpt_separator | inspect }} {{ site.port | inspect }} {{ site.host }} {{ site.data_dir }} {{ site.strict_front_matter | inspect }}
""",
    "pages": """{% for p in site.pages %}{% unless p.name contains "probe" %}
{{ p.path }}: {{ p | inspect }}{% for k in p %} {{ k[0] }}{% endfor %}
{{ p.url }} {{ p.dir }} {{ p.date }} {{ p.excerpt | inspect }}{% else %}{{ p.url }}{% endunless %}{% endfor %}
html: {% for p in site.html_pages %}{{ p.url }} {% endfor %}
static: {% for p in site.static_files %}
{{ p.path }} {{ p.name }} {{ p.basename }} {{ p.extname }} {{ p.modified_time }} {{ p.collection }} {{ p.k | inspect }} {{ p | inspect }}{% endfor %}
""",
    "collections": """{% for c in site.collections %}
{{ c.label }} {{ c.output }} {{ c.relative_directory }} {{ c.docs | size }} {{ c.files | size }} {{ c.permalink }} {{ c.k }} {{ c.sort_by }}
 {% for f in c.files %}{{ f.path }} {{ f.collection }} {{ f.name }} {{ f.basename }} {{ f.extname }} {{ f.k | inspect }};{% endfor %}{% endfor %}
documents: {% for d in site.documents %}{{ d.path }} {% endfor %}
""",
    "posts": OF_DOC.replace("LIST", "site.posts") +
    """tags: {% for t in site.tags %}{{ t[0] | inspect }}: {% for p in t[1] %}{{ p.url }} {% endfor %}
{% endfor %}categories: {% for t in site.categories %}{{ t[0] | inspect }}: {% for p in t[1] %}{{ p.url }} {% endfor %}
{% endfor %}{{ site.tags | inspect }}
related={% for p in site.related_posts %}{{ p.url }} {% endfor %}""",
    "docs": OF_DOC.replace("LIST", "site.books") + OF_DOC.replace("LIST", "site.talks") + OF_DOC.replace("LIST", "site.nested"),
    "data": """{{ site.data | inspect }}
{{ site.data | jsonify }}
{% for d in site.data %}{{ d[0] }} {{ d[1] | inspect }}
{% endfor %}""",
    "json": """{% for d in site.books limit: 2 %}{{ d | jsonify }}
{{ d | inspect }}
{% endfor %}{% for d in site.posts limit: 2 %}{{ d | jsonify }}
{{ d | inspect }}
{% endfor %}{% for d in site.static_files limit: 2 %}{{ d | jsonify }}
{{ d | inspect }}{% endfor %}{% for c in site.collections %}{{ c | jsonify }}{{ c | inspect }}{{ c }}
{% endfor %}{{ site.books | inspect }}
{{ site.static_files | inspect }}
{{ site.pages | inspect }}
{{ site.books | map: "date" | jsonify }}
{{ site.books | jsonify }}{{ site.pages | map: "url" | jsonify }}
""",
}


def text(r, most=3):
    return " ".join(r.choice(WORDS) for _ in range(r.randint(1, most)))


def scalar(r):
    """A YAML scalar in some form."""
    return r.choice([
        lambda: json.dumps(text(r), ensure_ascii=False), lambda: "'" + text(r).replace("'", "''") + "'",
        lambda: r.choice(["yes", "No", "on", "OFF", "true", "False", "y", "n", "~", "null", "", "TRUE", "Null"]),
        lambda: r.choice(["0", "12", "-7", "+3", "012", "0o14", "0x1F", "1_000", "1,000", "0b11", "08", "1e3", "1.5", ".5", "-1.0",
                          "1.", "1e5", "1.0e+3", ".inf", "-.INF", ".nan", "190:20:30", "1:30", "12:30:45", "685.230_15",
                          "12345678901234567890", "1__0", "0.1e-7", "100000000000000000.0", "1.2.3", "+.5", "0x", "1:70"]),
        lambda: r.choice(["2015-10-01", "2015-1-2", "2015-10-01 10:20:30", "2015-10-01T10:20:30Z", "2015-10-01 10:20:30.25 +02:00",
                          "2015-10-01 10:20:30 -0500", "2015-10-01 10:20", "2015-13-01", "2015-02-30", "'2015-10-01'",
                          "2015-10-01t10:20:30.123456789z", "2015-06-01 23:59:59 +5", "2015-10-01 1:2:3"]),
        lambda: r.choice(["=", "!str 12", "!!str 12", "!!int '7'", "!!float 3.5", "plain words",
                          "a#b", "a #b", "x@", "<<", "-x", "[a, 1, ~]", "{a: 1, b: [x, 2015-01-02]}", "|\n  a\n  b", ">\n  a\n  b\n\n  c", "[]", "{}",
                          '"\\u00e9\\n\\t"', "q"]),
    ])()


def date(r):
    return r.choice(["2015-10-01", "2015-10-01 12:30:00", "2014-07-04 23:30:00 -0400", "2013-03-31 02:30:00 +0100", "2016-11-06T01:30:00Z",
                     "'2012-05-06'", "'May 6 2012'", "2032-01-01", "2015-10-01 00:00:00", "2015-1-5", "2019-06-01 10:00", "1969-07-20",
                     "2015-10-01 12:30:00.5", "'2018-08-09 10:11:12 +0900'", "2011-11-11 11:11", "20120506"])


def words(r, key, plural):
    k = r.choice([key, plural])
    return f"{k}: " + r.choice([text(r).replace("'", "").replace(":", ""), f"[{r.choice(['a', 'B', 'été'])}, {r.choice(['x y', 'a', 'z-1'])}]", "''", "a b  c",
                                "\n  - One\n  - two words", "a, b", "~", "[]", "12"]) + "\n"


def front(r, kind):
    out = ""
    if r.random() < .7:
        out += "title: " + r.choice([json.dumps(text(r), ensure_ascii=False), text(r).replace("&", "and").replace("'", ""), "''", "~", "12", "2015-01-01"]) + "\n"
    if r.random() < (.5 if kind != "page" else .2):
        out += f"date: {date(r)}\n"
    if r.random() < .25:
        out += words(r, "category", "categories")
    if r.random() < .25:
        out += words(r, "tag", "tags")
    if r.random() < .1:
        out += "published: " + r.choice(["false", "true", "~", "no", "'false'"]) + "\n"
    if r.random() < .15:
        out += "permalink: " + r.choice(["/x/:title/", "/perma/", "/perma.html", "no-slash", "/a b/ü.html", "/:path/:title/", "/p#q/", "/v1.2", "/:categories/x",
                                         "pretty", "/x.txt", "/:year/"] if kind != "page" else ["/perma/", "/perma.html", "no-slash", "/a b/ü.html", "/:path/:basename/", "/p#q/", "/v1.2",
                                                                                                "pretty", "/x.txt", "/:basename:output_ext"]) + "\n"
    if r.random() < .15:
        out += "slug: " + r.choice(["my-slug", "My Slug.x", "été", "''", "~", "A--b"]) + "\n"
    if r.random() < .15:
        out += "excerpt: " + r.choice(["Own *words*", "''", "~", "12", "'{{ page.title }}'", "[a, b]"]) + "\n"
    if r.random() < .15:
        out += "excerpt_separator: " + r.choice(["+++", "''", "'\\n'", '"\\n"', "word"]) + "\n"
    if r.random() < .1:
        out += "layout: " + r.choice(["none", "post", "~", "nosuch"]) + "\n"
    if r.random() < .1:
        out += "render_with_liquid: " + r.choice(["false", "true", "~"]) + "\n"
    if r.random() < .1:
        out += r.choice(["name: own name\n", "path: own/path\n", "url: /own\n", "content: own\n", "id: own\n", "collection: own\n", "ext: .own\n",
                         "next: own\n", "output: own\n", "dir: /own\n", "draft: true\n", "relative_path: own\n", "type: own\n", "tags: [own]\n", "size: 9\n"])
    for k in "kv":
        if r.random() < .4:
            out += f"{k}: {scalar(r)}\n"
    if r.random() < .05:
        out += r.choice(["base: &b {x: 1, y: 2}\nover:\n  <<: *b\n  y: 3\n", "k: 1\nk: 2\n", "list: &l [1, 2]\nagain: *l\n", "1: one\ntrue: yes\n",
                         "deep: {a: {b: {c: [1, {d: ~}]}}}\n", "m: [{a: 1}, {a: 2}]\n"])
    return out


def body(r, kind, own=True):
    paras = [" ".join(r.choice(["word", "Some", "text", "here", "more"]) for _ in range(r.randint(1, 5))) for _ in range(r.randint(0, 3))]
    sep = r.choice(["\n\n", "\n\n", "\n\n", "\n+++\n", "\r\n\r\n" if r.random() < .1 else "\n\n"])
    out = sep.join(paras) + r.choice(["\n", "", "\n\n"])
    if own and r.random() < .15:
        out = r.choice(["{% if true %}\nin\n\nout\n{% endif %}\n", "{{ page.title }} x\n\ny\n", "{% assign z = 1 %}{{ z }}\n\nb\n",
                        "{% for i in (1..2) %}{{ i }}\n\n{{ i }}{% endfor %}\n", "{{ page.url }};{{ page.id }};{{ page.path }};{{ page.excerpt }}\n\nq\n",
                        "{% raw %}a\n\nb{% endraw %}\n", "{% comment %}a{% endcomment %}b\n\n{% if x %}{% endif %}\n",
                        "{%- capture q -%}1\n\n2{% endcapture %}{{ q }}\n"]) + out
    if r.random() < .08:
        out = "A [ref] and [other][two].\n\n[ref]: http://x.y \"t\"\n[two]: /z\n[three]: /no\n" + out if kind == "html" else out
    if own and kind == "html" and r.random() < .25:
        out += OF_PAGE
    return out


def dashes(r):
    return r.choice(["---\n"] * 12 + ["--- \n", "---\r\n", "---\n\n"])


class Site:
    def __init__(self, r, folder):
        self.r, self.folder, self.stamp = r, folder, 1300000000
        self.excerpts = False  # of pages: one that prints its own excerpt has no end in Jekyll
        os.makedirs(folder)

    def write(self, path, content):
        full = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        if os.path.isdir(full):
            return
        with open(full, "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        self.stamp += self.r.randint(1000, 9000000)
        os.utime(full, (self.stamp, self.stamp))

    def page(self, path, kind):
        r = self.r
        if r.random() < .08:
            # A post whose front matter cannot be read has no date until someone asks for it: its place in Jekyll depends
            # on what was rendered before.
            unreadable = ["---\nx: [\n---\nbad\n"] if kind != "post" else []
            self.write(path, r.choice(unreadable + ["no front matter\n", "", "---\nunended: true\n", "text\n---\n---\n", "----\nx: 1\n----\n", "---\n- a list\n---\nx\n",
                                       "---\n---", "---\n---\n", "---\nx\n---\nscalar\n"]))
            return
        bom = b"\xef\xbb\xbf" if r.random() < .04 else b""
        markup = "md" if path.endswith(("md", "markdown")) else "html"
        self.write(path, bom + (dashes(r) + front(r, kind) + r.choice(["---\n"] * 9 + ["...\n", "---  \n", "---\n\n\n"]) + body(r, markup, not (kind == "page" and self.excerpts))).encode())


def name(r):
    return r.choice(NAMES) if r.random() < .7 else r.choice(NAMES) + str(r.randint(1, 9))


def extension(r):
    return r.choice([".md", ".md", ".html", ".html", ".markdown", ".txt", ".htm", ".xhtml", ".MD", ".css", ".json", "", ".xml", ".mkd"])


def scope(r):
    path = r.choice(["", "", "sub", "_books", "_posts", "*/deep", "_books/*", "sub/", "/sub", "s", "one.md", "**/deep", "_po*", "assets", "/assets/", "sub/*.html", "cols/_books"])
    lines = f'  - scope:\n      path: "{path}"\n'
    if r.random() < .4:
        lines += "      type: " + r.choice(["pages", "posts", "books", "talks", "drafts", "page", "post"]) + "\n"
    values = "".join(f"      {k}: {v}\n" for k, v in r.sample([("k", "d1"), ("k", "{x: 1}"), ("v", "d2"), ("layout", "deflt"), ("title", "Default"), ("tags", "[dt]"), ("categories", "[dc]"), ("category", "dcat"),
                                                               ("date", "'2001-02-03'"), ("permalink", "/def/:title/"), ("excerpt", "defex"), ("slug", "defslug"), ("published", "false"), ("excerpt_separator", "x")], r.choice([1, 1, 2, 3])))
    return lines + "    values:\n" + values


def config(r, job):
    out = "time: 2024-05-06 07:08:09\n"
    if r.random() < .6:
        out += f"timezone: {r.choice(ZONES)}\n"
    if r.random() < .5:
        out += f"permalink: {r.choice(PERMALINKS)}\n"
    job["top"] = r.choice(["", "", "", "cols", "my/cols"])
    if job["top"]:
        out += f"collections_dir: {job['top']}\n"
    form = r.random()
    if form < .2:
        out += "collections: [books, talks]\n"
    elif form < .95:
        out += "collections:\n"
        for c in r.sample(["books", "talks", "nested", "posts", "bo oks!"], r.randint(1, 4)):
            out += f"  {c}:\n"
            inner = ""
            if r.random() < .6:
                inner += f"    output: {r.choice(['true', 'false', 'yes'])}\n"
            if r.random() < .4:
                inner += f"    permalink: {r.choice(COLLECTION_LINKS + PERMALINKS[5:])}\n"
            if r.random() < .3:
                inner += f"    sort_by: {r.choice(['title', 'k', 'date', 'nosuch', 'slug'])}\n"
            elif r.random() < .15:
                inner += "    order: [one.md, sub/two-words.html, nosuch.md, Three.md]\n"
            if r.random() < .2:
                inner += "    k: collection data\n"
            out += inner or "    x: 1\n"
    for chance, lines in [
            (.25, "future: true\n"), (.15, "unpublished: true\n"), (.25, "show_drafts: true\n"), (.1, "limit_posts: 2\n"), (.2, "page_excerpts: true\n"),
            (.3, f"exclude: {r.choice(EXCLUDES)}\n"),
            (.3, f"include: {r.choice(['[_under]', '[.hidden.md]', '[_pages, .well-known]', '[_under/x.md]', '[backup.md~]', '[one.md]', '[sub]'])}\n"),
            (.15, f"markdown_ext: {r.choice(['md', 'markdown,md,txt', 'html,md'])}\n"),
            (.25, f"excerpt_separator: {r.choice(['+++', 'word', chr(39) * 2])}\n"),
            (.3, f"baseurl: {r.choice(['/base', chr(39) * 2, '/b/', 'base'])}\nurl: https://ex.org\n"),
            (.1, "data_dir: my_data\n"), (.1, "includes_dir: inc\n"), (.4, f"custom: {scalar(r)}\n"), (.1, "keep_files: [x]\n"), (.05, "port: 80\n"),
            (.1, "data: {own: 1}\n"), (.05, "liquid: {strict_filters: false}\n"), (.05, "kramdown: {input: GFM, x: 1}\n"),
            (.05, "title: T\npages: own\nhtml_pages: own\ntags: own\n")]:
        if r.random() < chance:
            out += lines
    if r.random() < .5:
        out += "defaults:\n" + "".join(scope(r) for _ in range(r.randint(1, 4)))
    return out


def data(r, site):
    top = r.choice(["_data", "_data", "my_data"])
    for _ in range(r.randint(0, 5)):
        stem = r.choice(["plain", "my file", "a.b", "été", "x!y", "deep data", "UPPER", "n-1", " lead", "sp  two"])
        folder = r.choice(["", "", "people/", "my folder/", "a.b/c/"])
        yaml = "".join(f"{k}: {scalar(r)}\n" for k in "abc")
        kind = r.choice(["yml", "yaml", "json", "csv", "tsv", "YML", "txt"])
        content = {"json": json.dumps({"a": [1, 2.5, None, True, "é"], "b": {"c": "2015-01-01"}}), "csv": r.choice(["id,name\n1,x\n2,\"y, z\"\n", "a,b\n", "a,b\r\n1,\"q\"\"q\"\r\n\r\n3\n", "a,b,a\n1,2,3,4\n", "", "a, b\n 1, \"\"\n"]),
                   "tsv": "a\tb\n1\t\"x y\"\n\t3\n"}.get(kind, r.choice([yaml, yaml, "- 1\n- a: x\n", "", "just text\n", "---\na: 1\n", "# only\n"]))
        site.write(f"{top}/{folder}{stem}.{kind}", content)


def make(r, folder):
    """Writes a site into [folder]; answers the job for jekyll.rb."""
    job = {"dir": folder}
    site = Site(r, folder)
    settings = config(r, job)
    site.excerpts = "page_excerpts" in settings
    if r.random() < .15:
        half = settings.split("\n", 1)
        site.write("_one.yml", "future: false\ncustom: {a: 1, b: {c: 2}}\nexclude: [zzz]\n" + half[0] + "\n")
        site.write("_two.yml", half[1])
        job["config"] = [os.path.join(folder, "_one.yml"), os.path.join(folder, "_two.yml")]
    else:
        site.write("_config.yml", settings)
    top = job.pop("top") + "/" if "top" in job else ""
    top = top.lstrip("/")
    for _ in range(r.randint(2, 8)):
        sub = r.choice(FOLDERS + ["_under", "assets", ".well-known", "node_modules", "vendor/bundle", "_pages"])
        site.page(os.path.join(sub, r.choice(["", "", "", "_", ".", "#"]) * (r.random() < .15) + name(r) + extension(r) + ("~" if r.random() < .04 else "")), "page")
    for label, root in [("_posts", top), ("_posts", ""), ("_drafts", top)]:
        for _ in range(r.randint(0, 5)):
            before = r.choice(["", "", "", "cat/", "Cat Two/sub/"])
            inside = r.choice(["", "", "", "in/", "in/deep/"])
            day = r.choice(DATES) + "-" if label == "_posts" or r.random() < .2 else ""
            site.page(root + before + label + "/" + inside + day + name(r) + extension(r), "post")
    for label in ["_books", "_talks", "_nested"]:
        for _ in range(r.randint(0, 5)):
            day = r.choice(DATES) + "-" if r.random() < .3 else ""
            site.page(top + label + "/" + r.choice(FOLDERS + ["_under", ".dot"]) + "/" + day + name(r) + extension(r), "doc")
        if r.random() < .3:
            site.write(top + label + "/" + r.choice(["", "sub/"]) + r.choice(["pic.png", "dots..png", "noext", "2015-01-01-x.pdf"]), "static")
    for _ in range(r.randint(0, 3)):
        site.write(r.choice(["assets/", "", "sub/"]) + r.choice(["x.pdf", "a b.txt", "noext", "été.png", "d..css", ".htaccess"]), "static")
    data(r, site)
    if r.random() < .1:
        os.makedirs(os.path.join(folder, "assets"), exist_ok=True)
        os.symlink("../_config.yml", os.path.join(folder, "assets", "link.yml"))
    for key, probe in PROBES.items():
        site.write(r.choice(["aprobe-", "zprobe-"]) + key + ".html", "---\nexcerpt: none\n---\n" + probe)
    if r.random() < .1:
        job["env"] = "production"
    return job
