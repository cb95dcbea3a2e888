"""A file, URL, feed, archive or pipe → Document.

`load` gives one document, `load_many` all of many sources; `from_text` and `from_bytes`
make one of what is already in memory.
"""

from sayso.document.kinds import MAX_BYTES
from sayso.document.loading import count, from_bytes, load, load_many
from sayso.document.plain import from_text

__all__ = ["MAX_BYTES", "count", "from_bytes", "from_text", "load", "load_many"]
