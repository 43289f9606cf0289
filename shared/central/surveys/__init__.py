"""How contacts rate what was done for them: the question after a ticket, the answer in the chat or by a link."""
