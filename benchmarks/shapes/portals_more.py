"""A second set of portal pages, written when the rules had been mended on ``portals``: other themes, other traps."""

from __future__ import annotations

import random
from datetime import timedelta

from benchmarks.shapes import markup as m
from benchmarks.shapes.portals import (
    _COUNTER,
    _DAYS,
    _FOOT,
    _RATING,
    _SHARE,
    _SPEECH,
    Made,
    Variant,
    _doc,
    _liferay,
    _links,
    _mdefault,
    _menu,
    _nv,
    _nv_head,
    _slug,
)
from benchmarks.shapes.stories import Story


def _caption(t: str) -> str:
    return f'<p align="center"><img src="/a.jpg" width="600"></p><p align="center"><em>{t}</em></p>'


def nukeviet_renamed_module(s: Story, r: random.Random) -> Made:
    """Module renamed, index.php in the address, update time above the publication, text in a table cell."""
    late = s.when + timedelta(days=2)
    html = f"""<div class="wr">{_menu()}<div class="ct"><h2 class="tt">{s.title}</h2><div class="mt"><span>Cập nhật lúc: {late:%H:%M %d/%m/%Y}</span> <span>Đăng lúc: {s.when:%H:%M %d/%m/%Y}</span> <span>Đã xem: 12</span></div><div class="bodytext"><table><tr><td>{m.body(s, m.justified, _caption)}</td></tr></table></div><p style="text-align:right"><em>{s.author}</em></p>{_RATING}</div></div>{_COUNTER}"""
    return Made(f"http://huyenmau.example.gov.vn/index.php/hoat-dong/dan-van/{_slug(s)}-{s.number + 9}.html", _doc(s.title, html, _nv_head(s)), True, s.author)


def nukeviet_reprint(s: Story, r: random.Random) -> Made:
    """A reprint: source and author in one line under the text, an address in brackets."""
    html = f"""<nav>{_menu()}</nav><div class="news_column" itemscope itemtype="http://schema.org/NewsArticle"><h1 class="title" itemprop="headline">{s.title}</h1><span class="h5">{_DAYS[s.when.weekday()]} - {s.when:%d/%m/%Y %H:%M}</span><div class="hometext">{s.lead}</div><div id="news-bodyhtml" class="bodytext">{m.body(s, m.p, _caption, lead=False)}</div><p class="h5 text-right"><strong>Tác giả: </strong>{s.author}</p><p class="h5 text-right"><strong>Nguồn tin: </strong>Báo Cần Thơ</p><div class="alert alert-info">Chú ý: Việc đăng lại bài viết trên ở website hoặc các phương tiện truyền thông khác mà không ghi rõ nguồn là vi phạm bản quyền</div></div>"""
    return Made(_nv("btg", s), _doc(s.title, html, _nv_head(s)), True, s.author)


def hanoi_two_columns(s: Story, r: random.Random) -> Made:
    """Hanoi build: latest news with dates in front of the article."""
    html = f"""<div class="navi">{_menu()}</div><div class="portlet-boundary"><div class="tin-moi"><h3>TIN MỚI</h3>{_links(s, "<p><a href='/-/view_content/{n}1234-x.html'>{t}</a> <span>{d}</span></p>")}</div></div><div class="portlet-boundary"><div class="asset-full-content-title">{s.title}</div><div class="assetPublishDate block_timer">Ngày đăng {s.when:%d/%m/%Y} | {s.when:%H:%M} &nbsp;|&nbsp;View count: 1</div><div class="asset-full-content"><div class="asset-content" id="_101_1"><div class="sapo-wrapper"><p class="sapo"><strong></strong></p></div><div class="journal-content-article">{m.body(s, m.word, _caption)}<p align="right"><strong>{s.author} - Trung tâm VHTT&amp;TT huyện.</strong></p></div><p class="view-content-author" align="right"><strong><em>admin admin</em></strong></p></div></div></div>{_FOOT}"""
    return Made(f"http://huyenx.hanoi.example.gov.vn/cs/tin/-/view_content/{8100000 + s.number}-{_slug(s)}.html", _liferay("Tin - Huyện", html), True, s.author)


