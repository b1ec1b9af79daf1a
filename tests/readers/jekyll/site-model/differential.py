#!/usr/bin/env python3
"""Sites made at random, read by Jekyll and by pubconv: every page after Liquid, byte for byte.

    differential.py PUBCONV [--sites N] [--seed S] [--keep DIR] [--show N]

Pages print all that Liquid sees of their site (sites.py). Jekyll is Debian's, in one Ruby process (jekyll.rb); where
it is absent the suite says so and skips. What stops Jekyll is not compared. Ends with PASSED n FAILED n SKIPPED n.
"""
import argparse
import concurrent.futures
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import sites  # noqa: E402


def jekyll(jobs):
    """What Jekyll makes of each job, as it comes: one process for all of them."""
    run = subprocess.Popen(["ruby", os.path.join(HERE, "jekyll.rb")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    run.stdin.write("\n".join(map(json.dumps, jobs)))
    run.stdin.close()
    return map(json.loads, run.stdout)


def pubconv(program, job, path):
    args = [program, "-f", "jekyll", "--quiet", "--stop-after=liquid", "--site", job["dir"]]
    if "config" in job:
        args += ["--config", ",".join(job["config"])]
    env = dict(os.environ, TZ="UTC", **({"JEKYLL_ENV": job["env"]} if "env" in job else {}))
    run = subprocess.run(args + [os.path.join(job["dir"], path)], capture_output=True, timeout=60, env=env)
    return run.stdout.decode("utf-8", "replace")


NEWLINES, GREATER, LESS = r"(?:\n|\\+n)", r"(?:>|&(?:amp;)*gt;)", r"(?:<|&(?:amp;)*lt;)"


def plain(text):
    """Without the line ends around a paragraph, a heading or a rule, however often they are escaped: kramdown puts them
    where its text had blank lines."""
    text = re.sub(rf"((?:/(?:p|h\d)|{LESS}hr /){GREATER}){NEWLINES}+", r"\1 ", text)
    return re.sub(rf"{NEWLINES}+({LESS}(?:p|h\d|hr /)\b)", r"\1", text)


def difference(want, got):
    """The first line that differs, cut to what is around it."""
    for a, b in zip(want.split("\n") + ["(end)"], got.split("\n") + ["(end)"]):
        if a != b:
            i = next((k for k, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
            return f"    jekyll:  …{a[max(0, i - 60):i + 80]}\n    pubconv: …{b[max(0, i - 60):i + 80]}"
    return ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--sites", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep")
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--only")
    o = parser.parse_args()
    program = os.path.abspath(o.program)
    if subprocess.run(["ruby", "-e", "require 'jekyll'; exit Jekyll::VERSION == '4.3.1'"], capture_output=True).returncode:
        print("skipped: no Ruby with Jekyll 4.3.1 here (Debian's package jekyll)")
        print("PASSED 0 FAILED 0 SKIPPED 1")
        return 0
    top = o.keep or tempfile.mkdtemp(prefix="pubconv-sites-")
    jobs = []
    for n in range(o.sites):
        folder = os.path.join(os.path.realpath(top), f"s{o.seed + n}")
        shutil.rmtree(folder, ignore_errors=True)
        jobs.append(sites.make(random.Random(o.seed + n), folder))
    passed = failed = stopped = 0
    for job, want in zip(jobs, jekyll(jobs)):
        if want["error"]:
            stopped += 1
            if o.show > 100:
                print(os.path.basename(job["dir"]), "stopped:", want["error"][:150])
        paths = [p for p in want["pages"] if p not in want["failed"] and not want["error"] and (not o.only or o.only in p)]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for path, got in zip(paths, pool.map(lambda p: pubconv(program, job, p), paths)):
                same = plain(got) == plain(want["pages"][path])
                passed += same
                failed += not same
                if not same and failed <= o.show:
                    print(f"differs: {os.path.basename(job['dir'])}/{path}\n{difference(plain(want['pages'][path]), plain(got))}")
    if not o.keep:
        shutil.rmtree(top)
    print(f"seed {o.seed}, {o.sites} sites ({stopped} stop Jekyll): {passed} of {passed + failed} pages equal")
    print(f"PASSED {passed} FAILED {failed} SKIPPED 0")
    return 1 if failed else 0


sys.exit(main())
