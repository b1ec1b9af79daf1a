#!/usr/bin/env python3
"""Checks that the expected output in cases.json is what pandoc itself gives.

Each pandoc that is installed is asked: the one in PATH and, with PANDOC=path, another. "expected" is
pandoc 3's output; a case that pandoc 2.17 renders otherwise says so under "pandoc 2.17".
Skips, and says so, where there is no pandoc."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).parent
data = json.loads((here / "cases.json").read_text(encoding="utf-8"))


def render(pandoc, case):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, text in data["partials"].items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
        template = folder / "t.txt"
        template.write_text(case["template"], encoding="utf-8", newline="")
        variables = {"variables": {**data["vars"], **case.get("vars", {})}}
        (folder / "d.yaml").write_text(json.dumps(variables), encoding="utf-8")
        width = f"--columns={case['columns']}" if "columns" in case else "--wrap=none"
        run = subprocess.run(
            [pandoc, "-f", "markdown", "-t", "plain", "--template", template, "-d", folder / "d.yaml", width],
            input="", capture_output=True, text=True)
        return run.stdout if run.returncode == 0 else "error: " + run.stderr


pandocs = [p for p in (shutil.which("pandoc"), os.environ.get("PANDOC")) if p]
if not pandocs:
    print("skipped: no pandoc")
wrong = 0
for pandoc in pandocs:
    version = subprocess.run([pandoc, "--version"], capture_output=True, text=True).stdout.split()[1]
    old = version.startswith("2.")
    for case in data["cases"]:
        expected = case.get("pandoc 2.17", case["expected"]) if old else case["expected"]
        got = render(pandoc, case)
        if got != expected:
            wrong += 1
            print(f"pandoc {version}: {case['template']!r}\n  expected {expected!r}\n  got      {got!r}")
    print(f"pandoc {version}: {len(data['cases'])} templates, {wrong} differ")
sys.exit(wrong > 0)