def liferay_update_first(s: Story, r: random.Random) -> Made:
    """Asset publisher: the time of the last edit stands in front of that of the publication."""
    late = s.when + timedelta(days=3)
    html = f"""{_menu()}<div class="portlet-asset-publisher"><div class="asset-full-content"><h1 class="asset-title">{s.title}</h1><div class="info"><span>Cập nhật lần cuối: {late:%d/%m/%Y %H:%M}</span><span>Ngày đăng: {s.when:%d/%m/%Y %H:%M}</span><span>Lượt xem: 1.022</span></div><div class="asset-content">{_SPEECH}<div class="journal-content-article">{m.body(s, m.p, m.figure)}<p>Nguồn: Cổng TTĐT tỉnh</p><p>{s.author}</p></div></div></div></div>{_COUNTER}"""
    return Made(f"https://so.example.gov.vn/tin/-/asset_publisher/AbCd12EfGh34/content/{_slug(s)}", _liferay("Tin", html), True, s.author, ("Nguồn: Cổng TTĐT tỉnh",))


def liferay_document(s: Story, r: random.Random) -> Made:
    """A state paper: heading of two columns, place and date, clauses, recipients, signature; all of it is the text."""
    head = '<table><tr><td>UBND XÃ TÂN LỘC</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr><tr><td>Số: 41/TB-UBND</td><td>Tân Lộc, ngày 5 tháng 3 năm 2024</td></tr></table>'
    html = f"""{_menu()}<div class="asset-full-content"><h3 class="asset-title">{s.title}</h3><div class="date-info">{s.when:%d/%m/%Y}</div><div class="asset-content"><div class="journal-content-article">{head}{m.body(s, m.justified, m.centred)}<p>Nơi nhận: Lưu VP.</p><p>TM. ỦY BAN NHÂN DÂN</p><p>KT. CHỦ TỊCH</p><p>(Đã ký)</p><p>Đỗ Văn Phú</p></div></div></div>"""
    extra = ("UBND XÃ TÂN LỘC | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 41/TB-UBND | Tân Lộc, ngày 5 tháng 3 năm 2024", "Nơi nhận: Lưu VP.", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "(Đã ký)", "Đỗ Văn Phú")
    return Made(f"https://so.example.gov.vn/tb/-/asset_publisher/AbCd12EfGh34/content/id/{s.number + 5000}", _liferay("Thông báo", html), False, None, extra)


def tiengiang_modern(s: Story, r: random.Random) -> Made:
    """Tiền Giang portlet in a newer theme, views beside the day, gallery under the text."""
    html = f"""<header>{_menu()}</header><main><div class="heading">Chi tiết tin</div><h2>{s.title}</h2><p>{s.when:%d/%m/%Y} - Lượt xem: 33</p><div>{m.body(s, m.div, m.centred)}<p><strong><em>Tin và ảnh: {s.author}</em></strong></p></div><ul>{_links(s, "<li><a href='/chi-tiet-tin?/tin-{n}/{n}'>{t}</a></li>")}</ul></main><p>Thống Kê Truy Cập</p><p>Tuần hiện tại: -</p><p>Tuần trước: -</p><p>Tháng trước: -</p>"""
    return Made(f"https://huyenmau.tiengiang.example.gov.vn/chi-tiet-tin?/{_slug(s)}/{s.number + 9000}", _liferay("Chi tiết tin", html), False, s.author)


