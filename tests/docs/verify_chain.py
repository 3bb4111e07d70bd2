import hashlib, sqlite3, sys
from pathlib import Path

def verify_chain(path):
    """None if the chain is whole, else the seq of the first event that isn't as it was written."""
    former, expected = bytes(32), 1
    with sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True) as ledger:
        for seq, record, kept in ledger.execute("SELECT seq, record, hash FROM event ORDER BY seq"):
            former = hashlib.sha256(former + record).digest()
            if seq != expected or former != kept:
                return expected
            expected += 1
    return None

if __name__ == "__main__":
    broken = verify_chain(sys.argv[1])
    print("whole" if broken is None else f"broken at event {broken}")
    sys.exit(broken is not None)
