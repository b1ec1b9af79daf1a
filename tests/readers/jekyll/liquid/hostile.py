#!/usr/bin/env python3
"""Templates that a page can hold and that must end soon, whatever they ask for.

    hostile.py PROGRAM [NAME...]        prints each that takes longer than SLOW; with names, these alone

Each is a page of a site; the program may take CPU seconds of processor time (what others do on the machine does not
count) and MEGABYTES, and ends by itself with exit status 0 or 64. On an idle machine none takes much longer than a
second: the steps that a page may take (base/limits.h) are weighed for that. Ends with PASSED n FAILED n SKIPPED n."""
import concurrent.futures, os, resource, subprocess, sys, tempfile

CPU, SLOW, MEGABYTES = 5, 1.5, 600
FRONT = "---\ntitle: x\n---\n"


def loop(body, n=10_000_000): return "{%% for i in (1..%d) %%}%s{%% endfor %%}" % (n, body)


def grown(step, n=60, begin="xxxxxxxxxxxxxxxx"):
    """A text that each of n rounds makes longer."""
    return "{%% assign a = '%s' %%}" % begin + loop(step, n) + "{{ a | size }}"


BIG = grown("{% assign a = a | append: a %}", 20)  # 16 MB
LIST = grown("{% assign a = a | append: a %}", 10, "9,8,7,6,5,4,3,2,1,0,") + "{% assign l = a | split: ',' %}"

