"""What PostgreSQL refuses of settlements and payouts, whatever the code says."""

import pgtrigger

from cooperatives.audit.triggers import FirmTrigger

LINES_OF_FINAL = """
    IF EXISTS (
        SELECT 1 FROM touched JOIN settlements_settlement AS settlement ON settlement.id = touched.settlement_id
        WHERE settlement.status = 'final'
    ) THEN
        RAISE EXCEPTION 'lines of a final settlement do not change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'settlementline_final_stays';
    END IF;
    RETURN NULL;
"""


def never_truncated(table: str) -> pgtrigger.Trigger:
    """Refuse TRUNCATE, which asks no trigger of a row."""
    return FirmTrigger(
        name=f"{table}_not_truncated",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func=f"RAISE EXCEPTION '{table} is kept';",
    )


def stays(table: str, rule: str, *, when_changed: str, text: str) -> pgtrigger.Trigger:
    """Refuse to change or delete a row where the SQL condition `when_changed` holds."""
    return FirmTrigger(
        name=f"{table}_{rule}",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF {when_changed} THEN
                RAISE EXCEPTION '{text}'
                    USING ERRCODE = 'check_violation', CONSTRAINT = '{table}_{rule}';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )


FINAL_STAYS = [
    stays(
        "settlement",
        "final_stays",
        when_changed="OLD.status = 'final'",
        text="a final settlement does not change",
    ),
    never_truncated("settlement"),
]
# Of the statement, not of each row: a month of a million lines would ask a million times.
LINES_STAY = [
    FirmTrigger(
        name="settlementline_added_to_draft",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new="touched"),
        func=LINES_OF_FINAL,
    ),
    FirmTrigger(
        name="settlementline_taken_off_draft",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Delete,
        referencing=pgtrigger.Referencing(old="touched"),
        func=LINES_OF_FINAL,
    ),
    FirmTrigger(
        name="settlementline_never_moved",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func="RAISE EXCEPTION 'lines of settlements are written and taken off, never changed';",
    ),
    never_truncated("settlementline"),
]
ACCOUNT_STAYS = [
    stays(
        "bankaccount",
        "number_stays",
        when_changed=(
            "TG_OP = 'DELETE' OR (OLD.rib_digest, OLD.last4, OLD.cooperative_id, OLD.added_by_id)"
            " IS DISTINCT FROM (NEW.rib_digest, NEW.last4, NEW.cooperative_id, NEW.added_by_id)"
        ),
        text="a bank account is replaced, never changed",
    ),
    never_truncated("bankaccount"),
]
RUN_STAYS = [
    stays(
        "payoutrun",
        "approval_stays",
        when_changed=(
            "TG_OP = 'DELETE' OR OLD.month <> NEW.month OR OLD.created_by_id <> NEW.created_by_id OR"
            " (OLD.approved_by_id IS NOT NULL AND OLD.approved_by_id IS DISTINCT FROM NEW.approved_by_id)"
        ),
        text="who prepared and who approved a payout run stays",
    ),
    never_truncated("payoutrun"),
]
PAYOUT_STAYS = [
    stays(
        "payout",
        "sent_stays",
        when_changed=(
            "TG_OP = 'DELETE' OR (OLD.status <> 'pending' AND"
            " (OLD.run_id, OLD.cooperative_id, OLD.amount, OLD.way, OLD.rib_last4, OLD.reference)"
            " IS DISTINCT FROM"
            " (NEW.run_id, NEW.cooperative_id, NEW.amount, NEW.way, NEW.rib_last4, NEW.reference))"
        ),
        text="what was sent does not change",
    ),
    never_truncated("payout"),
]
