"""PostgreSQL and Valkey of this machine, from wheels, for whoever gives no DATABASE_URL or REDIS_URL."""
