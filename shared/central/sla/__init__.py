"""What a company promises: policies, the clocks of tickets, warnings, breaches and what follows from them."""
