"""The rank: exact whole numbers, whatever the means come to."""

from datetime import UTC, datetime

from fairs.selection.ranking import Points, Sent, Weighed, in_rank, score_of

CRITERIA = [Weighed(1, 60, 5), Weighed(2, 40, 5)]


def test_score_is_the_weighted_mean_in_hundredths() -> None:
    assert score_of(CRITERIA, {1: Points(15, 3), 2: Points(15, 3)}, {}) == 10_000
    # Means of 4 and 2: 60 x 4/5 + 40 x 2/5 = 64.
    assert score_of(CRITERIA, {1: Points(12, 3), 2: Points(6, 3)}, {}) == 6_400
    # A mean of 13/3: 60 x 13/15 = 52 exactly, which a rounded mean would miss.
    assert score_of(CRITERIA, {1: Points(13, 3)}, {}) == 5_200


def test_halves_of_a_hundredth_are_rounded_up() -> None:
    criteria = [Weighed(1, 1, 1600), Weighed(2, 1, 1)]
    # 1/3200 of 10,000 is 3.125; 4/3200 is 12.5.
    assert score_of(criteria, {1: Points(1, 1)}, {}) == 3
    assert score_of(criteria, {1: Points(4, 1)}, {}) == 13


def test_common_points_stand_for_the_members_points() -> None:
    assert score_of(CRITERIA, {1: Points(3, 3), 2: Points(3, 3)}, {1: 5}) == 6_800


def test_nobody_s_points_are_none() -> None:
    assert score_of(CRITERIA, {}, {}) == 0
    assert score_of([], {1: Points(3, 3)}, {}) == 0


def test_among_equals_the_first_one_sent_comes_first() -> None:
    sent = [
        Sent(1, datetime(2026, 8, 2, tzinfo=UTC)),
        Sent(2, datetime(2026, 8, 1, tzinfo=UTC)),
        Sent(3, datetime(2026, 8, 3, tzinfo=UTC)),
    ]
    assert in_rank(sent, {1: 50, 2: 50, 3: 70}) == [3, 2, 1]
