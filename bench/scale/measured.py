"""Runs a command, its output to nowhere, and prints what it and its children cost: `measured.py COMMAND...`."""
import json
import resource
import subprocess
import sys

code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({'code': code, 'cpu': usage.ru_utime + usage.ru_stime, 'memory': usage.ru_maxrss / 1024}))
