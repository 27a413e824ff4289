"""Triggers that nobody can talk out of it.

pgtrigger's own begin by asking a session setting whether they shall be ignored. Ours do not ask:
any code could set it, and asking costs more than everything else that they do.
"""

import pgtrigger
from django.db import models
from pgtrigger import compiler


class FirmTriggerSql(compiler.UpsertTriggerSql):
    """The SQL of a firm trigger. Migrations refer to this class: the template never changes."""

    def get_template(self) -> str:
        return """
            CREATE OR REPLACE FUNCTION {pgid}()
            RETURNS TRIGGER AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$ LANGUAGE plpgsql;

            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE {constraint} TRIGGER {pgid}
                {when} {operation} ON {table}
                {timing}
                {referencing}
                FOR EACH {level} {condition}
                EXECUTE PROCEDURE {execute};

            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class FirmTrigger(pgtrigger.Trigger):
    """A trigger that `pgtrigger.ignore` does not reach."""

    def compile(self, model: models.Model) -> compiler.Trigger:
        compiled = super().compile(model)
        sql = {name: value for name, value in compiled.sql.kwargs.items() if name != "ignore_func_name"}
        return compiler.Trigger(name=compiled.name, sql=FirmTriggerSql(**sql))


def append_only(table: str) -> list[pgtrigger.Trigger]:
    """Triggers that refuse every UPDATE, DELETE and TRUNCATE of a table named `table`."""
    return [
        FirmTrigger(
            name=f"{table}_append_only",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            func=f"RAISE EXCEPTION '{table} is append-only';",
        ),
        FirmTrigger(
            name=f"{table}_not_truncated",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func=f"RAISE EXCEPTION '{table} is append-only';",
        ),
    ]
