"""The composition root: settings, wiring, logging and the batch responder. Functions start here."""
