"""Pages of general news as newspapers, blogs and magazines print them: sixteen layouts, each with other furniture.

Written before they were read with danvan for the first time, by what such sites commonly look like.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from benchmarks.shapes.news_stories import REPORTS, Report

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_DAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class News:
    """One page: its source, and what of the story is on it."""

    html: str
    exact: bool | None
    """Whether the page tells the minute; None: not even the day."""
    lines: tuple[str, ...]
    optional: tuple[str, ...] = ()


def _text(part: str) -> str:
    return part.removeprefix("# ").removeprefix("> ")


def _lines(s: Report, *, rows: bool = False, lead: bool = True) -> tuple[str, ...]:
    table = [" | ".join(row) for row in s.rows] if rows else []
    return (*((s.lead,) if lead else ()), *map(_text, s.parts), *table)


def _parts(s: Report, wrap: str = "<p>{}</p>", head: str = "<h2>{}</h2>", quote: str = "<blockquote><p>{}</p></blockquote>") -> list[str]:
    made = []
    for part in s.parts:
        form = head if part.startswith("# ") else quote if part.startswith("> ") else wrap
        made.append(form.format(escape(_text(part), quote=False)))
    return made


def _iso(s: Report) -> str:
    return s.when.isoformat()


def _json_ld(s: Report, kind: str = "NewsArticle", **more: object) -> str:
    data = {
        "@context": "https://schema.org", "@type": kind, "headline": s.title, "description": s.lead, "datePublished": _iso(s),
        "dateModified": s.when.replace(day=s.when.day + 1).isoformat(), "author": [{"@type": "Person", "name": s.author}],
        "publisher": {"@type": "Organization", "name": "The Daily Lantern", "logo": {"@type": "ImageObject", "url": "/logo.png"}}, **more,
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def _og(s: Report, site: str) -> str:
    t = escape(s.title)
    return (
        f'<meta property="og:type" content="article"><meta property="og:title" content="{t}"><meta property="og:site_name" content="{site}">'
        f'<meta property="og:description" content="{escape(s.lead)}"><meta name="twitter:card" content="summary_large_image">'
    )


def _page(s: Report, site: str, head: str, body: str, *, title: str | None = None, html: str = "") -> str:
    language = "en" if s.english else "vi"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"{html}><head><meta charset="utf-8"><title>{escape(title or f"{s.title} | {site}")}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">{head}</head>\n<body>{body}</body></html>'
    )


def _cards(s: Report, tag: str = "h3", lead: bool = True) -> str:
    text = "A short summary of another story that you may like to read after this one." if s.english else "Tóm tắt ngắn của một câu chuyện khác mà bạn đọc có thể muốn xem sau bài này."
    more = f"<p>{text}</p>" if lead else ""
    return "".join(
        f'<div class="card"><a href="/s/{n}"><img src="/t/{n}.jpg" width="320" height="180" alt=""></a><{tag}><a href="/s/{n}">{t}</a></{tag}>{more}<time>{n + 2} {"hours ago" if s.english else "giờ trước"}</time></div>'
        for n, t in enumerate(s.others)
    )


def _list(s: Report) -> str:
    return "<ul>" + "".join(f'<li><a href="/s/{n}">{t}</a></li>' for n, t in enumerate(s.others)) + "</ul>"


def _nav(s: Report) -> str:
    names = ("Home World Politics Business Science Sport Culture Weather" if s.english else "Trang chủ|Thời sự|Thế giới|Kinh doanh|Giải trí|Thể thao|Pháp luật|Giáo dục|Sức khỏe|Du lịch").split(" " if s.english else "|")
    return "<ul>" + "".join(f'<li><a href="/{n}">{t}</a></li>' for n, t in enumerate(names)) + "</ul>"


def _english_day(s: Report) -> str:
    return f"{_MONTHS[s.when.month - 1]} {s.when.day}, {s.when.year}"


def _comments(s: Report) -> str:
    names = ("sailor_tim", "Gwen P.") if s.english else ("Nguyễn Hữu Tài", "Hoa Cỏ May")
    ago = "2 days ago" if s.english else "2 ngày trước"
    reply = "Reply" if s.english else "Trả lời"
    return "".join(
        f'<li class="comment"><b>{names[n % 2]}</b> <span>{ago}</span><p>{text}</p><a href="#">{reply}</a> <span>{7 + n}</span></li>' for n, text in enumerate(s.comments)
    )


def broadsheet(s: Report) -> News:
    """An international newspaper: article element, by-line block, newsletter box and related cards inside the text."""
    p = _parts(s)
    box = '<aside class="newsletter"><h4>Start your day informed</h4><p>Our morning briefing breaks down the key stories and why they matter.</p><form><input type="email"><button>Sign up</button></form><p>Privacy notice: newsletters may contain information about charities and online ads.</p></aside>'
    rich = f'<div class="related-inline"><span>Read more</span><a href="/s/1">{s.others[1]}</a></div>'
    body = f"""<a class="skip" href="#main">Skip to main content</a><header><a href="/">The Daily Lantern</a><nav>{_nav(s)}</nav><a href="/subscribe">Support us</a></header>
    <main id="main"><article><header><a href="/x">{s.section}</a><h1>{s.title}</h1><p class="standfirst">{s.lead}</p></header>
    <figure><img src="/1.jpg" alt=""><figcaption>{s.captions[0]} Photograph: Ines Faro</figcaption></figure>
    <address><a rel="author" href="/by">{s.author}</a></address><details><summary>{s.when:%a} {s.when.day} {_MONTHS[s.when.month - 1][:3]} {s.when:%Y %H.%M}</summary>Last modified on {s.when.day + 1} {_MONTHS[s.when.month - 1][:3]} {s.when:%Y}</details>
    <div class="share"><button>Share</button></div><div class="content">{"".join(p[:2])}{box}{"".join(p[2:4])}{rich}{"".join(p[4:])}</div>
    <div class="topics"><span>Topics</span>{_list(s)}</div></article></main><section><h2>Most viewed</h2>{_list(s)}</section><section>{_cards(s)}</section>
    <footer><p>© 2025 The Daily Lantern Limited. All rights reserved.</p>{_nav(s)}</footer>"""
    return News(_page(s, "The Daily Lantern", _og(s, "The Daily Lantern") + _json_ld(s) + f'<meta property="article:published_time" content="{_iso(s)}">', body), True, _lines(s), (f"{s.captions[0]} Photograph: Ines Faro",))


def vietnamese_daily(s: Report) -> News:
    """A Vietnamese daily: sapo, text with photo tables, related links in the sapo, author right, tag list, comments."""
    p = _parts(s, '<p class="Normal">{}</p>', '<p class="Normal"><strong>{}</strong></p>', '<p class="Normal">"{}"</p>')
    photo = f'<table align="center" class="tplCaption"><tbody><tr><td><img src="/a.jpg"></td></tr><tr><td><p class="Image">{s.captions[0]} Ảnh: <em>Bảo Long</em></p></td></tr></tbody></table>'
    body = f"""<div class="top"><span>{_DAYS[2]}, 19/11/2025</span><a href="/">Báo Ngày Mới</a></div><nav>{_nav(s)}</nav><section class="page-detail"><div class="sidebar-1"><div class="header"><ul class="breadcrumb"><li><a href="/x">{s.section}</a></li></ul><span class="date">{_DAYS[s.when.weekday()]}, {s.when.day}/{s.when.month}/{s.when.year}, {s.when:%H:%M} (GMT+7)</span></div>
    <h1 class="title-detail">{s.title}</h1><p class="description">{s.lead}</p><article class="fck_detail">{p[0]}{photo}{"".join(p[1:])}<p style="text-align:right"><strong>{s.author}</strong></p></article>
    <div class="footer_social"><a>Facebook</a> <a>Twitter</a> <a>Trở lại {s.section}</a></div><div class="tags"><h4>Tags:</h4><a href="/t">{s.tags[0]}</a> <a href="/t2">{s.tags[1]}</a></div>
    <div class="box_comment"><h3>Ý kiến ({len(s.comments)})</h3><textarea placeholder="Ý kiến của bạn"></textarea><ul>{_comments(s)}</ul><a>Xem thêm ý kiến</a></div></div>
    <div class="sidebar-2"><h2>Xem nhiều</h2>{_cards(s, lead=False)}</div></section><section><h2>Đọc thêm</h2>{_cards(s)}</section><footer>Báo tiếng Việt nhiều người xem. Tổng biên tập: Trần Đắc Ý. Điện thoại: 024 7300 0000. <p>© 2025. Toàn bộ bản quyền thuộc Ngày Mới</p></footer>"""
    return News(_page(s, "Báo Ngày Mới", _og(s, "Ngày Mới") + f'<meta name="pubdate" content="{_iso(s)}">', body), True, _lines(s), (f"{s.captions[0]} Ảnh: Bảo Long", s.author))


def tabloid(s: Report) -> News:
    """A Vietnamese tabloid: text in divs, a box of related news after the first paragraph, video, reactions, second list."""
    p = _parts(s, "<div>{}</div>", "<div><b>{}</b></div>", "<div><i>“{}”</i></div>")
    rel = '<div class="VCSortableInPreviewMode" type="RelatedNewsBox"><div>Tin liên quan</div>' + _list(s) + "</div>"
    pic = f'<div class="VCSortableInPreviewMode" type="Photo"><div><img src="/2.jpg" alt="{escape(s.title)} - Ảnh 1."></div><div class="PhotoCMS_Caption"><p>{s.captions[0]}</p></div></div>'
    body = f"""<div class="hd"><div class="w"><a href="/"><img src="/logo.png" alt="Kênh Phố"></a><form action="/tim"><input placeholder="Nhập nội dung cần tìm"></form></div>{_nav(s)}</div>
    <div class="w clearfix"><div class="kbwc"><h1 class="kbwc-title">{s.title}</h1><div class="kbwc-meta"><span class="kbwcm-author">{s.author},</span> <span class="kbwcm-source">Theo Nhịp Sống</span> <span class="kbwcm-time" title="{_iso(s)}">{s.when:%H:%M %d/%m/%Y}</span></div><div class="kbwc-socials"><span>Chia sẻ</span><span>1.204</span></div>
    <h2 class="knc-sapo">{s.lead}</h2><div class="knc-relate"></div><div class="knc-content">{p[0]}{rel}{"".join(p[1:3])}{pic}{"".join(p[3:])}</div><div class="react"><span>Thích 52</span><span>Bất ngờ 3</span></div>
    <div class="link-source">Link bài gốc <span>Lấy link</span> https://nhipsong.example/bai-goc-88.html</div><div class="klw-tags"><a>#{s.tags[0]}</a></div></div><div class="right"><div>TIN NỔI BẬT</div>{_cards(s, "h4")}</div></div><div class="w"><h3>Tin cùng chuyên mục</h3>{_cards(s)}</div><div class="ft">Công ty Cổ phần Kênh Phố · Giấy phép số 2215/GP-TTĐT</div>"""
    return News(_page(s, "Kênh Phố", _og(s, "Kênh Phố"), body, title=s.title), True, _lines(s), (s.captions[0], f"{s.author},", "Theo Nhịp Sống"))


