"""What people who watch are told, and how: sockets, the event log behind them, typing and viewing."""
