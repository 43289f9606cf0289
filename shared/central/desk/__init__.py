"""What agents work with besides conversations: labels, and later canned responses, macros and views."""