def amp(s: Report) -> News:
    """An AMP page: custom elements, consent and sidebar markup in front, lightbox, list of links at the end."""
    p = _parts(s)
    body = f"""<amp-sidebar id="sb" layout="nodisplay" side="left"><ul><li><a href="/">Home</a></li><li><a href="/about">About this site</a></li></ul></amp-sidebar><amp-consent layout="nodisplay" id="c"><div id="ui"><p>We and our 84 partners store information on a device to process personal data for ads.</p><button on="tap:c.accept">Accept all</button></div></amp-consent>
    <header class="amp-wp-header"><div><a href="/">Lantern Blog</a></div></header><article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{s.title}</h1><div class="amp-wp-meta amp-wp-byline"><amp-img src="/g.png" width="24" height="24"></amp-img><span class="amp-wp-author">{s.author}</span></div><div class="amp-wp-meta amp-wp-posted-on"><time datetime="{_iso(s)}">{_english_day(s) if s.english else f"{s.when:%d/%m/%Y}"}</time></div></header>
    <figure class="amp-wp-article-featured-image"><amp-img src="/f.jpg" width="1024" height="600" layout="intrinsic"></amp-img><p class="wp-caption-text">{s.captions[0]}</p></figure><div class="amp-wp-article-content"><p>{s.lead}</p>{"".join(p[:3])}<amp-ad width="300" height="250" type="doubleclick"><div placeholder>Advertisement</div></amp-ad>{"".join(p[3:])}</div>
    <footer class="amp-wp-article-footer"><div class="amp-wp-tax-category">Categories: <a href="/c">{s.section}</a></div><div class="amp-wp-tax-tag">Tags: <a href="/t">{s.tags[0]}</a>, <a href="/u">{s.tags[1]}</a></div><div class="amp-wp-comments-link"><a href="/r">Leave a Comment</a></div></footer></article><footer class="amp-wp-footer"><div><h2>Lantern Blog</h2><a href="#top">Back to top</a></div></footer>"""
    return News(_page(s, "Lantern Blog", _json_ld(s, "BlogPosting"), body, html=" amp"), True, _lines(s), (s.captions[0],))