def mdefault_no_date(s: Story, r: random.Random) -> Made:
    """No date but today's in the header."""
    html = f"""<div>Thứ năm, ngày 19 tháng 11 năm 2026</div>{_menu()}<div class="Content"><span class="TitleNews">{s.title}</span><div><b>{s.lead}</b></div><div>{m.body(s, m.p, m.framed, lead=False)}</div><p><b>{s.author}</b></p><div>Tin cùng loại</div>{_links(s, "<div><a href='/mDefault.aspx?sid=1&pageid=2&catid=3&id={n}'>{t}</a></div>")}</div><p>Đang online: 3</p><p>Tất cả: 12.001</p>"""
    return Made(f"http://tinhmau.example.gov.vn/mDefault.aspx?sid=1443&pageid=6590&catid=70&id={680000 + s.number}&catname=x&title={_slug(s)}", _mdefault("Cổng", html), None, s.author)


def sharepoint_brackets(s: Story, r: random.Random) -> Made:
    """SharePoint: date with a zone in square brackets, nested ExternalClass, tools between title and text."""
    body = m.body(s, m.div, m.centred).replace("hội", "h\u200bội")
    html = f"""<form id="aspnetForm">{_menu()}<div class="tinchitiet"><div class="lb-title">{s.title}</div><div class="lb-date">{_DAYS[s.when.weekday()]}, {s.when:%d/%m/%Y}, {s.when:%H:%M} [GMT+7]</div><div>Xem cỡ chữ: A- A+ | In trang | Gửi email</div><div class="ExternalClassABCDEF0123456789ABCDEF0123456789"><div class="ms-rtestate-field">{body}</div></div><div style="text-align:right;font-weight:bold">{s.author}</div><div><span>Các bài viết khác</span><ul>{_links(s)}</ul></div></div></form>{_FOOT}"""
    return Made(f"https://somau.example.gov.vn/tintuc/Pages/tin-tong-hop.aspx?CateID=610&ItemID={s.number + 55000}", _doc("Sở", html, '<script src="/_layouts/15/x.js"></script>'), True, s.author)


def tandan_upper_title(s: Story, r: random.Random) -> Made:
    """Tân Dân: title in capitals in the trail, lead bold in the text."""
    html = f"""<form>{_menu()}<div>Trang chủ / Tin tức / {s.title}</div><div class="tandan-p-article-news-title">{s.title}</div><span class="tandan-span-date-publish">Đăng ngày {s.when:%d - %m - %Y}</span><div>100%</div><div class="tandan-p-article-main"><p><strong>{s.lead}</strong></p>{m.body(s, m.justified, _caption, lead=False)}<p align="right"><strong>Tác giả: {s.author}</strong></p></div><div class="tandan-div-article-other">Tin liên quan<ul>{_links(s)}</ul></div></form>"""
    return Made(f"https://xamau.example.gov.vn/portal/Pages/{s.when.year}-{s.when.month}-{s.when.day}/{_slug(s)}ja6ggf.aspx", _doc("Tin", html), False, s.author)


def vccorp_source(s: Story, r: random.Random) -> Made:
    """VCCorp: date without a role, source line, author in the last paragraph, a video box."""
    html = f"""<header>{_menu()}</header><div class="detail"><h1 class="article-title">{s.title}</h1><div class="time-source"><span>{s.when:%H:%M}</span> | <span>{s.when:%d/%m/%Y}</span></div>{_SPEECH}<div class="article-sapo"><p>{s.lead}</p></div><div class="article-body" itemprop="articleBody">{m.body(s, m.p, m.figure, lead=False)}<p class="author"><strong>{s.author}</strong></p></div>{_SHARE}<div class="box-stream-item"><a href="/a-173250211165500301.htm">{s.others[0]}</a></div></div>{_FOOT}"""
    return Made(f"https://xax.hanoi.example.gov.vn/{_slug(s)}-173{s.when:%y%m%d%H%M}11{200 + s.number % 100}.htm", _doc(s.title, html), True, s.author)


