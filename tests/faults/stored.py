"""Whether a store is whole and holds every item once: python stored.py FILE NUMBER (exit status 0 if so)."""

import sqlite3
import sys

connection = sqlite3.connect(sys.argv[1])
whole = connection.execute('PRAGMA integrity_check').fetchall() == [('ok',)]
counts = [
    connection.execute(f'SELECT count(*) FROM {name}').fetchone()[0]
    for name in ('documents', 'items', 'versions', 'story_documents')
]
print(whole, counts)
sys.exit(0 if whole and set(counts) == {int(sys.argv[2])} else 1)