def long_read(s: Report) -> News:
    """A magazine feature: drop cap, pull quotes repeating the text, asides, notes, author biography at the end."""
    p = _parts(s)
    first = _text(s.parts[0])
    cap = f'<p class="drop"><span class="dropcap">{first[0]}</span>{first[1:]}</p>'
    pull = f'<aside class="pullquote"><p>{_text(s.parts[2])[:70]}…</p></aside>'
    side = '<aside class="factbox"><h3>At a glance</h3><ul><li>Reading time: 9 minutes</li><li>Listen to this article</li></ul></aside>' if s.english else '<aside class="factbox"><h3>Trong bài</h3><ul><li>Thời gian đọc: 9 phút</li><li>Nghe bài này</li></ul></aside>'
    bio = f'<section class="bio"><img src="/me.jpg" width="80" height="80" alt=""><p><b>{s.author}</b> {"writes about people and places. Before joining the magazine, the author taught geography for six years." if s.english else "viết về con người và vùng đất. Trước khi về tạp chí, tác giả dạy địa lý sáu năm."}</p></section>'
    body = f"""<div class="progress"></div><header><a href="/">{"Margins" if s.english else "Lề Trang"}</a></header><main><div class="hero"><picture><img src="/hero.jpg" alt=""></picture><div class="hero-text"><span>{s.section}</span><h1>{s.title}</h1><p>{s.lead}</p><p class="by">{"By" if s.english else "Bài:"} {s.author}</p><time datetime="{s.when:%Y-%m-%d}">{_english_day(s) if s.english else f"{s.when.day} tháng {s.when.month}, {s.when.year}"}</time></div></div>
    <article><section>{cap}{"".join(p[1:3])}{side}</section><section>{"".join(p[3:5])}{pull}{"".join(p[5:])}</section><figure class="full"><img src="/4.jpg" alt=""><figcaption>{s.captions[1]}</figcaption></figure>{bio}</article></main><section class="next"><h2>{"Keep reading" if s.english else "Đọc tiếp"}</h2>{_cards(s)}</section><footer>© Margins</footer>"""
    return News(_page(s, "Margins", _og(s, "Margins"), body), False, _lines(s), (s.captions[1], f"By {s.author}"))


