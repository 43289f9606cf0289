"""What is said or done later: scheduled messages, reminders."""
