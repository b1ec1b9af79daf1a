"""Synthetic sites for layouts.py: {name: {path: text}}. They hold what layouts can do and Markdown that every
engine renders the same."""
import os

SITES = {}

SITES["nested"] = {
    "_config.yml": """
title: The site
collections: {papers: {output: true, permalink: "/papers/:path/"}, notes: {}}
defaults:
  - {scope: {path: "", type: pages}, values: {layout: base, side: true, deep: {a: 1}}}
  - {scope: {path: "", type: papers}, values: {layout: paper, author: Me}}
""",
    "_layouts/base.html": """---
name: base
deep: {a: 1, b: {x: 1, y: 2}}
list: [1, 2]
---
<html><title>{% if page.title %}{{ page.title | escape }} - {% endif %}{{ site.title }}</title>
<body class="{{ layout.name }}">{{ layout.deep | inspect }} {{ layout.list | join: "," }} {{ layout.layout }}
{% if page.side %}{% include side.html who=page.author %}{% endif %}
{{ content }}
{{ left }}{{ page.deep | inspect }} [{{ paginator }}] [{{ page.layout }}] {{ theme }}
</body></html>
""",
    "_layouts/paper.html": """---
layout: base
name: paper
deep: {b: {y: 3}, c: null}
list: [3]
---
{% assign left = "left by paper" %}<article>{{ content }}</article>{{ left }}
{{ page.url }} {{ page.collection }} {{ page.previous.title }} {{ page.next.title }} {{ page.date | date: "%Y" }}
""",
    "_layouts/sub/dotted.name.html": "---\nlayout: base\n---\n<i>{{ content | strip_html | strip }}</i>",
    "_layouts/plain.html": "no front matter {{ content }} {{ page.path }}",
    "_layouts/twice.htm": "htm {{ content }}",
    "_layouts/twice.html": "html {{ content }}",
    "_layouts/_hidden.html": "hidden {{ content }}",
    "_layouts/loop.html": "---\nlayout: pool\n---\nloop({{ content }})",
    "_layouts/pool.html": "---\nlayout: loop\n---\npool({{ content }})",
    "_layouts/self.html": "---\nlayout: self\n---\nself({{ content }})",
    "_layouts/orphan.html": "---\nlayout: nowhere\n---\norphan({{ content }})",
    "_layouts/code.html": "{% highlight text %}a{% endhighlight %}{{ content }}",
    "_includes/side.html": "side {{ include.who }} {{ layout.name }} {{ content | size }}\n",
    "index.html": "---\ntitle: A & B\n---\n{% assign left = 1 %}<p>body {{ left }}  &amp; <b>open\n\n {{ content }}|{{ layout.name }}",
    "none.html": "---\nlayout: none\n---\nbare {{ page.layout }}\n",
    "null.html": "---\nlayout: null\n---\nbare {{ page.layout }}\n",
    "false.html": "---\nlayout: false\n---\nbare {{ page.layout }}\n",
    "missing.html": "---\nlayout: bass\n---\nbare\n",
    "dotted.html": "---\nlayout: sub/dotted.name\n---\n<p>x</p>\n",
    "plain.html": "---\nlayout: plain\n---\nx\n\n",
    "twice.html": "---\nlayout: twice\n---\nx",
    "hidden.html": "---\nlayout: _hidden\n---\nx",
    "loop.html": "---\nlayout: loop\n---\nx",
    "self.html": "---\nlayout: self\n---\nx",
    "orphan.html": "---\nlayout: orphan\n---\nx",
    "code.html": "---\nlayout: code\n---\n{% highlight text %}b{% endhighlight %}",
    "suffix.html": "---\nlayout: base.html\n---\nx",
    "empty.html": "---\nlayout: base\n---\n",
    "md.md": "---\nlayout: base\ntitle: Md\n---\n{{ page.title }} has two *words*\n",
    "feed.xml": "---\nlayout: null\n---\n<?xml version=\"1.0\"?>\n<a>{{ site.title | xml_escape }}</a>\n\n\n",
    "data.json": "---\nlayout: none\n---\n{\"a\": {{ site.title | jsonify }}}\n",
    "robots.txt": "---\n---\nUser-agent: *\n<{{ site.title }}> & so on\n",
    "style.css": "---\n---\na > b { content: \"{{ site.title }}\" }\n",
    "to.html": "---\npermalink: /x.json\nlayout: none\n---\n{\"x\": [1, 2]}\n",
    "off.html": "---\nrender_with_liquid: false\nlayout: plain\n---\n{{ raw }}\n",
    "_papers/2019-05-06-one.md": "---\ntitle: One\n---\nText of one.\n",
    "_papers/two.html": "---\ntitle: Two\ndate: 2020-02-03\n---\n<p>two {{ page.content | size }}</p>\n",
    "_papers/three.md": "---\ntitle: Three\nlayout: none\ndate: 2021-02-03\n---\nthree\n",
    "_papers/four.txt": "---\ntitle: Four\ndate: 2022-02-03\nlayout: null\n---\nfour & <four>\n",
    "_notes/a.md": "---\ntitle: Note\n---\nnote\n",
}