def gallery(s: Report) -> News:
    """A photo story: slides with captions, text under them."""
    p = _parts(s)
    slides = "".join(f'<div class="slide"><div class="n">{n}/{2}</div><img src="/{n}.jpg" alt=""><div class="caption">{c}</div></div>' for n, c in enumerate(s.captions, 1))
    body = f"""<header><nav>{_nav(s)}</nav></header><div class="wrapper"><div class="breadcrumb"><a href="/">Home</a> › <a href="/photos">Photos</a></div><h1>{s.title}</h1><div class="meta"><span>{s.author}</span> · <span>{s.when:%d-%m-%Y %H:%M}</span></div><p class="summary"><b>{s.lead}</b></p><div class="slider">{slides}<a class="prev">‹</a><a class="next">›</a></div><div class="story">{"".join(p)}</div><div class="more"><h3>More galleries</h3>{_cards(s, lead=False)}</div></div><footer>Contact · Terms · Privacy</footer>"""
    return News(_page(s, "Sunday Frames", "", body), True, _lines(s), s.captions)


def paywall(s: Report) -> News:
    """A teaser behind a paywall: two paragraphs, then the offer."""
    p = _parts(s)
    offer = """<div class="paywall"><h2>Subscribe to continue reading</h2><p>You have read your last free article this month. Unlimited access from 1.00 a week. Cancel at any time.</p><ul><li>Unlimited articles on web and app</li><li>Daily crossword and puzzles archive</li></ul><a href="/offer">See all offers</a><p>Already a subscriber? <a href="/login">Sign in</a></p></div>"""
    body = f"""<header><a href="/">Ledger &amp; Post</a><a href="/login">Sign in</a><a href="/offer">Subscribe</a></header><main><article><div class="kicker"><a href="/b">{s.section}</a></div><h1>{s.title}</h1><p class="dek">{s.lead}</p><div class="info"><span>{s.author}</span> <time datetime="{_iso(s)}">{_english_day(s) if s.english else f"{s.when:%H:%M - %d/%m/%Y}"}</time></div><div class="text">{"".join(p[:2])}</div>{offer}</article><aside><h3>Editor's picks</h3>{_list(s)}</aside></main><footer>Ledger &amp; Post Ltd. Registered office: 4 Quay Street. Markets data delayed by 15 minutes.</footer>"""
    return News(_page(s, "Ledger & Post", _og(s, "Ledger &amp; Post") + _json_ld(s, isAccessibleForFree=False), body), True, (s.lead, _text(s.parts[0]), _text(s.parts[1])))