CASES = {
    # Work without end: loops, texts and lists that grow, filters over what is large.
    "range1e9": loop("", 1_000_000_000),
    "range1e9out": loop("x", 1_000_000_000),
    "nested": "{% for i in (1..10000) %}{% for j in (1..10000) %}{% for k in (1..10000) %}{{ k }}{% endfor %}{% endfor %}{% endfor %}",
    "nestedempty": "{% for i in (1..1000000) %}{% for j in (1..1000000) %}{% endfor %}{% endfor %}",
    "nestedassign": "{% for i in (1..10000) %}{% for j in (1..10000) %}{% assign x = i | plus: j | times: 2 %}{% endfor %}{% endfor %}",
    "nesteddate": "{% for i in (1..10000) %}{% for j in (1..10000) %}{% assign x = '2020-01-02' | date: '%Y %B %d' %}{% endfor %}{% endfor %}",
    "nestedfloat": "{% for i in (1..10000) %}{% for j in (1..10000) %}{% assign x = i | divided_by: 3.7 | append: '' %}{% endfor %}{% endfor %}",
    "capture": grown("{% capture a %}{{ a }}{{ a }}{% endcapture %}"),
    "append": grown("{% assign a = a | append: a %}"),
    "prepend": grown("{% assign a = a | prepend: a %}"),
    "replace": grown("{% assign a = a | replace: 'x', 'xx' %}"),
    "replaceself": grown("{% assign a = a | replace: 'x', a %}"),
    "split": "{% assign a = 'xxxxxxxxxxxxxxxx' %}{% for i in (1..21) %}{% assign a = a | append: a %}{% endfor %}{% assign l = a | split: '' %}{{ l | size }}{% assign j = l | join: a %}{{ j | size }}",
    "splitn": "{% assign a = 'x,x,x,x,x,x,x,x,' %}{% for i in (1..20) %}{% assign a = a | append: a %}{% endfor %}{% for i in (1..1000) %}{% assign l = a | split: ',' %}{{ l | size }}{% endfor %}",
    "splitjoin": "{% assign a = 'x,x,x,x,x,x,x,x' %}{% for i in (1..100) %}{% assign a = a | split: ',' | join: ',x,' %}{% endfor %}{{ a | size }}",
    "sort": "{% assign a = '9,8,7,6,5,4,3,2,1,0,' %}{% for i in (1..18) %}{% assign a = a | append: a %}{% endfor %}{% assign l = a | split: ',' | sort %}{{ l | size }}",
    "sortmany": LIST + loop("{% assign m = l | sort_natural %}", 1_000_000),
    "wheremany": LIST + loop("{% assign m = l | where: 'x','y' %}", 1_000_000),
    "wherexp": LIST + loop("{% assign m = l | where_exp: 'x',\"x == 'y'\" %}", 1_000_000),
    "groupexp": LIST + loop("{% assign m = l | group_by_exp: 'x',\"x | append: 'y'\" %}", 1_000_000),
    "push": "{% assign l = '' | split: ',' %}{% for i in (1..10000000) %}{% assign l = l | push: i %}{% endfor %}{{ l | size }}",
    "concat": "{% assign l = '1,2' | split: ',' %}{% for i in (1..60) %}{% assign l = l | concat: l %}{% endfor %}{{ l | size }}",
    "markdownify": loop("{{ '*x* y' | markdownify }}"),
    "markdownifycap": loop("{% assign z = '*x* y' | markdownify %}"),
    "containsbig": BIG + loop("{% if a contains 'y' %}{% endif %}", 1_000_000),
    "sizebig": BIG + loop("{% if a.size > 3 %}{% endif %}", 1_000_000),
    "sizebig2": BIG + loop("{% assign n = a | size %}", 1_000_000),
    "eqbig": BIG + "{% assign b = a | append: '' | upcase | downcase %}{% for i in (1..1000000) %}{% if a == b %}{% endif %}{% endfor %}",
    "stripbig": BIG + loop("{% assign n = a | number_of_words %}", 1_000_000),
    "casebig": BIG + loop("{% assign n = a | slugify | truncate: 5 %}", 1_000_000),
    "incr": loop("{% increment x %}"),
    "cyclel": loop("{% cycle 'a','b' %}"),
    "ifch": loop("{% ifchanged %}{{ i }}{% endifchanged %}"),
    "tabler": "{% tablerow i in (1..10000000) cols:2 %}{{ i }}{% endtablerow %}",
    "captnest": loop("{% capture x %}{% capture y %}{{ i }}{% endcapture %}{% endcapture %}"),
    "manyvars": loop("{% assign x = i | append: 'k' %}{% capture y %}{{ x }}{% endcapture %}"),
    "forloop": loop("{% if forloop.last and forloop.index0 == forloop.rindex %}{{ forloop.index }}{% endif %}"),
    "errs": loop("{{ 1 | divided_by: 0 }}"),
    "inspect": "{% assign l = '1,2' | split: ',' %}{% for i in (1..60) %}{% assign l = l | push: l %}{% endfor %}{{ l | inspect | size }}",
    "jsonify": loop("{{ site | jsonify | size }}", 100_000),
    "truncw": grown("{% assign a = a | append: ' ' | append: a %}", 20) + "{% for i in (1..1000000) %}{% assign n = a | truncatewords: 2 %}{% endfor %}",
    "mod": loop("{% assign n = i | modulo: 7 | times: 1.5 | round: 2 %}"),
    "replfirst": BIG + loop("{% assign n = a | replace: 'y','z' %}", 1_000_000),
    "slice": BIG + loop("{% assign n = a | slice: -2, 2 %}", 1_000_000),
    "xmlesc": BIG + loop("{% assign n = a | escape %}", 1_000_000),
    "uniq": "{% assign a = '9,8,7,6,5,4,3,2,1,0,' %}{% for i in (1..17) %}{% assign a = a | append: a %}{% endfor %}{% for i in (1..1000) %}{% assign l = a | split: ',' | uniq %}{% endfor %}{{ l | size }}",
    "stripe": grown("{% assign a = a | append: '<' %}", 2000000),
    "striphtml": "{% assign a = '<' %}{% for i in (1..19) %}{% assign a = a | append: a %}{% endfor %}{{ a | strip_html | size }}",
    "striphtml2": "{% assign a = '<script' %}{% for i in (1..17) %}{% assign a = a | append: a %}{% endfor %}{{ a | strip_html | size }}",
    # Includes.
    "selfinc": "{% include self.html %}",
    "selfinc2": "{% include self2.html %}",
    "incwide": "{% include wide0.html %}",
    "inclong": loop("{% include empty.html a=1 b=2 %}"),
    "missing": loop("{% include nosuch.html a=1 b=2 %}"),
    # Much to read: what is never closed, nested or repeated.
    "opens": "{%" * 5_000_000,
    "opens2": "{{" * 5_000_000,
    "opens3": "{% if " * 2_000_000,
    "opens4": "{%-" * 3_000_000,
    "raws": "{% raw %}" * 1_000_000,
    "comments": "{% comment %}" * 800_000,
    "comments2": "{% comment %}" * 400_000 + "{% endcomment %}" * 400_000,
    "commentraw": "{% comment %}" + "{% raw %}" * 800_000,
    "ifs": "{% if x %}" * 50_000,
    "fors": "{% for x in y %}" * 50_000,
    "fors2": "{% for x in y %}" * 500_000,
    "ifs2": "{% if x %}" * 50_000 + "{% endif %}" * 50_000,
    "cases": "{% case x %}{% when 1 %}" * 50_000 + "{% endcase %}" * 50_000,
    "elses": "{% if x %}" + "{% elsif y %}" * 500_000 + "{% endif %}",
    "whens": "{% case x %}" + "{% when 1 %}" * 500_000 + "{% endcase %}",
    "whensor": "{% case x %}{% when " + "1 or " * 1_000_000 + "2 %}{% endcase %}",
    "unknown": "{% foo %}" * 500_000,
    "unknowne": "{% endfoo %}" * 500_000,
    "unknownm": ''.join("{%% f%d %%}"%i for i in range(300000)),
    "ends": "{% endif %}" * 500_000,
    "filters": "{{ x " + "| upcase " * 1_000_000 + "}}",
    "filters2": "{{ x " + "| nope " * 1_000_000 + "}}",
    "brackets": "{{ x" + "[" * 2_000_000 + "}}",
    "brackets2": "{{ x" + "[" * 1_000_000 + "]" * 1_000_000 + "}}",
    "parens": "{{ " + "(" * 2_000_000 + "}}",
    "ranges": "{{ " + "(1.." * 500_000 + "1" + ")" * 500_000 + "}}",
    "dots": "{{ x" + ".a" * 3_000_000 + "}}",
    "conds": "{% if x" + " and x" * 1_000_000 + " %}{% endif %}",
    "condslax": "{% if x" + " and & x" * 1_000_000 + " %}{% endif %}",
    "cyc": "{% cycle " + "'a'," * 1_000_000 + " %}",
    "asg": "{% assign " + "a" * 5_000_000 + " %}",
    "quotes": "{{ " + "'" * 5_000_001 + "}}",
    "quotes2": "{{ " + "'\"" * 2_000_000 + "}}",
    "liquidlines": "{% liquid\n" + "echo 'x'\n" * 1_000_000 + "%}",
    "liquidifs": "{% liquid\n" + "if x\n" * 300_000 + "%}",
    "closes": "%}" * 5_000_000,
    "newlines": "{% if\n" * 1_000_000,
    "newlines2": "{{ a\n" * 1_000_000,
    "attr": "{% for a in b " + "x: " * 1_000_000 + " %}{% endfor %}",
    "attr2": "{% for a in b " + "x " * 1_000_000 + " %}{% endfor %}",
    "incparams": "{% include x.html " + "a=b " * 300_000 + " %}",
    "incparams2": "{% include x.html " + 'a="'* 500_000 + " %}",
    "incname": "{% include " + "{{x}}" * 300_000 + " %}",
}


