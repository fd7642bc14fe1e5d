"""Reading lean4export's NDJSON, format 3.1.0: hostile text in, declarations out."""