def br_paragraphs(s: Report) -> News:
    """An old site: everything in one cell, paragraphs parted by line breaks, fonts, a print link."""
    text = "<br><br>\n".join(escape(_text(x), quote=False) if not x.startswith("# ") else f"<b>{_text(x)}</b>" for x in s.parts)
    body = f"""<table width=980 align=center><tr><td colspan=3><img src=banner.gif width=980 height=90></td></tr><tr><td width=160 valign=top>{_nav(s)}<br><b>Search</b><form><input size=12><input type=submit value=Go></form></td>
    <td valign=top><font size=5 color=navy><b>{s.title}</b></font><br><font size=1>{s.when:%d/%m/%Y %H:%M} - {s.author}</font><hr><img src=p.jpg width=300 align=left hspace=8><b>{s.lead}</b><br><br>{text}<br><br><a href=print.php?id=9>[Print]</a> <a href=mail.php?id=9>[Email]</a><hr><b>Other stories</b><br>{"<br>".join(f"<a href=view.php?id={n}>{t}</a> (1{n}/0{n + 1}/2025)" for n, t in enumerate(s.others))}</td>
    <td width=180 valign=top><b>Poll</b><br>Do you like our new layout?<br><input type=radio>Yes<br><input type=radio>No<br><b>Visitors</b>: 1.204.551</td></tr></table><center><font size=1>Copyright 2004-2025 Evening Gazette. Best viewed at 1024x768.</font></center>"""
    return News(_page(s, "Evening Gazette", "", body), True, _lines(s))


