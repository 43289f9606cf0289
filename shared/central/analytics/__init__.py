"""What happened and how the service stands now: facts for reports, supervision, time sheets."""
