#!/usr/bin/env python3
"""A JSON filter as its users write them: every word in capitals."""
import json, sys

def upper(x):
    if isinstance(x, list): return [upper(i) for i in x]
    if not isinstance(x, dict): return x
    if x.get('t') == 'Str': return {'t': 'Str', 'c': x['c'].upper()}
    return {k: upper(v) for k, v in x.items()}

json.dump(upper(json.load(sys.stdin)), sys.stdout)