def nested_divs(s: Report) -> News:
    """A page builder's site: utility classes, every paragraph three divs deep, cookie bar and pop-up in front."""
    p = _parts(s, '<div class="css-1x"><div class="css-2y"><div class="css-3z"><span>{}</span></div></div></div>', '<div class="css-1x"><div class="css-2y"><h3>{}</h3></div></div>', '<div class="css-1x"><div class="css-9q"><span>{}</span></div></div>')
    cookie = "We use cookies to improve your experience, analyse traffic and personalise content. By clicking accept you agree to our use of cookies as described in our policy." if s.english else "Chúng tôi dùng cookie để cải thiện trải nghiệm, phân tích lượng truy cập và cá nhân hóa nội dung. Bấm đồng ý nghĩa là bạn chấp nhận chính sách của chúng tôi."
    body = f"""<div id="cookie" role="dialog"><div>{cookie}</div><button>{"Accept" if s.english else "Đồng ý"}</button></div><div id="root"><div class="flex"><div class="css-nav">{_nav(s)}</div></div><div class="grid"><div class="css-a"><div class="css-b"><a href="/x">{s.section}</a></div><h1 class="css-t">{s.title}</h1><div class="css-l">{s.lead}</div><div class="css-m"><span>{s.author}</span><span> • </span><span>{_english_day(s) if s.english else f"{s.when:%d/%m/%Y}"}</span><span> • </span><span>{"5 min read" if s.english else "5 phút đọc"}</span></div>
    <div class="css-body">{"".join(p)}</div><div class="css-tags">{"".join(f'<a href="/tag/{n}">{t}</a>' for n, t in enumerate(s.tags))}</div></div><div class="css-side"><div>{"Trending now" if s.english else "Đang được quan tâm"}</div>{_cards(s, "div", False)}</div></div><div class="css-foot">{"Stay in touch with us on social media" if s.english else "Theo dõi chúng tôi trên mạng xã hội"}</div></div>"""
    return News(_page(s, "Pulse", _og(s, "Pulse"), body), False, _lines(s))


def json_body(s: Report) -> News:
    """A page drawn by scripts: the text stands only in JSON-LD; the markup has title, lead and furniture."""
    full = "\n\n".join(map(_text, s.parts))
    body = f"""<div id="app"><header>{_nav(s)}</header><h1>{s.title}</h1><p>{s.lead}</p><div id="story" data-loading="true"></div><div class="rail">{_list(s)}</div></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="/app.js"></script>"""
    return News(_page(s, "Northwire", _og(s, "Northwire") + _json_ld(s, articleBody=full), body), True, _lines(s))


def tables(s: Report) -> News:
    """A business site: a data table and a chart's fallback text in the article, ticker above, disclaimer below."""
    p = _parts(s)
    rows = s.rows or (("Item" if s.english else "Hạng mục", "2024", "2025"), ("One" if s.english else "Loại một", "31,2", "35,9"), ("Two" if s.english else "Loại hai", "18,4", "16,0"))
    head = "".join(f"<th>{c}</th>" for c in rows[0])
    table = f'<table class="data"><thead><tr>{head}</tr></thead><tbody>{"".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows[1:])}</tbody></table>'
    ticker = "".join(f"<span>{name} <b>{value}</b> <i>+0,{n}%</i></span>" for n, (name, value) in enumerate((("VN-Index", "1.288,4"), ("Dow", "41.020"), ("Gold", "2.655"))))
    body = f"""<div class="ticker">{ticker}</div><header>{_nav(s)}</header><div class="l-content"><h1 class="title">{s.title}</h1><p class="dateandcat"><span class="pdate" data-role="publishdate">{s.when:%d-%m-%Y} - {s.when:%H:%M} {"PM" if s.when.hour > 12 else "AM"}</span> | <a href="/x">{s.section}</a></p><h2 class="sapo">{s.lead}</h2><div class="contentdetail">{"".join(p[:4])}{table}{"".join(p[4:])}<p class="author">{s.author}</p></div><p class="disclaimer">{"Information here is not investment advice." if s.english else "Thông tin trong bài không phải khuyến nghị đầu tư."}</p></div><div class="sb"><h3>{"Latest" if s.english else "Tin mới"}</h3>{_list(s)}</div><footer>Market Daily</footer>"""
    report = Report(s.title, s.lead, s.parts, s.captions, s.author, s.when, s.section, s.tags, s.others, s.comments, s.english, rows)
    return News(_page(s, "Market Daily", _og(s, "Market Daily"), body), True, _lines(report, rows=True), (s.author,))