def vnportal_one_line(s: Story, r: random.Random) -> Made:
    """vnPortal: author and source on one line, a data table, print and comment tools."""
    html = f"""<header>{_menu()}</header><article><h1>{s.title}</h1><div><i>{s.when:%d/%m/%Y %H:%M}</i> | Lượt xem: 1,204 | Phản hồi: 0</div><div class="ck-content">{m.body(s, m.p, m.figure)}</div><p style="text-align:right">Tác giả: {s.author} | Nguồn tin: Đài TT-TH</p><p>Ý kiến bình luận</p></article><ul>{_links(s, "<li><a href='/tin/abc-950{n}'>{t}</a></li>")}</ul>{_COUNTER}<img src="https://storage-vnportal.example.vn/quantritintuc/x.jpg">"""
    return Made(f"https://xamau.tinh.example.gov.vn/tin-noi-bat/{_slug(s)}-{951000 + s.number}?pageindex=0", _doc("Xã", html), True, s.author)


def view_article_bare(s: Story, r: random.Random) -> Made:
    """Quảng Bình: nothing printed but title and text; the moment is in the address."""
    html = f"""{_menu()}<div><p><b>{s.title}</b></p>{m.body(s, m.p, m.centred)}<p><em>{s.author}</em></p></div>{_FOOT}"""
    return Made(f"https://tinhx.example.gov.vn/chi-tiet-tin/-/view-article/1/13848241113627/{int(s.when.timestamp() * 1000)}", _doc("Chi tiết tin", html), True, s.author)


def webcenter_labels(s: Story, r: random.Random) -> Made:
    """WebCenter: labelled facts in a table above the text."""
    html = f"""{_menu()}<div class="chitiet"><h2>{s.title}</h2><table><tr><td>Ngày đăng tin</td><td>{s.when:%d/%m/%Y} | {s.when:%H:%M}</td></tr><tr><td>Tác giả</td><td>{s.author}</td></tr></table><div>{m.body(s, m.justified, m.framed)}</div></div>{_COUNTER}"""
    return Made(f"https://tinhx.example.gov.vn/webcenter/portal/ubnd/pages_tin-tuc/chi-tiet?dDocName=PORTAL{160000 + s.number}", _doc("Cổng", html), True, s.author, (f"Tác giả | {s.author}", f"Ngày đăng tin | {s.when:%d/%m/%Y} | {s.when:%H:%M}"))


def dnn_mvc_home(s: Story, r: random.Random) -> Made:
    """DotNetNuke MVC module: bootstrap card, author with unit at the end."""
    html = f"""<form id="Form"><div id="dnn_Top">{_menu()}</div><div id="dnn_ctr2239_View"><div class="card"><h4 class="card-title">{s.title}</h4><p class="card-text"><small>{s.when:%d/%m/%Y %H:%M:%S}</small></p><div class="card-body">{m.body(s, m.p, m.figure)}<p style="text-align:right"><b>{s.author}, Văn phòng UBND xã</b></p></div></div></div></form>{_FOOT}"""
    return Made(f"https://sox.example.gov.vn/Home/moduleId/2239/itemId/{s.number + 49000}/controller/BaiViet/action/ChiTiet", _doc("Sở", html, '<script src="/DesktopModules/MVC/x.js"></script>'), True, s.author)


def drupal_7_panels(s: Story, r: random.Random) -> Made:
    """Drupal 7 with panels: date in a pane, body in field-name-field-noi-dung, counters in a block."""
    html = f"""<div id="navigation">{_menu()}</div><div class="panel-pane pane-node-title"><h2 class="pane-title">{s.title}</h2></div><div class="panel-pane pane-node-created">{_DAYS[s.when.weekday()]}, {s.when:%d/%m/%Y} - {s.when:%H:%M}</div><div class="field field-name-field-noi-dung"><div class="field-item">{m.body(s, m.p, m.centred)}</div></div><div class="field field-name-field-tac-gia"><div class="field-label">Tác giả:&nbsp;</div><div class="field-items"><div class="field-item">{s.author}</div></div></div><div class="service-links">Facebook Twitter</div>{_COUNTER}"""
    return Made(f"https://sox.example.gov.vn/vi/{_slug(s)}", _doc(f"{s.title} | Sở", html, '<meta name="Generator" content="Drupal 7 (http://drupal.org)">', ' class="html page-node page-node-12 node-type-tin"'), True, s.author)


