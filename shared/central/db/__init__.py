"""The database: connections, transactions, named queries, migrations."""