def embeds(s: Report) -> News:
    """A news site with embedded posts and videos between the paragraphs."""
    p = _parts(s)
    tweet = '<blockquote class="twitter-tweet"><p lang="en">What a day. Thread below.</p>&mdash; Some Person (@someperson) <a href="https://twitter.com/x/status/1">May 3, 2025</a></blockquote><script async src="https://platform.twitter.com/widgets.js"></script>'
    video = '<div class="video"><iframe src="https://www.youtube.com/embed/x" title="YouTube video player"></iframe><div class="cap">Watch: the moment it happened</div></div>'
    insta = '<blockquote class="instagram-media"><div><a href="https://www.instagram.com/p/1/">View this post on Instagram</a><p><a href="https://www.instagram.com/p/1/">A post shared by Somebody (@somebody)</a></p></div></blockquote>'
    body = f"""<header><nav>{_nav(s)}</nav></header><main><article><h1>{s.title}</h1><p class="intro">{s.lead}</p><div class="byline">{"By" if s.english else "Tác giả:"} {s.author} <span class="updated">{"Published" if s.english else "Xuất bản"} {s.when:%H:%M %d/%m/%Y}</span></div>{"".join(p[:2])}{tweet}{"".join(p[2:4])}{video}{"".join(p[4:6])}{insta}{"".join(p[6:])}<div class="tags">{"".join(f"<a href='/t/{n}'>{t}</a>" for n, t in enumerate(s.tags))}</div></article></main><aside><h2>{"Popular" if s.english else "Phổ biến"}</h2>{_list(s)}</aside><footer>Open Square</footer>"""
    return News(_page(s, "Open Square", _json_ld(s), body), True, _lines(s), ("What a day. Thread below.", "Watch: the moment it happened", "— Some Person (@someperson) May 3, 2025", "View this post on Instagram", "A post shared by Somebody (@somebody)"))


def infinite(s: Report) -> News:
    """Endless scroll: the next article follows in full below this one."""
    p = _parts(s)
    other = next(r for r in REPORTS if r.english == s.english and r is not s)
    nxt = f'<article class="post"><h1><a href="/next">{other.title}</a></h1><div class="meta">{other.author} <time>{other.when:%d/%m/%Y %H:%M}</time></div><p>{other.lead}</p>{"".join(_parts(other))}</article>'
    body = f"""<header>{_nav(s)}</header><main class="stream"><article class="post"><h1>{s.title}</h1><div class="meta">{s.author} <time datetime="{_iso(s)}">{s.when:%d/%m/%Y %H:%M}</time></div><p class="sapo">{s.lead}</p><figure><img src="/m.jpg" alt=""><figcaption>{s.captions[0]}</figcaption></figure>{"".join(p)}<div class="share"><a>Facebook</a><a>Zalo</a></div></article><div class="ad">{"Advertisement" if s.english else "Quảng cáo"}</div>{nxt}</main><footer>Stream</footer>"""
    return News(_page(s, "Stream", _og(s, "Stream"), body), True, _lines(s), (s.captions[0],))