SITES["others"] = {
    "_config.yml": """
title: Others
collections: {papers: {output: true}, hidden: {output: false}}
excerpt_separator: "+++"
defaults: [{scope: {path: ""}, values: {layout: l}}]
""",
    "_layouts/l.html": "<{{ page.title }}>{{ content }}</{{ page.title }}>[{{ page.content }}][{{ page.output }}]",
    "_papers/a.md": "---\ntitle: a\ndate: 2020-01-01\n---\nfirst of {{ page.title }} +++ rest of a\n",
    "_papers/b.md": "---\ntitle: b\ndate: 2020-01-02\n---\nb +++ b sees {% for p in site.papers %}({{ p.title }}: {{ p.content | strip_html | strip }},{{ p.output | strip_html | strip }},{{ p.excerpt | strip_html | strip }}){% endfor %}\n",
    "_papers/c.html": "---\ntitle: c\ndate: 2020-01-03\n---\nc {% for p in site.papers %}({{ p.title }}: {{ p.content | strip }}){% endfor %}\n",
    "_hidden/h.html": "---\ntitle: h\n---\nh {% for p in site.papers %}({{ p.title }}: {{ p.content | strip_html | strip }} | {{ p.output | size }}){% endfor %}{{ site.pages | size }}\n",
    "_posts/2020-03-04-p.html": "---\ntitle: p\n---\np {% for p in site.papers %}({{ p.title }}: {{ p.content }}){% endfor %}\n",
    "a.html": "---\ntitle: pa\n---\n{% for p in site.papers %}({{ p.title }}: {{ p.content | strip }} | {{ p.output | strip }} | {{ p.excerpt | strip }})\n{% endfor %}{% for p in site.hidden %}{{ p.content }}{{ p.output }}{% endfor %}",
    "b.html": "---\ntitle: pb\n---\n{% for p in site.pages %}({{ p.title }}: {{ p.content | strip | replace: '{', '!' }})\n{% endfor %}",
    "c.html": "---\ntitle: pc\n---\n{{ 1 | plus: 2 }}",
    "z.html": "---\ntitle: pz\n---\n{% for p in site.posts %}{{ p.output }}{% endfor %}",
}

SITES["moved"] = {
    "_config.yml": "layouts_dir: src/frames\nincludes_dir: src/parts\nmarkdown_ext: text,markdown\ntitle: M\n"
                   "collections_dir: all\ncollections: {docs: {output: true}}\n"
                   "defaults: [{scope: {path: '', type: docs}, values: {layout: f}}, {scope: {path: 'p'}, values: {layout: g}}]\n",
    "src/frames/f.html": "f({{ content }}){% include i.html %}",
    "src/frames/g.liquid": "g({{ content }}){{ page.dir }} {{ page.name }} {{ page.url }}",
    "src/parts/i.html": "{{ page.title }}{{ layout.x }}",
    "_layouts/f.html": "not this",
    "all/_docs/a.text": "---\ntitle: A\n---\n*x*\n",
    "all/_docs/b.md": "---\ntitle: B\n---\n*x*\n",
    "p/a.text": "---\n---\n*x*\n",
    "p/b.md": "---\n---\n*x*\n",
    "p/c.html": "---\n---\n*x*\n",
    "p/sub/d.markdown": "---\n---\n*x*\n",
    "q.html": "---\nlayout: f\n---\nq",
}


def write(folder):
    """Writes every site below [folder]; answers their folders."""
    for site, files in SITES.items():
        for path, text in files.items():
            full = os.path.join(folder, site, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as f:
                f.write(text)
    return [os.path.join(folder, site) for site in SITES]
