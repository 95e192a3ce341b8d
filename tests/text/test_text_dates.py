"""Dates as portals print them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.dates import (
    event_hint,
    find_dates,
    labelled_date,
    parse_date,
)
from crawler.extraction.machine_dates import machine_moment, repair_nukeviet_meta
from crawler.extraction.url_dates import date_from_url
from crawler.items import VIETNAM

NOW = datetime(2024, 8, 1, 12, 0, tzinfo=VIETNAM)

MINUTES = {
    "Thứ tư - 24/07/2024 09:10": "2024-07-24T09:10",
    "Chủ nhật - 21/07/2024 23:59": "2024-07-21T23:59",
    "CN, 21/07/2024 | 08:05 CH": "2024-07-21T20:05",
    "T4, 24/07/2024 09:10 Lượt xem: 1.188": "2024-07-24T09:10",
    "Thứ 4, ngày 24/7/2024 9h05": "2024-07-24T09:05",
    "Thứ hai - 09/11/2020 10:00 681 0": "2020-11-09T10:00",
    "16/10/2023 08:48:00 AM": "2023-10-16T08:48",
    "14/10/2023 08:43:00 PM": "2023-10-14T20:43",
    "14-10-2023 12:30:00 PM": "2023-10-14T12:30",
    "14-10-2023 12:30 AM": "2023-10-14T00:30",
    "09/10/2025 07:56:00": "2025-10-09T07:56",
    "Ngày đăng 28/04/2022 | 15:06  | View count: 555": "2022-04-28T15:06",
    "Ngày đăng 20/06/2018 | 4:12 PM | View count: 349": "2018-06-20T16:12",
    "17:35 01/07/2025": "2025-07-01T17:35",
    "(23:14 | 27/11/2024)": "2024-11-27T23:14",
    "Cập nhật: 20:21, 11/11/2023 (GMT+7)": "2023-11-11T20:21",
    "28-08-2025, 19:45 (GMT+7)": "2025-08-28T19:45",
    "Thứ ba 25/11/2025 22:39": "2025-11-25T22:39",
    "Thứ sáu: 15:00 ngày 09/02/2024": "2024-02-09T15:00",
    "Đăng lúc: 10:05 - 12/03/2024": "2024-03-12T10:05",
    "Thời gian đăng tin: 12/03/2024 10h05": "2024-03-12T10:05",
    "Cập nhật lúc 9 giờ 05 phút ngày 12/03/2024": "2024-03-12T09:05",
    "2022-04-28+0715:06:00": "2022-04-28T15:06",
    "2022-04-28T15:06:00+07:00": "2022-04-28T15:06",
    "2024-07-24T02:10:00Z": "2024-07-24T09:10",
    "2024-07-24T02:10:00.123-0100": "2024-07-24T10:10",
    "Wed, 24 Jul 2024 02:10:00 GMT": "2024-07-24T09:10",
    "Wed, 24 Jul 2024 09:10:00 +0700": "2024-07-24T09:10",
    "December 25, 2023 5:30 pm": "2023-12-25T17:30",
    "Ngày đăng: 12/03/2024 10:00 | Cập nhật: 13/03/2024 08:00": "2024-03-12T10:00",
    "Cập nhật: 13/03/2024 08:00 - Đăng ngày 12/03/2024 10:00": "2024-03-12T10:00",
    "Ngày đăng tin 05/3/2024 | 14:05": "2024-03-05T14:05",
    "Ngày đăng 14/06/2018 | 11:22 AM\xa0|\xa0View count: 1108": "2018-06-14T11:22",
    "Đăng lúc 10:05 12/03/2024": "2024-03-12T10:05",
    "Cập nhật lúc 08:15 12/03/2024": "2024-03-12T08:15",
    "Thứ Ba, 05/03/2024, 14:05 [GMT+7]": "2024-03-05T14:05",
    "14-10-2023 08:43:00 PM": "2023-10-14T20:43",
    "8:43 sáng, 14/10/2023": "2023-10-14T08:43",
    "4:12 chiều ngày 14/10/2023": "2023-10-14T16:12",
    "11:40 trưa 14/10/2023": "2023-10-14T11:40",
    "14g05, 14/10/2023": "2023-10-14T14:05",
    "7 giờ, ngày 14/10/2023": "2023-10-14T07:00",
    "8 giờ 5 phút ngày 14/10/2023": "2023-10-14T08:05",
    "10:20,14/10/2023": "2023-10-14T10:20",
    "2023.10.14 10:20": "2023-10-14T10:20",
    "Thứ bảy - 14/10/2023 10:006810": "2023-10-14T10:00",
    "Ngày đăng:14/10/202310:15": "2023-10-14T10:15",
    "10:1514/10/2023": "2023-10-14T10:15",
    "１４／１０／２０２３　０７：３０": "2023-10-14T07:30",
    "Sat Oct 14 16:12:00 ICT 2023": "2023-10-14T16:12",
    "Thu, 09/07/2023 - 08:15": "2023-09-07T08:15",
    "Sat, 14/10/2023 - 08:15": "2023-10-14T08:15",
    "Sat, 10/14/2023 - 08:15": "2023-10-14T08:15",
}

DAYS = {
    "Publish date 06/05/2014 | 12:00 AM": "2014-05-06",
    "21/12/2012 | 12:00 AM": "2012-12-21",
    "2024-07-24T00:00:00+07:00": "2024-07-24",
    "07/03/2024": "2024-03-07",
    "(24/07/2024)": "2024-07-24",
    "Đăng ngày 17 - 05 - 2024": "2024-05-17",
    "Ngày 15/8/2023": "2023-08-15",
    "15.8.2023": "2023-08-15",
    "15 – 8 – 2023": "2023-08-15",
    "2023-08-15": "2023-08-15",
    "Ngày 12 tháng 3 năm 2024": "2024-03-12",
    "12 Tháng Ba, 2024": "2024-03-12",
    "Tháng Mười Hai 25, 2023": "2023-12-25",
    "Được đăng: 25 Tháng 12 2023": "2023-12-25",
    "25 December 2023": "2023-12-25",
    "14/10/2023 13:05 AM": "2023-10-14",
    "Đã xuất bản: 27-07-2023": "2023-07-27",
    "Tin đăng ngày 5/3/2024": "2024-03-05",
    "13/3/2019": "2019-03-13",
    "13/03/2019Lượt xem: 681": "2019-03-13",
    "Thứ Tư - 13/03/19": "2019-03-13",
    "Ngày đăng: 13-03-19": "2019-03-13",
    "13 Th3 2019": "2019-03-13",
    "2019-03-12T17:00:00Z": "2019-03-13",
    "Th3 13, 2019": "2019-03-13",
}

NOTHING = (
    "",
    "Lượt xem: 106",
    "Thứ ba - 24/07/2024 09:10",
    "Chủ nhật, 22/07/2024",
    "31/02/2024",
    "07/24/2024",
    "0/1/2024",
    "24/07/2024 25:10",
    "24/07/2024 10:75",
    "12/5/24",
    "12/05/1894",
    "12/05/2199",
    "từ 25/12/2023 – 31/12/2023",
    "10/03/2024 11/03/2024",
    "Ngày 01/03/2024, Khối vận xã tổ chức hội nghị",
    "Quyết định số 12/3/2024/QĐ-UBND",
    "24/07/2024 1 2 3",
    "5 24/07/2024",
    "Fri, 09/07/2023 - 08:15",
    "Ngày đăng: Fri, 09/07/2023",
    "uploads/news/2023_05",
    "4 giờ trước",
    "x" * 300 + " 24/07/2024",
)


@pytest.mark.parametrize(("text", "expected"), MINUTES.items())
def test_minute(text: str, expected: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert (found.when.isoformat(), found.precision) == (f"{expected}:00+07:00", "minute")


@pytest.mark.parametrize(("text", "expected"), DAYS.items())
def test_day(text: str, expected: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert (found.when.isoformat(), found.precision) == (f"{expected}T00:00:00+07:00", "day")


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_certain(text: str) -> None:
    assert parse_date(text) is None


def test_label_says_what_the_date_is() -> None:
    lines = ("Ngày đăng: 1/3/2024", "Cập nhật lúc 1/3/2024", "1/3/2024", "Hôm nay: 1/3/2024", "Sửa lần cuối: 1/3/2024")
    labels = [found and found.label for found in map(parse_date, lines)]
    assert labels == ["published", "updated", None, "other", "other"]


@pytest.mark.parametrize("label", ["Ngày đăng:", "Đăng lúc", "Đã xuất bản:"])
def test_another_weekday_is_marked_where_a_label_says_what_the_date_is(label: str) -> None:
    found, right = parse_date(f"{label} Thứ ba, 24/07/2024 09:10"), parse_date(f"{label} Thứ tư, 24/07/2024 09:10")
    assert found is not None
    assert right is not None
    assert (found.when, found.contradicted, right.contradicted) == (right.when, True, False)
    assert parse_date("Cập nhật: Thứ ba, 24/07/2024") is None


def test_future_dates_are_dropped() -> None:
    assert parse_date("02/08/2024 10:00", NOW) is not None
    assert parse_date("03/08/2024", NOW) is None
    assert date_from_url("https://x.vn/portal/Pages/2024-9-17/a.aspx", NOW) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 giờ trước", "2024-08-01"),
        ("(20 phút trước)", "2024-08-01"),
        ("12 giờ trước", None),
        ("3 ngày trước", None),
        ("5 hours ago", "2024-08-01"),
    ],
)
def test_age_gives_a_day_only_when_certain(text: str, expected: str | None) -> None:
    found = parse_date(text, NOW)
    assert (found.when.date().isoformat() if found else None) == expected


def test_a_date_line_with_words_is_found_by_its_label() -> None:
    line = "Người đăng: Ban biên tập - Ngày đăng: 12/03/2024 10:00 - Chuyên mục: Dân vận"
    assert parse_date(line) is None
    found = labelled_date(line)
    assert found is not None
    assert found.when.isoformat() == "2024-03-12T10:00:00+07:00"
    assert labelled_date("họp ngày 12/03/2024") is None


def test_dates_inside_a_sentence_are_spots() -> None:
    text = "Từ ngày 1/3/2024 đến ngày 15/3/2024, các ấp ra quân."
    spots = find_dates(text)
    assert [s.found.when.day for s in spots] == [1, 15]
    assert text[spots[0].start : spots[0].end] == "ngày 1/3/2024"


def test_nukeviet_meta_is_repaired() -> None:
    assert repair_nukeviet_meta(" 2022-04-28+0715:06:00 ") == "2022-04-28T15:06:00+07:00"
    assert repair_nukeviet_meta("2022-04-28T15:06:00+07:00") == "2022-04-28T15:06:00+07:00"
    assert repair_nukeviet_meta("xin chào") == "xin chào"


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("Chiều 4/2, Ban Dân vận tổ chức", 2020, date(2020, 2, 4)),
        ("Chiều 4/2, Ban Dân vận tổ chức", None, None),
        ("Sáng 27.4.2022, Huyện ủy tổ chức", None, date(2022, 4, 27)),
        ("Chiều ngày 23 – 7, Ban Dân vận", 2024, date(2024, 7, 23)),
        ("Vào sáng Ngày 01/03/2024, Khối vận", 1999, date(2024, 3, 1)),
        ("Tối ngày 9 tháng 2 năm 2024, xã", None, date(2024, 2, 9)),
        ("Ngày 31-2 vừa qua", 2024, None),
        ("đạt 20/9 chỉ tiêu", 2024, None),
        ("Sáng 30/2, sau đó chiều 1/3", 2023, date(2023, 3, 1)),
    ],
)
def test_event_hint(text: str, year: int | None, expected: date | None) -> None:
    hint = event_hint(text, year)
    assert (hint.day if hint else None) == expected


@pytest.mark.parametrize(
    ("text", "neighbours", "expected"),
    [
        ("Chiều 4/2, Tỉnh ủy", ["2020-02-03", "2020-02-05", "2020-02-06"], "2020-02-04"),
        ("Sáng 30/12, xã", ["2024-01-02", "2024-01-03"], "2023-12-30"),
        ("Sáng 3/1, xã", ["2023-12-30"], "2024-01-03"),
        ("Ngày 20-9 vừa qua", ["2024-09-22"], "2024-09-20"),
        ("Sáng 29/2, xã", ["2024-03-01"], "2024-02-29"),
        ("Sáng 29/2, xã", ["2023-03-01"], None),
        ("Sáng 27.4.2022, xã", ["2020-02-03"], "2022-04-27"),
        ("Chiều 4/2, Tỉnh ủy", [], None),
        ("Trong hai ngày 3 và 4/6, đoàn", ["2022-06-09"], "2022-06-03"),
        ("Ngày 3-4/6, đoàn", ["2022-06-09"], "2022-06-03"),
        ("Từ ngày 30 đến ngày 31/12, đoàn", ["2022-01-02"], "2021-12-30"),
        ("Sáng thứ Bảy (4/6), đoàn", ["2022-06-09"], "2022-06-04"),
        ("Hôm qua, 4/6, đoàn", ["2022-06-09"], "2022-06-04"),
        ("Ngày 10/3 âm lịch, làng", ["2022-06-09"], None),
    ],
)
def test_a_day_without_a_year_lies_near_the_articles_around(
    text: str, neighbours: list[str], expected: str | None
) -> None:
    hint = event_hint(text, neighbours=map(date.fromisoformat, neighbours))
    assert (hint.day.isoformat() if hint else None) == expected
    assert hint is None or hint.year_given == ("2022" in text)


def test_event_hint_says_whether_the_year_was_printed() -> None:
    printed, taken = event_hint("Sáng 27.4.2022, họp"), event_hint("Sáng 27/4, họp", 2022)
    assert printed is not None
    assert taken is not None
    assert (printed.year_given, taken.year_given) == (True, False)
    assert taken.words == "Sáng 27/4"


@pytest.mark.parametrize(
    ("url", "expected", "precision", "origin"),
    [
        ("https://x.gov.vn/portal/Pages/2024-5-17/a-b.aspx", "2024-05-17T00:00", "day", "url"),
        ("https://x.gov.vn/2024/05/07/tin.html", "2024-05-07T00:00", "day", "url"),
        ("https://x.gov.vn/tin/20240507/hop.html", "2024-05-07T00:00", "day", "url"),
        ("https://x.gov.vn/tin/7-5-2024/hop.html", "2024-05-07T00:00", "day", "url"),
        ("https://x.gov.vn/vi/chi-tiet-tin/-/view-article/1/165/1772526953007", "2026-03-03T15:35", "minute", "id"),
        ("https://x.hanoi.gov.vn/tin-abc-173231225175105132.htm", "2023-12-25T17:51", "minute", "id"),
        ("https://x.hanoi.gov.vn/tin-abc-2656250701173519296.htm", "2025-07-01T17:35", "minute", "id"),
        ("https://x.gov.vn/bai-viet/hop-bao-d2-1689559200", "2023-07-17T09:00", "minute", "id"),
    ],
)
def test_date_in_an_address(url: str, expected: str, precision: str, origin: str) -> None:
    found = date_from_url(url)
    assert found is not None
    assert (found.when.isoformat(), found.precision, found.origin) == (f"{expected}:00+07:00", precision, origin)


@pytest.mark.parametrize(
    "url",
    [
        "https://x.gov.vn/tin-tuc/2023/12/976-tong-ket",
        "https://x.gov.vn/uploads/news/2023_05/a.jpg",
        "https://x.gov.vn/portal/Pages/2024-13-17/a.aspx",
        "https://x.gov.vn/2024/05/07/../2023/01/02/tin.html",
        "https://x.gov.vn/tin-abc-173991325175105132.htm",
        "https://x.gov.vn/tin-12345.html",
        "https://x.gov.vn/tin-tuc/2023/12/14-tong-ket",
        "https://x.gov.vn/tin-20240507.html",
        "https://x.gov.vn/tin/hop-ngay-7-5-2024",
        "http://[broken",
        "",
    ],
)
def test_no_day_in_an_address(url: str) -> None:
    assert date_from_url(url) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1715656800", "2024-05-14T10:20:00+07:00"),
        (" 1715656800123 ", "2024-05-14T10:20:00+07:00"),
        ("20240514", "2024-05-14"),
        ("20240514102033", "2024-05-14T10:20:00"),
        ("9715656800", "9715656800"),
        ("hôm qua", "hôm qua"),
    ],
)
def test_moments_for_machines(text: str, expected: str) -> None:
    assert machine_moment(text) == expected


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789/-.: |,()+TZ thứhaingàyđăngcậpnhậtsáng"), max_size=60))
def test_never_raises(text: str) -> None:
    parse_date(text, NOW)
    find_dates(text)
    event_hint(text, 2024)
    date_from_url(f"https://x.vn/{text}")


@settings(deadline=None)
@given(st.text(max_size=120))
def test_never_raises_on_any_text(text: str) -> None:
    parse_date(text)
    labelled_date(text)
    repair_nukeviet_meta(text)
    event_hint(text)
    machine_moment(text)


@settings(deadline=None)
@given(st.dates(date(1996, 1, 1), date(2099, 12, 31)), st.integers(1, 24 * 60 - 1))
def test_every_portal_form_gives_the_moment_back(day: date, minutes: int) -> None:
    moment = datetime(day.year, day.month, day.day, tzinfo=VIETNAM) + timedelta(minutes=minutes)
    weekday = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")[moment.weekday()]
    for text in (
        f"{weekday} - {moment:%d/%m/%Y %H:%M}",
        f"Ngày đăng {moment:%d/%m/%Y | %I:%M %p}  | View count: 12",
        f"({moment:%H:%M | %d-%m-%Y})",
        moment.isoformat(),
    ):
        found = parse_date(text)
        assert found is not None, text
        assert (found.when, found.precision) == (moment, "minute"), text