def wordpress_newspaper(s: Story, r: random.Random) -> Made:
    """WordPress newspaper theme: views, share counts, author box with a biography, previous and next."""
    html = f"""<div class="td-header">{_menu()}</div><article class="post td-post-template"><div class="td-crumb">Trang chủ Dân vận {s.title}</div><header class="td-post-title"><ul class="td-category"><li><a href="/dv">Dân vận</a></li></ul><h1 class="entry-title">{s.title}</h1><div class="td-module-meta-info"><div class="td-post-author-name">Bởi <a>Quản trị</a> - </div><span class="td-post-date"><time class="entry-date" datetime="{s.when.isoformat()}">{s.when:%d/%m/%Y}</time></span><div class="td-post-views">343</div></div></header><div class="td-post-content">{m.body(s, m.p, lambda t: f'<figure><img src="/wp-content/a.jpg"><figcaption>{t}</figcaption></figure>')}<p style="text-align: right;"><strong>Bài và ảnh: {s.author}</strong></p><p>Post Views: 343</p></div><footer><div class="td-post-sharing">Chia sẻ Facebook Twitter</div><div class="td-post-next-prev">Bài trước {s.others[0]} Bài tiếp theo {s.others[1]}</div><div class="author-box-wrap"><p>Quản trị</p><p>Ban biên tập trang thông tin điện tử của xã chúng tôi, luôn lắng nghe bà con.</p></div></footer></article>"""
    return Made(f"https://xay.example.gov.vn/dan-van/{_slug(s)}/", _doc(s.title, html, '<link rel="https://api.w.org/" href="/wp-json/"><script src="/wp-content/themes/Newspaper/x.js"></script>', f' class="single single-post postid-{s.number}"'), True, s.author)


def joomla_k2(s: Story, r: random.Random) -> Made:
    """Joomla with K2: tool bar, rating form, author block, related items."""
    html = f"""<div class="menu">{_menu()}</div><div id="k2Container" class="itemView"><div class="itemHeader"><span class="itemDateCreated">{_DAYS[s.when.weekday()]}, {s.when:%d} Tháng {s.when.month} {s.when.year} {s.when:%H:%M}</span><h2 class="itemTitle">{s.title}</h2><span class="itemAuthor">Viết bởi <a>Super User</a></span></div><div class="itemToolbar"><ul><li>Cỡ chữ giảm cỡ chữ tăng cỡ chữ</li><li>In</li><li>Email</li></ul></div><div class="itemRatingBlock"><span>Bình chọn cho bài viết này</span><ul><li>1</li><li>2</li></ul><span>(0 bình chọn)</span></div><div class="itemBody"><div class="itemIntroText"><p>{s.lead}</p></div><div class="itemFullText">{m.body(s, m.p, m.centred, lead=False)}<p>{s.author}</p></div></div><div class="itemContentFooter"><span class="itemHits">Đọc <b>77</b> lần</span></div><div class="itemRelated"><h3>Mới hơn</h3><ul>{_links(s)}</ul></div></div>"""
    return Made(f"http://sox.example.gov.vn/index.php/tin/item/{s.number + 88}-{_slug(s)}", _doc(s.title, html, '<meta name="generator" content="Joomla! - Open Source Content Management"><link href="/components/com_k2/css/k2.css">'), True, s.author)