def live_blog(s: Report) -> News:
    """A live blog: a summary, then entries with their times, newest first; every entry belongs to the article."""
    entries = "".join(f'<li class="entry"><time>{s.when.hour:02}:{50 - 5 * n:02}</time><div><p>{escape(_text(x), quote=False)}</p></div><button>{"Share" if s.english else "Chia sẻ"}</button></li>' for n, x in enumerate(reversed(s.parts)))
    body = f"""<header>{_nav(s)}</header><main><div class="live">LIVE</div><h1>{s.title}</h1><p class="standfirst">{s.lead}</p><p>{s.when:%d/%m/%Y %H:%M} · {s.author}</p><ol class="entries">{entries}</ol></main><aside><h3>{"More coverage" if s.english else "Tin liên quan"}</h3>{_list(s)}</aside><footer>Wire</footer>"""
    times = tuple(f"{s.when.hour:02}:{50 - 5 * n:02}" for n in range(len(s.parts)))
    return News(_page(s, "Wire", _json_ld(s, "LiveBlogPosting"), body), True, _lines(s), times)


def blog(s: Report) -> News:
    """A personal blog: text, signature, share buttons, related posts, comments with long texts, side bar with a biography."""
    p = _parts(s)
    long = "I kept thinking about this all week. When I was young we had the same habit in our street, and it taught me more than any school did. Thank you for writing it down." if s.english else "Tôi nghĩ mãi về câu chuyện này suốt cả tuần. Hồi nhỏ xóm tôi cũng có thói quen ấy, và nó dạy tôi nhiều hơn mọi trường lớp. Cảm ơn bạn đã viết ra."
    about = "Hello, I am the keeper of this small corner. I write about what I see on long walks, and sometimes about bread." if s.english else "Chào bạn, mình là người giữ góc nhỏ này. Mình viết về những điều gặp trên đường đi bộ, thỉnh thoảng về bánh mì."
    body = f"""<div id="page"><header><p class="site-title"><a href="/">Long Walks</a></p><nav>{_nav(s)}</nav></header><div id="content"><div class="post"><h2 class="post-title">{s.title}</h2><p class="date-header">{_english_day(s) if s.english else f"{_DAYS[s.when.weekday()]}, {s.when.day} tháng {s.when.month}, {s.when.year}"}</p><div class="post-body"><p><em>{s.lead}</em></p>{"".join(p)}</div><div class="post-footer">{"Posted by" if s.english else "Đăng bởi"} {s.author} {"at" if s.english else "lúc"} {s.when:%H:%M} <a href="#c">3 {"comments" if s.english else "nhận xét"}</a></div></div>
    <div class="related"><h3>{"You might also like" if s.english else "Bài viết liên quan"}</h3>{_list(s)}</div><div id="c"><h4>3 {"comments" if s.english else "nhận xét"}:</h4><dl><dt>Anna:</dt><dd><p>{long}</p></dd></dl><ul>{_comments(s)}</ul></div></div><div id="sidebar"><h2>{"About me" if s.english else "Giới thiệu bản thân"}</h2><p>{about}</p><h2>{"Archive" if s.english else "Lưu trữ Blog"}</h2><ul><li>2025 (14)</li><li>2024 (52)</li></ul></div><footer>Powered by Blogger</footer></div>"""
    return News(_page(s, "Long Walks", "", body, title=f"Long Walks: {s.title}"), False, _lines(s), (f"Posted by {s.author} at {s.when:%H:%M} 3 comments",))


NEWS: dict[str, Callable[[Report], News]] = {
    layout.__name__: layout
    for layout in (
        broadsheet, vietnamese_daily, tabloid, amp, long_read, gallery, paywall, br_paragraphs, nested_divs, json_body,
        tables, embeds, infinite, live_blog, blog,
    )
}  # fmt: skip
"""Layouts by name."""
