"""What the law (LGPD) asks for: copies and erasure of a contact's data, consent, retention, and facts for a report."""