def make_site(folder):
    includes = {"self.html": "a{% include self.html %}b", "self2.html": "a{% include self2.html %}{% include self2.html %}b",
                "empty.html": "", "wide12.html": "x"}
    for i in range(12): includes["wide%d.html" % i] = ("{%% include wide%d.html %%}" % (i + 1)) * 10
    os.mkdir(os.path.join(folder, "_includes"))
    with open(os.path.join(folder, "_config.yml"), "w") as f: f.write("title: x\n")
    for name, text in includes.items():
        with open(os.path.join(folder, "_includes", name), "w") as f: f.write(text)


def run(program, folder, name):
    """What is wrong (None: nothing), and the seconds that it took."""
    page = os.path.join(folder, name + ".md")
    with open(page, "w") as f: f.write(FRONT + CASES[name] + "\n")
    process = subprocess.Popen([program, "-f", "jekyll", "-t", "json", "--stop-after=liquid", page], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU)))
    messages = process.stderr.read().decode(errors="replace")
    _, status, used = os.wait4(process.pid, 0)
    os.remove(page)
    process.returncode = status
    seconds, megabytes = used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
    if os.WIFSIGNALED(status): return "ended by signal %d\n%s" % (os.WTERMSIG(status), messages[-1500:]), seconds
    if os.WEXITSTATUS(status) not in (0, 64): return "exit status %d\n%s" % (os.WEXITSTATUS(status), messages[-1500:]), seconds
    return "%d MB" % megabytes if megabytes > MEGABYTES else None, seconds


def main():
    if len(sys.argv) < 2: sys.exit(__doc__)
    program, names = os.path.abspath(sys.argv[1]), sys.argv[2:] or list(CASES)
    failed = 0
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        make_site(folder)
        for name, (wrong, seconds) in zip(names, pool.map(lambda n: run(program, folder, n), names)):
            if wrong or seconds > SLOW or sys.argv[2:]: print("%s %s (%.2f s) %s" % ("FAIL" if wrong else "ok  ", name, seconds, wrong or ""), flush=True)
            failed += bool(wrong)
    print("PASSED %d FAILED %d SKIPPED 0" % (len(names) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
