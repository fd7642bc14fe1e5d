"""Records as publishers have them: importing pages and drafts, and showing records again."""
