"""Pages and drafts read into records, with a proof that no character was lost and none made up."""
