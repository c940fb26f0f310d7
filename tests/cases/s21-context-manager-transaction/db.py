import sqlite3
from contextlib import contextmanager

_db = sqlite3.connect(":memory:", check_same_thread=False)
_db.executescript("""
CREATE TABLE returns (id TEXT PRIMARY KEY, tx TEXT, amount INTEGER, state TEXT);
INSERT INTO returns VALUES ('R-1', 'krn:tx:1', 1500, 'received');
""")


@contextmanager
def transaction():
    cursor = _db.cursor()
    try:
        yield cursor
    except Exception:
        _db.rollback()
        raise
    else:
        _db.commit()
    finally:
        cursor.close()


def load_return(cursor, return_id):
    row = cursor.execute("SELECT tx, amount, state FROM returns WHERE id = ?", (return_id,)).fetchone()
    if row is None:
        raise LookupError(return_id)
    return dict(zip(("tx", "amount", "state"), row))


def set_state(cursor, return_id, state):
    cursor.execute("UPDATE returns SET state = ? WHERE id = ?", (state, return_id))