def unknown_custom_elements(s: Story, r: random.Random) -> Made:
    """Server-rendered Angular: custom elements, no headings, marquee with other titles."""
    html = f"""<app-root><app-header>{_menu()}<marquee>{" - ".join(s.others[:3])}</marquee></app-header><app-detail><div class="t">{s.title}</div><div class="d"><mat-icon>calendar_today</mat-icon> {s.when:%d/%m/%Y %H:%M}</div><div class="i"><strong>{s.lead}</strong></div><div class="c">{m.body(s, m.p, m.figure, lead=False)}<p style="text-align: right">{s.author}</p></div></app-detail><app-related><div>Tin liên quan</div>{_links(s, "<div><a href='/tin/{n}'>{t}</a> {d}</div>")}</app-related></app-root>{_FOOT}"""
    return Made(f"https://ubmttq.example.org.vn/tin-tuc/{_slug(s)}-{s.number + 1000}", _doc("Ủy ban MTTQ", html), True, s.author)


def unknown_short(s: Story, r: random.Random) -> Made:
    """One paragraph only."""
    html = f"""<div class="top">{_menu()}</div><div class="main"><h1>{s.title}</h1><span class="date">{s.when:%d-%m-%Y}</span><p>{s.lead}</p><p style="text-align:right"><i>{s.author}</i></p></div><div class="other"><h2>Tin khác</h2><ul>{_links(s)}</ul></div>{_COUNTER}{_FOOT}"""
    return Made(f"https://hoix.example.org.vn/tin/{_slug(s)}-{s.number + 77}.html", _doc(f"{s.title} - Hội", html), False, s.author, text=False)


def unknown_photo_story(s: Story, r: random.Random) -> Made:
    """Pictures with captions in divs after a short text; counters glued to the date."""
    photos = "".join(f'<div class="pic"><img src="/{n}.jpg"><div class="pic-caption">{t}</div></div>' for n, t in enumerate(s.others[:4]))
    html = f"""<div>{_menu()}</div><div class="bv"><h2 class="bv-t">{s.title}</h2><div class="bv-m">{_DAYS[s.when.weekday()]} - {s.when:%d/%m/%Y %H:%M} 681 0</div><div class="bv-s">{s.lead}</div><div class="bv-b">{m.body(s, m.p, m.centred, lead=False)}{photos}<p><strong>{s.author}</strong></p></div></div>{_FOOT}"""
    return Made(f"https://xaz.example.gov.vn/tin/{_slug(s)}-{s.number + 70}.html", _doc(s.title, html), True, s.author, s.others[:4])


def unknown_font_tags(s: Story, r: random.Random) -> Made:
    """An old site: fonts, capital title, Word markup, date in brackets after the title on the same line."""
    html = f"""<table width="1000"><tr><td>{_menu()}</td><td><p align="center"><font size="4" color="red"><b>{s.title}</b></font> <font size="1">({s.when:%d/%m/%Y})</font></p>{m.body(s, m.word, m.centred)}<p class="MsoNormal" align="right"><b><i>{s.author} (Tổng hợp)</i></b></p><p><a href="javascript:history.back()">Quay lại</a></p><hr><p><b>Các tin khác:</b></p>{_links(s, "<p>- <a href='view.asp?id={n}'>{t}</a> <i>({d})</i></p>")}</td></tr></table><p>Số lượt truy cập: 1.202.111</p>"""
    return Made(f"http://ldld.example.org.vn/view.asp?id={s.number + 400}", _doc("LĐLĐ", html), False, s.author)


MORE: dict[str, Variant] = {
    variant.__name__: variant
    for variant in (
        nukeviet_renamed_module, nukeviet_reprint, hanoi_two_columns, liferay_update_first, liferay_document,
        tiengiang_modern, mdefault_no_date, sharepoint_brackets, tandan_upper_title, vccorp_source, vnportal_one_line,
        view_article_bare, webcenter_labels, dnn_mvc_home, drupal_7_panels, wordpress_newspaper, joomla_k2,
        unknown_custom_elements, unknown_short, unknown_photo_story, unknown_font_tags,
    )
}  # fmt: skip
"""Pages by name."""
