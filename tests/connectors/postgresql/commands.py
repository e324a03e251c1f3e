"""What a person would type into psql."""

from __future__ import annotations

from adbc_driver_postgresql import dbapi


def tell(url: str, commands: str) -> None:
    """Run commands, separated by ;, each in a transaction of its own."""
    with dbapi.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
        for command in filter(str.strip, commands.split(";")):
            cursor.execute(command)
