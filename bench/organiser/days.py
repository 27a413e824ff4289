"""What the days leave behind: arrivals, absences, incidents, visitors, workshops, stands, and what tills sold."""

from datetime import timedelta

from django.db import connection

from cooperatives import clock
from cooperatives.accounts.models import User
from fairs.attendance.models import InstitutionalStand, Workshop
from fairs.models import Edition, Stall, Stop

INCIDENTS, SALES = 120, 20_000
WORKSHOPS = 40
# Two of three people a day, until now; of each stop's last participants nobody.
ARRIVALS = """
    INSERT INTO attendance_arrival (
        participation_id, day_id, badge_id, way, arrived_at, key, recorded_at, recorded_by_id
    )
    SELECT badge.participation_id, day.id, badge.id, 'scan', day.day + TIME '08:30', gen_random_uuid(), NOW(), %(by)s
    FROM attendance_badge AS badge
    JOIN fairs_participation AS comer ON comer.id = badge.participation_id
    JOIN fairs_editionday AS day ON day.stop_id = comer.stop_id
    WHERE badge.number < 3 AND comer.id %% 18 <> 0 AND day.day <= %(today)s
"""
ABSENCES = """
    INSERT INTO attendance_absence (participation_id, day_id, note, recorded_at, recorded_by_id)
    SELECT comer.id, day.id, '', NOW(), %(by)s
    FROM fairs_participation AS comer JOIN fairs_editionday AS day ON day.stop_id = comer.stop_id
    WHERE comer.id %% 36 = 0 AND day.day <= %(today)s
"""
INCIDENTS_OF_DAYS = """
    INSERT INTO attendance_incident (
        public_id, day_id, kind, text, picture, happened_at, key, status, recorded_at, recorded_by_id, solution
    )
    SELECT substr(md5(day.id || '-' || n), 1, 12), day.id, 'power', 'Plus de courant', '', day.day + TIME '10:00',
        gen_random_uuid(), CASE WHEN n %% 4 = 0 THEN 'open' ELSE 'solved' END, NOW(), %(by)s, ''
    FROM fairs_editionday AS day CROSS JOIN generate_series(1, %(each)s) AS n
    WHERE day.day <= %(today)s
"""
VISITORS = """
    INSERT INTO attendance_visitorcount (day_id, zone, hour, people, counted_at, counted_by_id)
    SELECT day.id, zone, hour, 100 + hour * 7, NOW(), %(by)s
    FROM fairs_editionday AS day CROSS JOIN unnest(ARRAY['', 'A', 'B', 'C', 'D']) AS zone
    CROSS JOIN generate_series(9, 20) AS hour
    WHERE day.day <= %(today)s
"""
TILLS = """
    INSERT INTO tills_till (public_id, label, enrolled_at, stall_id, kind)
    SELECT substr(md5('till' || stall.id), 1, 12), '', NOW(), stall.id, 'device'
    FROM fairs_stall AS stall WHERE stall.edition_id = %(edition)s AND NOT stall.is_institutional
"""
SESSIONS = """
    INSERT INTO tills_tillsession (id, till_id, status, opened_at, opened_by_sale)
    SELECT gen_random_uuid(), till.id, 'open', %(since)s, FALSE
    FROM tills_till AS till JOIN fairs_stall AS stall ON stall.id = till.stall_id
    WHERE stall.edition_id = %(edition)s
"""
SOLD = """
    INSERT INTO tills_sale (
        id, till_id, session_id, number, kind, stop_id, sold_at, received_at, counts_on, payment, total, note, status,
        problems, content_digest
    )
    SELECT gen_random_uuid(), session.till_id, session.id, 1 + n / %(tills)s, 'sale', %(stop)s,
        %(since)s + n * interval '2 seconds', NOW(), %(today)s, 'cash', 90,
        '', CASE WHEN n %% 200 = 0 THEN 'flagged' ELSE 'accepted' END, '[]', ''
    FROM generate_series(0, %(sales)s - 1) AS n
    JOIN (SELECT id, till_id, ROW_NUMBER() OVER (ORDER BY till_id) - 1 AS place FROM tills_tillsession) AS session
        ON session.place = n %% %(tills)s
"""
LINES = """
    INSERT INTO tills_saleline (
        sale_id, position, cooperative_id, product_id, title, language, unit, quantity, unit_price, amount, tax_rate,
        tax, commission_rate, commission
    )
    SELECT sale.id, position, comer.cooperative_id, listing.product_id, 'Produit', 'fr', 'piece', 1, 45, 45, 0, 0, 0, 0
    FROM tills_sale AS sale
    JOIN tills_till AS till ON till.id = sale.till_id
    JOIN LATERAL (
        SELECT participation_id FROM fairs_stallassignment WHERE stall_id = till.stall_id LIMIT 1
    ) AS standing ON TRUE
    JOIN fairs_participation AS comer ON comer.id = standing.participation_id
    JOIN LATERAL (
        SELECT product_id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS position
        FROM fairs_listing WHERE participation_id = comer.id
    ) AS listing ON TRUE
"""
# Pieces that were not there; those of other editions were settled long ago.
SHORT = """
    INSERT INTO partner_shortage (stockrecord_id, quantity, key, created_at, outcome)
    SELECT record.id, 1, 'sale:' || line.sale_id || ':' || line.position, NOW(), ''
    FROM tills_saleline AS line JOIN partner_stockrecord AS record ON record.product_id = line.product_id
    WHERE line.id %% 400 = 0
"""


def stands_and_workshops(stop: Stop) -> None:
    """An institution at each stall kept for one, and what is held beside the fair."""
    kept = Stall.objects.filter(places__plan__stop=stop, is_institutional=True)
    InstitutionalStand.objects.bulk_create(
        InstitutionalStand(stop=stop, stall=stall, name=f"Office {stall.code}") for stall in kept
    )
    Workshop.objects.bulk_create(
        Workshop(
            stop=stop,
            kind="training",
            title=f"Atelier {number}",
            room="Chapiteau",
            starts_at=stop.starts_at + timedelta(hours=4 + number),
            ends_at=stop.starts_at + timedelta(hours=5 + number),
        )
        for number in range(WORKSHOPS)
    )


def days_passed(by: User) -> None:
    """At every stop, each day until today."""
    given = {"by": by.pk, "today": clock.today(), "each": INCIDENTS // 3}
    with connection.cursor() as cursor:
        for statement in (ARRIVALS, ABSENCES, INCIDENTS_OF_DAYS, VISITORS):
            cursor.execute(statement, given)


def tills_sell(edition: Edition) -> None:
    """A till at each stall of the edition that is open, what they sold so far, and what was not there."""
    stop = edition.stops.get()
    given = {
        "edition": edition.pk,
        "stop": stop.pk,
        "since": stop.starts_at + timedelta(hours=5),
        "today": clock.today(),
        "sales": SALES,
        "tills": Stall.objects.filter(edition=edition, is_institutional=False).count(),
    }
    with connection.cursor() as cursor:
        for statement in (TILLS, SESSIONS, SOLD, LINES, SHORT):
            cursor.execute(statement, given)
