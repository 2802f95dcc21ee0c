"""Django's PostgreSQL backend on the embedded server, which runs from the first connection of a process to its end.

Settings beside NAME: FOLDER, where the server's data is, and IS_THROWAWAY, off unless set (see `Cluster`).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base, client
from psycopg import sql

from minutes_archive.embedded_postgres.cluster import PORT, Cluster, connect, program
from minutes_archive.embedded_postgres.errors import EmbeddedPostgresError
from minutes_archive.embedded_postgres.usage import join


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell` with the psql of the wheel."""

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Any
    ) -> tuple[list[str], dict[str, str] | None]:
        arguments, environment = super().settings_to_cmd_args_env(settings_dict, parameters)
        return [str(program("psql")), *arguments[1:]], environment

    def runshell(self, parameters: Any) -> None:
        self.connection.ensure_connection()
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """The PostgreSQL backend, with the server brought up before its address is needed."""

    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        settings = self.settings_dict
        cluster = Cluster(folder=settings["FOLDER"], is_throwaway=settings.get("IS_THROWAWAY", False))
        settings |= {"HOST": str(join(cluster).socket_folder), "PORT": PORT}
        # Without a name Django connects to the server itself, to make and drop test databases.
        if settings["NAME"] and settings["NAME"] not in _prepared:
            _prepare(settings)
            _prepared.add(settings["NAME"])
        return super().get_connection_params()


_prepared: set[str] = set()


def _prepare(settings: Mapping[str, Any]) -> None:
    """Make the database when it is missing, in a server that knows the Danish letters."""
    name = settings["NAME"]
    with connect(Path(settings["HOST"])) as connection:
        letter = connection.execute("SELECT lower('Ø')").fetchone()
        if letter != ("ø",):
            raise EmbeddedPostgresError(
                "Databasen kender ikke store og små danske bogstaver: den er oprettet med et andet tegnsæt. "
                f"Flyt mappen {settings['FOLDER']} væk, og importér referaterne igen."
            )
        is_there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not is_there:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
