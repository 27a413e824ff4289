"""The comparisons of reconciliation: each one statement, so that it sees one moment of books that are written to.

Each answers rows of (what, here, there). `needs` names the table of the processor's word without which it cannot be
asked; the others are questions to our own book, which must hold whatever the processor says.
"""

from dataclasses import dataclass

LIVE_REFUND = "there.status NOT IN ('failed', 'canceled')"


@dataclass(frozen=True, slots=True)
class Question:
    """One comparison: its name, its statement, and what it needs to know of the processor."""

    kind: str
    sql: str
    needs: str = ""


PAID_THERE = """
    SELECT 'session ' || there.session_id || COALESCE(', payment ' || attempt.uuid, ''),
        COALESCE(attempt.status, 'unknown'), there.received || ' ' || there.currency
    FROM there_session AS there
    LEFT JOIN payment_paymentattempt AS attempt ON attempt.id = there.attempt_id
    WHERE there.received > 0 AND (
        attempt.id IS NULL OR attempt.status = ANY(%(unsettled)s)
        OR (attempt.intent_id <> '' AND there.intent_id <> '' AND attempt.intent_id <> there.intent_id)
    )
    ORDER BY there.session_id
"""
APPLIED_HERE = """
    SELECT 'payment ' || attempt.uuid, attempt.received_amount || ' ' || attempt.received_currency,
        (SELECT MIN(status) FROM there_session AS there WHERE there.attempt_id = attempt.id)
    FROM payment_paymentattempt AS attempt
    WHERE attempt.created_at >= %(since)s AND attempt.status = ANY(%(money_came)s)
    AND NOT EXISTS (SELECT FROM there_session AS there WHERE there.attempt_id = attempt.id AND there.received > 0)
    ORDER BY attempt.id
"""
AMOUNTS = """
    SELECT 'payment ' || attempt.uuid, attempt.received_amount || ' ' || attempt.received_currency,
        there.received || ' ' || there.currency
    FROM there_session AS there
    JOIN payment_paymentattempt AS attempt ON attempt.id = there.attempt_id
    WHERE there.received > 0 AND attempt.status = ANY(%(money_came)s)
    AND (attempt.intent_id = '' OR attempt.intent_id = there.intent_id)
    AND (attempt.received_amount, attempt.received_currency) IS DISTINCT FROM (there.received, there.currency)
    ORDER BY attempt.id
"""
REFUND_UNKNOWN_HERE = f"""
    SELECT 'refund ' || there.refund_id, NULL, there.amount || ' ' || there.currency
    FROM there_refund AS there WHERE there.our_id IS NULL AND {LIVE_REFUND} ORDER BY there.refund_id
"""  # noqa: S608
REFUND_TWICE = f"""
    SELECT 'refund ' || refund.uuid, refund.amount::text, STRING_AGG(there.refund_id, ', ' ORDER BY there.refund_id)
    FROM there_refund AS there JOIN payment_refund AS refund ON refund.id = there.our_id
    WHERE {LIVE_REFUND} GROUP BY refund.id HAVING COUNT(*) > 1 ORDER BY refund.id
"""  # noqa: S608
REFUND_UNKNOWN_THERE = f"""
    SELECT 'refund ' || refund.uuid, refund.status || ' ' || refund.amount,
        (SELECT MIN(status) FROM there_refund AS there WHERE there.our_id = refund.id)
    FROM payment_refund AS refund
    WHERE refund.way = %(to_card)s AND refund.first_sent_at >= %(since)s AND refund.status = ANY(%(refund_sent)s)
    AND NOT EXISTS (SELECT FROM there_refund AS there WHERE there.our_id = refund.id AND {LIVE_REFUND})
    ORDER BY refund.id
"""  # noqa: S608
REFUNDS_DIFFER = f"""
    SELECT 'refund ' || refund.uuid, refund.status || ' ' || refund.amount,
        there.status || ' ' || there.amount || ' ' || there.currency
    FROM there_refund AS there JOIN payment_refund AS refund ON refund.id = there.our_id
    WHERE {LIVE_REFUND} AND (
        there.amount <> refund.amount OR there.currency <> %(currency)s
        OR (there.status = 'succeeded') <> (refund.status = %(refund_done)s)
    )
    ORDER BY refund.id
"""  # noqa: S608
IN_REVIEW = """
    SELECT 'payment ' || attempt.uuid,
        'in review: ' || attempt.received_amount || ' ' || attempt.received_currency, NULL
    FROM payment_paymentattempt AS attempt WHERE attempt.status = %(review)s ORDER BY attempt.id
"""
# Money that came and pays for nothing: each receipt beside what was taken from it since.
UNAPPLIED = """
    SELECT 'customer:unapplied', balance::text, NULL FROM (
        SELECT COALESCE(SUM(entry.amount), 0) AS balance
        FROM ledger_ledgeraccount AS account JOIN ledger_ledgerentry AS entry ON entry.account_id = account.id
        WHERE account.code = 'customer:unapplied'
    ) AS account
    WHERE balance + COALESCE((
        SELECT SUM(received_amount) FROM payment_paymentattempt
        WHERE status = %(review)s AND received_currency = %(currency)s
    ), 0) <> 0
"""
RECEIPT_WITHOUT_MOVEMENT = """
    SELECT 'payment ' || attempt.uuid, attempt.received_amount || ' ' || attempt.received_currency, NULL
    FROM payment_paymentattempt AS attempt
    WHERE attempt.received_at >= %(since)s AND attempt.received_at < %(soon)s AND attempt.status = ANY(%(money_came)s)
    AND attempt.received_amount > 0
    AND NOT EXISTS (SELECT FROM there_movement AS there WHERE there.intent_id = attempt.intent_id AND there.amount > 0)
    ORDER BY attempt.id
"""
# Where nothing is converted the processor's account moves by exactly what its movements say.
PROCESSOR_BALANCE = """
    SELECT 'processor:stripe of ' || there.intent_id, here.amount::text, there.net::text
    FROM (
        SELECT intent_id, SUM(net) AS net FROM there_movement
        WHERE intent_id <> '' GROUP BY intent_id HAVING BOOL_AND(currency = %(currency)s)
    ) AS there
    JOIN payment_paymentattempt AS attempt ON attempt.intent_id = there.intent_id AND attempt.created_at >= %(since)s
    CROSS JOIN LATERAL (
        SELECT COALESCE(SUM(entry.amount), 0) AS amount
        FROM ledger_ledgertransaction AS posted
        JOIN ledger_ledgerentry AS entry ON entry.transaction_id = posted.id
        JOIN ledger_ledgeraccount AS account ON account.id = entry.account_id AND account.code = 'processor:stripe'
        WHERE posted.key IN (
            SELECT 'att:' || attempt.uuid || ':in'
            UNION ALL SELECT 'bt:' || movement_id FROM there_movement AS each WHERE each.intent_id = there.intent_id
            UNION ALL SELECT 'refund:' || refund.uuid || ending.of FROM payment_refund AS refund,
                UNNEST(ARRAY[':sent', ':failed', ':sent:2', ':failed:2', ':sent:3', ':failed:3']) AS ending (of)
                WHERE refund.attempt_id = attempt.id
            UNION ALL SELECT 'dispute:' || dispute.provider_id || ending.of FROM payment_dispute AS dispute,
                UNNEST(ARRAY['', ':won']) AS ending (of) WHERE dispute.attempt_id = attempt.id
        )
    ) AS here
    WHERE here.amount <> there.net AND NOT EXISTS (
        SELECT FROM there_movement AS each WHERE each.intent_id = there.intent_id AND NOT EXISTS (
            SELECT FROM ledger_ledgertransaction AS posted WHERE posted.key = 'bt:' || each.movement_id
        )
    )
    ORDER BY 1
"""
ALLOCATIONS = """
    SELECT 'stock record ' || COALESCE(record.id, live.id), record.num_allocated::text, live.quantity::text
    FROM partner_stockrecord AS record
    FULL JOIN (
        SELECT line.stockrecord_id AS id, SUM(line.quantity - line.left_out) AS quantity
        FROM order_line AS line JOIN order_order AS part ON part.id = line.order_id
        WHERE part.status = ANY(%(holds_stock)s) GROUP BY line.stockrecord_id
    ) AS live ON live.id = record.id
    WHERE COALESCE(record.num_allocated, 0) <> COALESCE(live.quantity, 0)
    ORDER BY COALESCE(record.id, live.id)
"""
# Goods and delivery of what was paid stand in the book, and the goods among the revenue.
PAID_NOT_POSTED = """
    SELECT 'order ' || part.number, 'paid, but not in the ledger', NULL
    FROM order_order AS part
    LEFT JOIN ledger_ledgertransaction AS sale ON sale.key = 'order:' || part.number || ':sale'
    WHERE part.paid_at IS NOT NULL AND sale.id IS NULL
    UNION ALL
    SELECT 'order ' || part.number, 'paid, but no revenue', NULL
    FROM order_order AS part
    JOIN ledger_ledgertransaction AS sale ON sale.key = 'order:' || part.number || ':sale'
    WHERE part.paid_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM revenue_revenueline AS line WHERE line.transaction_id = sale.id)
    UNION ALL
    SELECT 'order ' || part.number, 'paid, but its delivery is not in the ledger', NULL
    FROM order_order AS part
    LEFT JOIN ledger_ledgertransaction AS delivery ON delivery.key = 'order:' || part.number || ':delivery'
    WHERE part.paid_at IS NOT NULL AND part.shipping_incl_tax > 0 AND delivery.id IS NULL
    ORDER BY 1
"""
APPLIED_BUT_NOT_PAID = """
    SELECT 'order ' || part.number, part.status || ', not paid', 'payment ' || attempt.uuid || ' applied'
    FROM payment_paymentattempt AS attempt JOIN order_order AS part ON part.purchase_id = attempt.purchase_id
    AND attempt.snapshot->'orders' @> TO_JSONB(part.id)
    WHERE attempt.status = %(applied)s AND part.paid_at IS NULL AND part.status <> ALL(%(ended)s)
    UNION ALL
    SELECT 'order ' || part.number, part.status || ', paid by card', NULL
    FROM order_order AS part JOIN order_purchase AS purchase ON purchase.id = part.purchase_id
    WHERE part.paid_at IS NOT NULL AND purchase.payment_method = %(by_card)s AND NOT EXISTS (
        SELECT FROM payment_paymentattempt AS attempt
        WHERE attempt.purchase_id = purchase.id AND attempt.status = %(applied)s
    )
    ORDER BY 1
"""
# What a card paid is the whole of what the orders cost that it was to pay.
PURCHASE_AMOUNTS = """
    SELECT 'purchase ' || purchase.number, SUM(part.total_incl_tax)::text, attempt.amount::text
    FROM payment_paymentattempt AS attempt
    JOIN order_purchase AS purchase ON purchase.id = attempt.purchase_id
    JOIN order_order AS part ON part.purchase_id = purchase.id AND attempt.snapshot->'orders' @> TO_JSONB(part.id)
    WHERE attempt.status = %(applied)s
    GROUP BY attempt.id, purchase.id HAVING SUM(part.total_incl_tax) <> attempt.amount
    ORDER BY 1
"""
TRIAL_BALANCE = "SELECT 'the whole book', SUM(amount)::text, NULL FROM ledger_ledgerentry HAVING SUM(amount) <> 0"

COMPARISONS = (
    Question("paid_there_not_applied_here", PAID_THERE, needs="session"),
    Question("applied_here_not_paid_there", APPLIED_HERE, needs="session"),
    Question("amounts_differ", AMOUNTS, needs="session"),
    Question("refund_there_unknown_here", REFUND_UNKNOWN_HERE, needs="refund"),
    Question("refund_sent_twice", REFUND_TWICE, needs="refund"),
    Question("refund_here_unknown_there", REFUND_UNKNOWN_THERE, needs="refund"),
    Question("refunds_differ", REFUNDS_DIFFER, needs="refund"),
    Question("payment_without_movement", RECEIPT_WITHOUT_MOVEMENT, needs="movement"),
    Question("processor_balance", PROCESSOR_BALANCE, needs="movement"),
    Question("in_review", IN_REVIEW),
    Question("unapplied_money", UNAPPLIED),
    Question("allocations", ALLOCATIONS),
    Question("paid_but_not_posted", PAID_NOT_POSTED),
    Question("applied_but_not_paid", APPLIED_BUT_NOT_PAID),
    Question("purchase_and_payment_differ", PURCHASE_AMOUNTS),
    Question("trial_balance", TRIAL_BALANCE),
)
