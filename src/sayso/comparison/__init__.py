"""Claims ↔ claims across documents: stories, origins and echoes, voices, alignments."""
