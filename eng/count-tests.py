"""Prints "<passed> <failed>" summed over the TRX files of a folder; what neither passed nor was skipped has failed."""
import glob
import re
import sys

passed = failed = 0
for name in glob.glob(sys.argv[1] + "/**/*.trx", recursive=True):
    with open(name, encoding="utf-8-sig") as trx:
        counters = re.search(r"<Counters[^>]*>", trx.read())
    count = lambda key: int(re.search(rf'\b{key}="(\d+)"', counters.group(0)).group(1))
    passed += count("passed")
    failed += count("executed") - count("passed")
print(passed, failed)
