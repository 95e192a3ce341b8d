"""Article pages of the content systems that portals run, in themes that no golden case has.

Written from what the systems are known to print, before danvan read them for the first time: other class names, side
boxes inside the article's element, share bars, readers' ratings, text-to-speech, counters, by-lines in every place.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from benchmarks.shapes import markup as m
from benchmarks.shapes.stories import Story
from crawler.text import fold

_DAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class Made:
    """A page: its address and source, whether it tells the minute (None: not even the day), and who signs it."""

    url: str
    html: str
    exact: bool | None
    author: str | None = None
    extra: tuple[str, ...] = ()
    """Lines that a text may have or not: captions of its own, names of files, labels."""
    lead: bool = True
    """The story's lead is on the page."""
    text: bool = True
    """The story's paragraphs are on the page."""


Variant = Callable[[Story, random.Random], Made]


def _doc(title: str, body: str, head: str = "", attributes: str = "") -> str:
    return f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}</head><body{attributes}>{body}</body></html>'


def _menu(names: str = "Trang chủ|Giới thiệu|Tin tức - Sự kiện|Công tác dân vận|Văn bản|Thủ tục hành chính|Liên hệ") -> str:
    return "<ul>" + "".join(f'<li><a href="/m/{n}">{t}</a></li>' for n, t in enumerate(names.split("|"))) + "</ul>"


def _links(s: Story, form: str = "<li><a href='/x/{n}-{n}.html'>{t}</a></li>") -> str:
    return "".join(form.format(n=n + 900, t=t, d=f"{n + 3:02}/0{n % 9 + 1}/2024") for n, t in enumerate(s.others[:6]))


def _slug(s: Story) -> str:
    return "-".join("".join(c for c in fold(w) if c.isalnum()) for w in s.title.split())[:90]


_SPEECH = '<div class="audio-box"><button>▶ Nghe bài viết</button><span>0:00 / 3:41</span><select><option>Giọng nữ miền Bắc</option></select><span>1x</span></div>'
_SHARE = '<div class="chia-se"><span>Chia sẻ bài viết:</span><a href="#">Facebook</a><a href="#">Zalo</a><a href="#">Sao chép liên kết</a></div>'
_RATING = '<div class="danh-gia"><p>Đánh giá bài viết</p><ul><li>1</li><li>2</li><li>3</li><li>4</li><li>5</li></ul><p>Điểm trung bình: 4.8/5 (12 lượt đánh giá)</p></div>'
_COUNTER = '<div class="tk"><h3>Thống kê truy cập</h3><p>Đang truy cập: 41</p><p>Hôm nay: 1.902</p><p>Tháng hiện tại: 45.119</p><p>Tổng lượt truy cập: 9.120.448</p></div>'
_FOOT = '<div class="chan-trang"><p>TRANG THÔNG TIN ĐIỆN TỬ XÃ TÂN LỘC</p><p>Chịu trách nhiệm chính: Ông Đỗ Văn Phú - Chủ tịch UBND xã</p><p>Địa chỉ: Thôn Trung, xã Tân Lộc. Điện thoại: 0203 300 0000</p><p>Ghi rõ nguồn khi phát hành lại thông tin từ website này</p></div>'


def _nv(name: str, s: Story) -> str:
    return f"https://{name}.example.gov.vn/vi/news/cong-tac-dan-van/{_slug(s)}-{s.number + 500}.html"


def _nv_head(s: Story, article: bool = True) -> str:
    og = f'<meta property="og:type" content="article"><meta property="og:title" content="{escape(s.title)}"><meta property="og:description" content="{escape(s.lead[:150])}...">' if article else ""
    return f'<meta name="generator" content="NukeViet v4.4">{og}<script>var nv_base_siteurl="/",nv_lang_data="vi",nv_module_name="news",nv_func_name="detail";</script>'


def nukeviet_box_theme(s: Story, r: random.Random) -> Made:
    """An imported skin: date, views and comments on one line, tool bar, TTS, related box inside the body."""
    body = m.body(s, m.p, m.centred, lead=False)
    html = f"""<header>{_menu()}</header><div class="noi-dung"><div class="tieu-de-trang">Công tác dân vận</div><div class="bai-viet"><h1 class="ten-bai">{s.title}</h1><div class="thong-tin"><i class="far fa-clock"></i> {_DAYS[s.when.weekday()]} - {s.when:%d/%m/%Y %H:%M} <span><i class="fa fa-eye"></i> 1.204</span> <span><i class="fa fa-comment"></i> 0</span> <a href="javascript:;">In ra</a></div>{_SPEECH}<div class="tom-tat">{s.lead}</div>
    <div class="chi-tiet">{body}<div class="tin-lq"><strong>Tin liên quan</strong><ul>{_links(s)}</ul></div></div><p class="text-right"><strong>Tác giả bài viết:</strong> {s.author}</p>{_RATING}{_SHARE}</div><div class="khac"><h3>Những tin mới hơn</h3><ul>{_links(s, "<li><a href='/x/{n}.html'>{t}</a> ({d})</li>")}</ul></div></div><aside>{_COUNTER}</aside>{_FOOT}<div id="timeoutsess" class="chromeframe">Bạn đã không sử dụng Site, <a href="#">Bấm vào đây để duy trì trạng thái đăng nhập</a>. Thời gian chờ: <span>60</span> giây</div>"""
    return Made(_nv("tanloc", s), _doc(s.title, html, _nv_head(s)), True, s.author)


def nukeviet_mobile_skin(s: Story, r: random.Random) -> Made:
    """A phone skin without microdata."""
    body = m.body(s, m.p, m.figure, lead=False)
    html = f"""<div class="m-head"><h1>Huyện ủy Trà Sơn</h1><a href="#menu">Menu</a></div><div class="m-main"><h1>{s.title}</h1><p class="m-time"><em>{s.when:%d/%m/%Y %H:%M}</em> - Đã xem: 322</p><div class="m-home"><strong>{s.lead}</strong></div><div class="bodytext">{body}</div><p class="m-by">Tác giả: {s.author}</p><p class="m-by">Nguồn tin: Đài truyền thanh huyện</p><div class="socialicon">Chia sẻ</div><div><h4>Những tin cũ hơn</h4><ul class="related">{_links(s)}</ul></div></div><div class="m-foot">© Bản quyền thuộc về Huyện ủy Trà Sơn</div>"""
    return Made(_nv("huyenuytrason", s), _doc(s.title, html, _nv_head(s)), True, s.author, ("Nguồn tin: Đài truyền thanh huyện",))


def nukeviet_34(s: Story, r: random.Random) -> Made:
    """Version 3.4 with capitals in the address."""
    body = m.body(s, m.br2, m.framed, lead=False)
    slug = "-".join(w.capitalize() for w in _slug(s).split("-"))
    html = f"""<div id="page"><div id="topmenu">{_menu()}</div><div class="breadcrumbs"><a href="/">Trang nhất</a> » <a href="/vi/news/">Tin Tức</a> » <a href="/vi/news/Dan-van/">Dân vận</a></div><div id="news_detail"><h1>{s.title}</h1><span class="time">{_DAYS[s.when.weekday()]} - {s.when:%d/%m/%Y %H:%M}</span><div class="clear"></div><div id="hometext">{s.lead}</div><div class="bodytext">{body}</div><p style="text-align: right;"><strong>Tác giả bài viết: </strong>{s.author}</p><div class="fr">Tổng số điểm của bài viết là: 5 trong 1 đánh giá<br>Click để đánh giá bài viết</div><div class="keywords">Từ khóa: <a href="/vi/news/tag/x/">chưa có</a></div><p><strong>Những tin mới hơn</strong></p><ul class="related">{_links(s)}</ul></div>{_COUNTER}</div>"""
    url = f"http://xabinhan.example.gov.vn/vi/news/Dan-van/{slug}-{s.number + 300}/"
    return Made(url, _doc(f"{s.title} - Dân vận", html, '<meta name="generator" content="NukeViet v3.4"><script>var nv_siteroot="/",nv_module_name="news",nv_func_name="detail";</script>'), True, s.author)


def nukeviet_sidebar_in_article(s: Story, r: random.Random) -> Made:
    """Side column inside the article's own element, writer in the last paragraph of the text."""
    body = m.body(s, m.justified, m.framed, lead=False) + f'<p style="text-align:right"><strong>{s.author}</strong></p>'
    html = f"""<div class="container"><nav>{_menu()}</nav><div class="row" itemscope itemtype="http://schema.org/NewsArticle"><meta itemprop="datePublished" content="{s.when.replace(day=1):%Y-%m-%d}T08:00:00+07:00"><div class="col-9"><h1 class="title" itemprop="headline">{s.title}</h1><div class="post-info"><span class="h5">{_DAYS[s.when.weekday()]} - {s.when:%d/%m/%Y %H:%M}</span></div><div class="hometext" itemprop="description">{s.lead}</div><div id="news-bodyhtml" class="bodytext">{body}</div></div><div class="col-3"><h4>Tin xem nhiều</h4>{_links(s, "<div><a href='/{n}.html'>{t}</a></div>")}</div></div></div>{_FOOT}"""
    return Made(_nv("mttqtinh", s), _doc(s.title, html, _nv_head(s)), True, None, (s.author,))


def nukeviet_pdf_only(s: Story, r: random.Random) -> Made:
    """A notice whose text is a PDF: title, lead, file."""
    html = f"""<nav>{_menu()}</nav><div class="news_column panel panel-default" itemscope itemtype="http://schema.org/NewsArticle"><div class="panel-body"><h1 class="title margin-bottom-lg" itemprop="headline">{s.title}</h1><span class="h5">{_DAYS[s.when.weekday()]} - {s.when:%d/%m/%Y %H:%M}</span><div class="hometext m-bottom" itemprop="description">{s.lead}</div><div id="news-bodyhtml" class="bodytext"><iframe src="/viewer?file=/uploads/news/2024_05/ke-hoach.pdf"></iframe></div><h3 class="newh3">File đính kèm</h3><div class="news-download-file"><a href="/index.php?language=vi&nv=news&op=x&download=1&id=1"><strong>Tập tin 1</strong></a></div></div></div>{_FOOT}"""
    return Made(_nv("xacauda", s), _doc(s.title, html, _nv_head(s)), True, None, text=False)


def _liferay(title: str, body: str) -> str:
    return _doc(title, f'<a id="skip-to-content" href="#main-content">Truy cập nội dung luôn</a>{body}', '<script>var Liferay={};Liferay.currentURL="/";</script>')


def hanoi_shared_theme(s: Story, r: random.Random) -> Made:
    """Hanoi build, other district: date line in English, title in h2, TTS and rating inside."""
    body = m.body(s, m.word, m.centred, lead=False) + f"<p align=right><b>{s.author}</b></p>"
    html = f"""<div id="wrapper"><div class="navi">{_menu()}</div><div id="main-content" class="so_4thn"><div class="portlet-boundary portlet-boundary_101_"><div class="dd_chuyenmuc"><span class="tintuc"><p>CÔNG TÁC DÂN VẬN</p></span></div><h2 class="asset-full-content-title">{s.title}</h2><div class="assetPublishDate block_timer">Publish date {s.when:%d/%m/%Y} | {s.when:%I:%M %p}&nbsp;|&nbsp;View count: 1.203</div>{_SPEECH}<div class="asset-full-content show-asset-title"><div class="asset-content" id="_101_99112"><div class="sapo-wrapper"><p class="sapo"><strong>{s.lead}</strong></p></div><div class="journal-content-article">{body}</div><p class="view-content-author" align="right"><strong><em>Admin Quận</em></strong></p></div></div><div class="asset-control-detail"><span class="print-action"><a href="#">Print</a></span><span class="mailto-action"><a href="mailto:">Send email</a></span></div><div class="related_asset"><div class="related_asset_title">Other News</div><ul>{_links(s)}</ul></div></div></div>{_COUNTER}</div>"""
    return Made(f"https://quanmau.hanoi.example.gov.vn/dan-van/-/view_content/{8000000 + s.number}-{_slug(s)}.html", _liferay("Công tác dân vận", html), True, s.author)


def hanoi_plain_paragraphs(s: Story, r: random.Random) -> Made:
    """Hanoi build without a lead mark; the text is loose in the article's element; a day without a time."""
    body = m.body(s, m.div, m.framed)
    html = f"""<div class="portlet-boundary"><div class="asset-full-content-title">{s.title}</div><div class="assetPublishDate block_timer">Ngày đăng {s.when:%d/%m/%Y} | 12:00 AM | View count: 55</div><div class="asset-full-content show-asset-title"><div class="asset-content" id="_101_77">{body}<div>{s.author}</div><p class="view-content-author" align="right"><strong><em>ad Phòng Văn hóa</em></strong></p></div></div><div class="related_asset"><div class="related_asset_title">Các tin khác</div><ul class="related_asset_list">{_links(s)}</ul></div></div>{_FOOT}"""
    return Made(f"http://xamoi.huyenmau.hanoi.example.gov.vn/web/guest/tin/-/view_content/{7000000 + s.number}-{_slug(s)}.html", _liferay("Tin - Xã", html), False, s.author)


def asset_62_metadata(s: Story, r: random.Random) -> Made:
    """Asset publisher 6.2: actions above, metadata line under the text."""
    body = m.body(s, m.p, m.centred)
    html = f"""<div id="banner">{_menu()}</div><div id="content"><div class="portlet-asset-publisher"><h1 class="header-title"><span>{s.title}</span></h1><div class="asset-full-content"><div class="asset-user-actions"><div class="print-action"><a href="#">In</a></div><div class="locale-actions">English</div></div><div class="asset-content" id="x_INSTANCE_1"><div class="journal-content-article">{body}<p style="text-align: right;"><em>{s.author}</em></p></div><div class="asset-flag">Báo cáo vi phạm</div><div class="asset-ratings">Đánh giá của bạn Trung bình (0 Votes)</div></div><div class="asset-metadata"><span class="metadata-entry metadata-publish-date">Ngày đăng {s.when:%d/%m/%Y %H:%M}</span> <span class="metadata-entry metadata-view-count">120 lượt xem</span></div></div></div></div>{_FOOT}"""
    return Made(f"https://sotinh.example.gov.vn/tin-tuc/-/asset_publisher/AbCd12EfGh34/content/{_slug(s)}", _liferay(f"{s.title} - Tin tức", html), True, s.author)


def asset_7_display(s: Story, r: random.Random) -> Made:
    """Asset publisher 7.x of a ward: component title, date-info, social bookmarks, related list, header clock."""
    body = m.body(s, m.justified, m.figure, lead=False)
    html = f"""<header><div id="notify-title"><span id="current_datetime">Thứ bảy, 22/11/2026</span></div><marquee>Chào mừng đến với trang thông tin điện tử phường</marquee>{_menu()}</header><section class="portlet"><div class="portlet-body"><h4 class="component-title"><span class="header-back-to"><a href="/">Trở về</a></span><span class="asset-title d-inline">{s.title}</span></h4><div class="asset-full-content clearfix"><div class="metadata-author"><span class="user-info">Quản trị phường</span> <span class="date-info">{s.when:%d/%m/%Y} {s.when:%H:%M}</span> <span class="asset-view-count-info">12 Lượt xem</span></div><div class="asset-content"><div class="journal-content-article" data-analytics-asset-id="1"><div class="sapo">{s.lead}</div>{body}<p><strong>Tin, ảnh: {s.author}</strong></p></div></div><div class="taglib-social-bookmarks"><a>Facebook</a></div><div class="related_asset"><ul>{_links(s)}</ul></div></div></div></section>{_FOOT}"""
    return Made(f"https://phuongmau.thanhpho.example.gov.vn/chi-tiet-bai-viet/-/asset_publisher/QwEr12TyUi90/content/id/{900000 + s.number}", _liferay("Chi tiết bài viết", html), True, s.author)


def asset_bare_portlet(s: Story, r: random.Random) -> Made:
    """A custom portlet on Liferay 7: nothing but own class names, the bare number as query."""
    body = m.body(s, m.p, m.framed)
    html = f"""{_menu()}<div class="portlet-boundary portlet-static"><div class="detail-news-qn"><p class="cate">Tin hoạt động</p><p class="ten">{s.title}</p><p class="ngay">{s.when:%H:%M} | {s.when:%d/%m/%Y}</p><div class="nd">{body}</div><p class="but-danh">{s.author}</p><p>Xem thêm:</p><ul>{_links(s)}</ul></div></div>{_COUNTER}"""
    return Made(f"https://tinhmau.example.gov.vn/web/portal-tm/xem-chi-tiet/-/asset_publisher//Content/{_slug(s)}?{22000000 + s.number}", _liferay("Xem chi tiết", html), True, s.author)


def tiengiang_tools(s: Story, r: random.Random) -> Made:
    """Tiền Giang portlet: portlet heading, tools, day, text, author label, counters printed twice with dashes."""
    body = m.body(s, m.justified, m.centred)
    dash = "<p>Thống Kê Truy Cập</p><p>Đang truy cập : -</p><p>Hôm nay : -</p><p>Tuần hiện tại : -</p><p>Tổng : -</p>"
    html = f"""<div class="tg-menu">{_menu()}</div><section class="portlet"><header><h1 class="portlet-title"><span class="portlet-title-text">Chi tiết tin</span></h1></header><div class="portlet-content"><div class="tg-ct"><h3>{s.title}</h3><div class="tg-ngay">{s.when:%d/%m/%Y}</div><div class="tg-tool"><a>A-</a> <a>A</a> <a>A+</a> <a>In bài viết</a></div><div class="tg-nd">{body}</div><div class="tg-tg">Tác giả: {s.author}</div></div><div class="tg-khac"><b>Các tin khác</b><ul>{_links(s)}</ul></div></div></section>{dash}{dash}{_FOOT}"""
    return Made(f"https://xaan.huyen.tiengiang.example.gov.vn/chi-tiet-tin?/{_slug(s)}/{s.number + 4000}", _liferay("Chi tiết tin", html), False, s.author)


def tiengiang_table(s: Story, r: random.Random) -> Made:
    """The same address on a table layout, encoded; the writer glued to the last sentence."""
    parts = m.body(s, m.p, m.framed)
    html = f"""<table><tr><td>{_menu()}</td><td><div>Trang chủ &gt; Tin tức</div><div><b>{s.title}</b></div><div><i>Ngày {s.when:%d/%m/%Y}</i></div><div>{parts}<p>Đó là niềm vui của bà con sau nhiều tháng chung sức làm việc nghĩa ở quê hương mình. {s.author}</p></div></td></tr></table>{_COUNTER}"""
    return Made(f"https://xaan.huyen.tiengiang.example.gov.vn/chi-tiet-tin?%2F{_slug(s)}%2F{s.number + 4000}=", _liferay("Chi tiết tin - Xã An", html + '<a href="/chi-tiet-tin?/mot-tin-khac/12">Tin khác</a>'), False, s.author, ("Đó là niềm vui của bà con sau nhiều tháng chung sức làm việc nghĩa ở quê hương mình.",))


def _mdefault(title: str, body: str) -> str:
    return _doc(title, f'<form method="post" action="mDefault.aspx" id="form1"><input type="hidden" name="__VIEWSTATE" value="/wEPDw"><div>{body}</div></form>')


def mdefault_province(s: Story, r: random.Random) -> Made:
    """Trà Vinh kind: banners, views over the title, date in DateCreate, zoom control."""
    body = m.body(s, m.p, m.framed)
    html = f"""<div><a>English</a> | <a>Khmer</a></div><div>No title...</div><div>No title...</div>{_menu()}<div id="ctl00_main"><div class="DateCreate">Ngày {s.when.day}/{s.when.month}/{s.when.year}</div><div class="Lx">Lượt xem: 106</div><div class="Tieude">{s.title}</div><div class="ZoomText">100%</div><div class="Noidung">{body}<div style="text-align:right"><b>{s.author}</b></div></div><div class="tinkhac"><span>Tin khác</span><ul>{_links(s)}</ul></div></div><div>ĐƯỜNG DÂY NÓNG</div><div>Thống kê truy cập • Đang online: 12 • Hôm nay: 330 • Trong tuần: 2.018 • Tất cả: 1.220.115</div><img alt="Chung nhan Tin Nhiem Mang"><p>Chung nhan Tin Nhiem Mang</p>"""
    return Made(f"https://www.tinhmau.example.gov.vn/mDefault.aspx?sid=1443&pageid=6590&catid=70&id={690000 + s.number}&catname=dan-van&title={_slug(s)}", _mdefault("Cổng thông tin điện tử", html), False, s.author)


def mdefault_party(s: Story, r: random.Random) -> Made:
    """Sóc Trăng party kind: rewritten address, views above the title, the date below the text."""
    body = m.body(s, m.justified, m.centred)
    html = f"""{_menu()}<div class="NewsDetail"><p>Lượt xem: 106</p><h1>{s.title}</h1><div>{body}</div><p align="right"><i>{s.author}</i></p><p>(Ngày đăng: {s.when:%d/%m/%Y})</p><p><a>[Trở về]</a> <a>[In trang]</a></p><p><b>Các tin đã đưa</b></p>{_links(s, "<p>• <a href='/Default.aspx?sname=tinhuy&sid=4&pageid=469&catid=5&id={n}'>{t}</a> ({d})</p>")}</div>"""
    return Made(f"https://tinhuymau.example.vn/Default.aspx?sname=tinhuy&sid=4&pageid=469&catid=54392&id={299000 + s.number}&catname=Tieu-diem&title={_slug(s)}", _mdefault("Tỉnh ủy", html), False, s.author)


def tandan_sapo_table(s: Story, r: random.Random) -> Made:
    """Tân Dân build, newer theme."""
    body = m.body(s, m.justified, m.framed, lead=False)
    html = f"""<form id="aspnetForm"><div id="ctl00_x">{_menu()}</div><div class="tandan-p-article"><h2 class="tandan-p-article-news-title">{s.title}</h2><div class="tandan-tool"><span class="tandan-span-date-publish">Đăng ngày {s.when:%d} - {s.when:%m} - {s.when:%Y}</span><span>Lượt xem: 1.400</span><span>100%</span></div><div class="tandan-p-article-news-summary"><p>{s.lead}</p></div><div class="tandan-p-article-news-content ms-rtestate-field"><div class="ExternalClass0123456789ABCDEF0123456789ABCDEF">{body}<p style="text-align:right"><b>{s.author}</b></p></div></div><div class="tandan-div-article-other"><p>Tin liên quan</p><ul>{_links(s)}</ul></div></div></form>{_FOOT}"""
    return Made(f"https://xamau.tinh.example.gov.vn/portal/Pages/{s.when.year}-{s.when.month}-{s.when.day}/{_slug(s)}dvv348x.aspx", _doc("Tin tức", html), False, s.author)


def tandan_without_marks(s: Story, r: random.Random) -> Made:
    """Tân Dân address, theme rewritten by somebody else."""
    body = m.body(s, m.div, m.centred)
    html = f"""<form id="aspnetForm">{_menu()}<div id="ctl00_PlaceHolderMain"><div class="news-detail"><div class="tieude">{s.title}</div><div class="ngaydang"><span>Thời gian đăng: {s.when:%H:%M} {s.when:%d/%m/%Y}</span> | <span>Lượt đọc: 65</span></div><div class="noidung">{body}</div><div class="tacgia">{s.author}</div>{_RATING}<div class="tin-cung">Tin cùng chuyên mục<ul>{_links(s)}</ul></div></div></div></form>{_COUNTER}"""
    return Made(f"https://huyenmau.tinh.example.gov.vn/portal/pages/{s.when.year}-{s.when.month}-{s.when.day}/{_slug(s)}ch8p98kq.aspx", _doc("Chi tiết", html, '<link href="/_layouts/15/1066/styles/x.css">'), True, s.author)


def sharepoint_news_detail(s: Story, r: random.Random) -> Made:
    """SharePoint of another maker: ids of web parts, zero-width spaces, source panel."""
    body = m.body(s, m.p, m.framed, lead=False).replace("nhân dân", "nhân\u200b dân")
    html = f"""<form id="aspnetForm">{_menu()}<div id="s4-workspace"><h1 id="news-title">{s.title}</h1><div id="ctl00_SPWebPartManager1_g_12ab_ctl00_pnHide">{s.when:%H:%M} - {s.when:%d/%m/%Y}</div><div id="news-des"><p><b>{s.lead}</b></p></div><div id="news-detail">{body}</div><div id="ctl00_SPWebPartManager1_g_12ab_ctl00_pnNguontin">Nguồn: Báo tỉnh</div><div class="author">{s.author}</div><div>Các tin khác<ul>{_links(s)}</ul></div></div></form>"""
    return Made(f"https://tinhmau.example.gov.vn/noidung/tintuc/Pages/chi-tiet-tin-tuc.aspx?ItemID={s.number + 100}&l=Tintrongtinh", _doc("Chi tiết tin tức", html, '<script src="/_layouts/15/init.js"></script>'), True, s.author, ("Nguồn: Báo tỉnh",))


def sharepoint_old_table(s: Story, r: random.Random) -> Made:
    """SharePoint 2010 table theme: date right of the title, file list, print."""
    body = m.body(s, m.p, m.centred)
    html = f"""<form id="aspnetForm"><table class="ms-main"><tr><td>{_menu()}</td><td><table><tr><td class="TieuDe"><b>{s.title}</b></td><td align="right"><i>({s.when:%d/%m/%Y})</i></td></tr></table><div class="ms-rtestate-field">{body}</div><p align="right"><b>{s.author}</b></p><p>Tệp đính kèm: <a href="/Lists/a/bao-cao-1.docx">bao-cao-1.docx</a></p><p><a>In trang</a> <a>Gửi email</a></p></td></tr></table></form>{_COUNTER}"""
    return Made(f"https://so.tinhmau.example.gov.vn/Pages/newsdetail.aspx?NewsId={40000 + s.number}&CatId=112", _doc("Sở - Trang chủ", html, '<script src="/_layouts/init.js"></script>'), False, s.author, ("Tệp đính kèm: bao-cao-1.docx",))


def vccorp_new(s: Story, r: random.Random) -> Made:
    """VCCorp theme with detail classes, related box in the text, captions numbered."""
    body = m.body(s, m.p, lambda t: f'<figure class="VCSortableInPreviewMode"><img src="a.jpg"><figcaption class="PhotoCMS_Caption"><p>{t} - Ảnh 1.</p></figcaption></figure>', lead=False)
    box = f'<div class="VCSortableInPreviewMode link-content-footer"><p><a href="/k-173250211165500301.htm">{s.others[0]}</a></p></div>'
    html = f"""<header>{_menu()}</header><div class="main-detail"><div class="detail-cate"><a data-role="cate-name" href="/dan-van.htm">Dân vận</a></div><h1 class="detail-title" data-role="title">{s.title}</h1><div class="detail-info"><span data-role="author">{s.author}</span><div class="detail-time"><span data-role="publishdate">{s.when:%H:%M} {s.when:%d/%m/%Y}</span></div></div>{_SPEECH}<h2 class="detail-sapo" data-role="sapo">{s.lead}</h2><div class="detail-content afcbc-body" data-role="content">{body}{box}</div>{_SHARE}<div class="detail-tag"><a>dân vận</a></div></div><div class="box-category"><h3>Tin cùng chuyên mục</h3>{_links(s, "<div class='box-category-item'><a class='box-category-link-title' href='/t-1732502111655{n}00.htm'>{t}</a></div>")}</div>{_FOOT}"""
    return Made(f"https://xamau.hanoi.example.gov.vn/{_slug(s)}-173{s.when:%y%m%d%H%M}09{100 + s.number % 100}.htm", _doc(s.title, html), True, s.author)


def vccorp_plain(s: Story, r: random.Random) -> Made:
    """The address of VCCorp, other markup, no printed date."""
    body = m.body(s, m.p, m.figure)
    html = f"""<nav>{_menu()}</nav><main><h1>{s.title}</h1><section>{body}<p><strong>{s.author}</strong></p></section></main><aside><h2>Đọc nhiều</h2><ul>{_links(s, "<li><a href='/t-1732502111655{n}00.htm'>{t}</a></li>")}</ul></aside>{_FOOT}"""
    return Made(f"https://phuongmau.hanoi.example.gov.vn/{_slug(s)}-2656{s.when:%y%m%d%H%M}09{100 + s.number % 100}.htm", _doc(f"{s.title} - Phường", html), True, s.author)


def vnportal_ck(s: Story, r: random.Random) -> Made:
    """vnPortal with ck-content."""
    body = m.body(s, m.p, lambda t: f'<figure class="image"><img alt="Anh-tin-bai" src="/quantritintuc202311/1.jpg"><figcaption>{t}</figcaption></figure>', lead=False)
    html = f"""<header>{_menu()}</header><div class="tin-chi-tiet"><div class="bread"><a href="/">Trang chủ</a> / <a href="/dan-van">Dân vận</a></div><h1 class="title-news">{s.title}</h1><div class="info"><span class="date">{_DAYS[s.when.weekday()]}, {s.when:%d/%m/%Y} | {s.when:%H:%M}</span><span class="fs">Cỡ chữ: A- A A+</span></div>{_SPEECH}<div class="summary">{s.lead}</div><div class="ck-content">{body}<p style="text-align:right;"><strong>{s.author}</strong></p></div><div class="rate">{_RATING}</div><div class="other"><h3>Tin liên quan</h3>{_links(s, "<div><a href='/tin-noi-bat/abc-950{n}?pageindex=0'>{t}</a><span>{d}</span></div>")}</div></div>{_COUNTER}"""
    return Made(f"https://xamau.tinh.example.gov.vn/dan-van/{_slug(s)}-{950000 + s.number}", _doc("Cổng TTĐT", html), True, s.author)


def vnportal_pdf(s: Story, r: random.Random) -> Made:
    """vnPortal: lead and an attached file only."""
    html = f"""<header>{_menu()}</header><div class="row"><div class="col"><h1>{s.title}</h1><small>Ngày đăng: {s.when:%d/%m/%Y %H:%M}</small><p>{s.lead}</p><embed src="https://storage-vnportal.example.vn/nan-ubnd/1/quantritintuc/kh.pdf"><p><a href="https://storage-vnportal.example.vn/nan-ubnd/1/quantritintuc/kh.pdf">Tải về: kh.pdf</a></p></div></div>{_FOOT}"""
    return Made(f"https://xamau.tinh.example.gov.vn/thong-bao/{_slug(s)}-{960000 + s.number}", _doc(s.title, html), True, None, ("Tải về: kh.pdf",), text=False)


def view_article_portlet(s: Story, r: random.Random) -> Made:
    """Quảng Trị address; printed date with seconds."""
    body = m.body(s, m.justified, m.framed)
    ms = int(s.when.timestamp() * 1000) + 7
    html = f"""{_menu()}<div class="journal-content-article"><h3 class="title-detail">{s.title}</h3><div class="post-date">{s.when:%d/%m/%Y %H:%M:%S}</div><div class="content-detail">{body}</div><div style="text-align: right"><strong>{s.author}</strong></div></div>{_RATING}<div><h4>Bài viết khác</h4><ul>{_links(s, "<li><a href='/vi/chi-tiet-tin/-/view-article/1/165/1724400300{n}'>{t}</a></li>")}</ul></div>{_COUNTER}"""
    return Made(f"https://xamau.tinh.example.gov.vn/vi/chi-tiet-tin/-/view-article/1/1651212986853/{ms}", _doc("Chi tiết tin", html), True, s.author)


def webcenter_adf(s: Story, r: random.Random) -> Made:
    """WebCenter with ADF markup: spans and tables, ids with colons."""
    body = m.body(s, m.p, m.centred)
    html = f"""<div id="pt1:pfl1">{_menu()}</div><div id="T:dc1"><table><tr><td><span class="x25">{s.title}</span></td></tr><tr><td><span class="time">({s.when:%d/%m/%Y} {s.when:%H:%M})</span> <a>In bài viết</a></td></tr></table><div class="xg8">{body}<p align="right">{s.author}</p></div><div>Tin cùng chuyên mục<ul>{_links(s, "<li><a href='/webcenter/portal/ubnd/pages_tin-tuc/chi-tiet?dDocName=PORTAL{n}'>{t}</a></li>")}</ul></div></div>{_FOOT}"""
    return Made(f"https://tinhmau.example.gov.vn/webcenter/portal/ubnd/pages_tin-tuc/chi-tiet?dDocName=PORTAL{170000 + s.number}", _doc("Cổng TTĐT tỉnh", html), True, s.author)


def dnn_easy(s: Story, r: random.Random) -> Made:
    """DotNetNuke with EasyDNN-like classes."""
    body = m.body(s, m.p, m.figure, lead=False)
    html = f"""<form id="Form"><div id="dnn_Header">{_menu()}</div><div id="dnn_ContentPane"><div id="dnn_ctr507_ContentPane"><article class="edn_article"><h1 class="edn_articleTitle">{s.title}</h1><div class="edn_metaDetails"><em>Tác giả: Host</em> / {_DAYS[s.when.weekday()]}, {s.when.day} Tháng {s.when.month} {s.when.year} / Lượt xem: 43</div><div class="edn_articleSummary">{s.lead}</div><div class="edn_articleContent">{body}<p style="text-align:right">{s.author}</p></div><div class="edn_rating">Đánh giá: Chưa có</div></article></div></div></form>{_FOOT}"""
    return Made(f"https://tx.example.gov.vn/tin-tuc/artmid/507/articleid/{s.number + 10}/{_slug(s)}", _doc(s.title, html, '<meta name="generator" content="DotNetNuke "><script src="/DesktopModules/x.js"></script>'), False, s.author)


def dnn_vietnamese_module(s: Story, r: random.Random) -> Made:
    """DotNetNuke with a Vietnamese news module."""
    body = m.body(s, m.justified, m.framed)
    html = f"""<form id="Form"><div id="dnn_Menu">{_menu()}</div><div id="dnn_ctr388_ViewTinTuc_pnl"><span id="dnn_ctr388_lblTieuDe" class="td">{s.title}</span><br><span id="dnn_ctr388_lblNgay">{s.when:%d/%m/%Y %I:%M:%S %p}</span><div id="dnn_ctr388_lblNoiDung">{body}</div><span id="dnn_ctr388_lblTacGia">{s.author}</span><div>Tin khác:<ul>{_links(s)}</ul></div></div></form>{_COUNTER}"""
    return Made(f"https://tx.example.gov.vn/Default.aspx?tabid=119&id={s.number + 3000}", _doc("Thị xã", html), True, s.author)


def drupal_7(s: Story, r: random.Random) -> Made:
    """Drupal 7, Bartik kin."""
    body = m.body(s, m.p, m.centred)
    html = f"""<div id="page-wrapper"><div id="main-menu">{_menu()}</div><div id="main"><div class="breadcrumb"><a href="/">Trang chủ</a> » Tin tức</div><h1 class="title" id="page-title">{s.title}</h1><div class="tabs"></div><div class="node node-tin-tuc node-full" id="node-{s.number}"><div class="meta submitted">Được gửi bởi quantri vào {_DAYS[s.when.weekday()]}, {s.when:%d/%m/%Y} - {s.when:%H:%M}</div><div class="content clearfix"><div class="field field-name-body"><div class="field-items"><div class="field-item even">{body}<p class="rteright"><strong>{s.author}</strong></p></div></div></div><div class="field field-name-field-file">Tập tin: <a href="/sites/default/files/kh-02.pdf">kh-02.pdf</a></div></div><ul class="links"><li>Đăng nhập để gửi ý kiến</li></ul></div></div><div class="region-sidebar"><h2>Tin mới</h2><ul>{_links(s)}</ul></div></div>"""
    return Made(f"https://so.tinhmau.example.gov.vn/tin-tuc/{_slug(s)}", _doc(f"{s.title} | Sở", html, '<meta name="Generator" content="Drupal 7 (http://drupal.org)"><link rel="shortlink" href="/node/9">', ' class="html not-front page-node page-node- node-type-tin-tuc"'), True, s.author, ("Tập tin: kh-02.pdf",))


def drupal_10(s: Story, r: random.Random) -> Made:
    """Drupal 10, Olivero kin."""
    body = m.body(s, m.p, m.figure, lead=False)
    html = f"""<a href="#main" class="visually-hidden skip-link">Nhảy đến nội dung</a><header>{_menu()}</header><main><h1 class="title page-title"><span class="field field--name-title">{s.title}</span></h1><article data-history-node-id="{s.number}" class="node node--type-bai-viet node--view-mode-full"><header><div class="node__meta">Bởi <span>admin</span>, <span class="field--name-created"><time datetime="{s.when.isoformat()}">{s.when.day} Tháng {s.when.month} {s.when.year}</time></span></div></header><div class="node__content"><div class="field--name-field-tom-tat">{s.lead}</div><div class="text-content field--name-body">{body}</div><div class="field--name-field-tac-gia"><div class="field__label">Tác giả</div><div class="field__item">{s.author}</div></div><div class="field--name-field-tags"><a href="/tags/1">dân vận</a></div></div></article><section id="comments"><h2>Thêm bình luận mới</h2><form></form></section></main><aside>{_links(s, "<p><a href='/node/{n}'>{t}</a></p>")}</aside>{_FOOT}"""
    return Made(f"https://so.tinhmau.example.gov.vn/node/{s.number + 70}", _doc(f"{s.title} | Sở", html, '<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">', ' class="path-node page-node-type-bai-viet"'), True, s.author)


def wordpress_classic(s: Story, r: random.Random) -> Made:
    """WordPress, classic theme with plugins: table of contents, rating, share, related inside the content."""
    body = m.body(s, m.p, lambda t: f'<div class="wp-caption aligncenter"><img src="/wp-content/uploads/2024/05/a.jpg"><p class="wp-caption-text">{t}</p></div>')
    html = f"""<div id="page"><header>{_menu()}</header><div id="primary"><article id="post-{s.number}" class="post type-post"><header class="entry-header"><h1 class="entry-title">{s.title}</h1><div class="entry-meta"><span class="posted-on">Đăng ngày <time class="entry-date published" datetime="{s.when.isoformat()}">{s.when:%d/%m/%Y}</time></span><span class="byline"> bởi <a href="/author/admin">admin</a></span></div></header><div class="entry-content"><div class="ez-toc-container"><p class="ez-toc-title">Nội dung bài viết</p></div><div class="kk-star-ratings">5/5 - (3 bình chọn)</div>{body}<p style="text-align: right;"><em><strong>{s.author}</strong></em></p><div class="sharedaddy"><h3>Chia sẻ:</h3><ul><li>Facebook</li></ul></div><div class="jp-relatedposts"><h3>Có liên quan</h3>{_links(s, "<p><a href='/{n}/'>{t}</a></p>")}</div></div><footer class="entry-footer"><span class="cat-links">Chuyên mục: <a rel="category tag" href="/dan-van">Dân vận</a></span></footer></article><nav class="post-navigation"><a rel="prev" href="/a">Bài trước {s.others[0]}</a></nav><div id="comments"><h3 id="reply-title">Để lại một bình luận</h3><p>Email của bạn sẽ không được hiển thị công khai.</p></div></div><aside id="secondary"><h2>Bài viết mới</h2><ul>{_links(s)}</ul></aside></div>"""
    return Made(f"https://xamau.example.gov.vn/{_slug(s)}/", _doc(f"{s.title} - Xã Mẫu", html, '<meta name="generator" content="WordPress 6.4"><link rel="https://api.w.org/" href="/wp-json/">', f' class="post-template-default single single-post postid-{s.number}"'), True, s.author)


def wordpress_gutenberg(s: Story, r: random.Random) -> Made:
    """WordPress block theme."""
    body = m.body(s, lambda t: f'<p class="wp-block-paragraph">{t}</p>', lambda t: f'<figure class="wp-block-image"><img src="/a.jpg"><figcaption class="wp-element-caption">{t}</figcaption></figure>')
    html = f"""<div class="wp-site-blocks"><header class="wp-block-template-part">{_menu()}</header><main class="wp-block-group"><h1 class="wp-block-post-title">{s.title}</h1><div class="wp-block-template-part"><div class="wp-block-post-date"><time datetime="{s.when.isoformat()}">{s.when.day} Tháng {s.when.month}, {s.when.year}</time></div><div class="wp-block-post-author-name">webmaster</div></div><div class="entry-content wp-block-post-content">{body}<p class="has-text-align-right wp-block-paragraph"><em>Bài, ảnh: {s.author}</em></p></div><div class="wp-block-comments"><h2>Bình luận</h2></div></main><div class="wp-block-query"><h2>Bài viết liên quan</h2><ul>{_links(s)}</ul></div><footer>Được vận hành bởi WordPress</footer></div>"""
    return Made(f"https://hoimau.example.org.vn/{_slug(s)}/", _doc(f"{s.title} – Hội", html, '<link rel="https://api.w.org/" href="/wp-json/"><script src="/wp-includes/js/x.js"></script>', f' class="wp-singular single single-post postid-{s.number} wp-embed-responsive"'), True, s.author)


def wordpress_elementor(s: Story, r: random.Random) -> Made:
    """WordPress with Elementor: widgets, every part in boxes."""
    body = m.body(s, m.p, m.centred)

    def w(kind: str, inner: str) -> str:
        return f'<div class="elementor-element elementor-widget elementor-widget-{kind}"><div class="elementor-widget-container">{inner}</div></div>'

    html = f"""<div class="elementor elementor-location-header">{w("nav-menu", _menu())}</div><div class="elementor elementor-location-single post-{s.number} post type-post"><section class="elementor-section">{w("theme-post-title", f'<h1 class="elementor-heading-title">{s.title}</h1>')}{w("post-info", f'<ul class="elementor-icon-list-items"><li><span>{s.when:%d/%m/%Y}</span></li><li><span>{s.when:%H:%M}</span></li><li><span>Không có bình luận</span></li></ul>')}{w("theme-post-content", body + f"<p><strong>{s.author}</strong></p>")}{w("share-buttons", "<span>Facebook</span><span>Twitter</span>")}{w("post-navigation", f'<a href="/p">Trước<span>{s.others[1]}</span></a>')}{w("posts", "<h3>Bài viết liên quan</h3>" + _links(s, "<h3><a href='/{n}/'>{t}</a></h3>"))}</section></div>{_FOOT}"""
    return Made(f"https://phuongmau.example.gov.vn/{_slug(s)}/", _doc(f"{s.title} - Phường", html, '<script src="/wp-content/plugins/elementor/x.js"></script>', f' class="post-template-default single single-post postid-{s.number} elementor-default"'), None if s.number % 7 == 9 else False, s.author)


def joomla_3(s: Story, r: random.Random) -> Made:
    """Joomla 3, Protostar kin: article-info list, icons, pager."""
    body = m.body(s, m.p, m.centred)
    html = f"""<div class="body"><div class="navigation">{_menu()}</div><main id="content"><div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h2 itemprop="headline">{s.title}</h2></div><div class="icons"><ul class="dropdown-menu"><li class="print-icon"><a>In</a></li><li class="email-icon"><a>Email</a></li></ul></div><dl class="article-info muted"><dt class="article-info-term">Chi tiết</dt><dd class="createdby">Viết bởi <span>Super User</span></dd><dd class="category-name">Chuyên mục: <a href="/tin">Tin tức</a></dd><dd class="published"><time datetime="{s.when.isoformat()}" itemprop="datePublished">Được đăng: {s.when.day} Tháng {s.when.month} {s.when.year}</time></dd><dd class="hits">Lượt xem: 77</dd></dl><div itemprop="articleBody">{body}<p style="text-align: right;"><strong>{s.author}</strong></p></div><ul class="pager pagenav"><li class="previous"><a>Trang trước</a></li><li class="next"><a>Tiếp theo</a></li></ul></div></main><aside><h3>Tin đọc nhiều</h3><ul>{_links(s)}</ul></aside></div>{_COUNTER}"""
    return Made(f"http://so.tinhmau.example.gov.vn/index.php/tin-t-c/{s.number + 20}-{_slug(s)}", _doc(s.title, html, '<meta name="generator" content="Joomla! - Open Source Content Management">'), True, s.author)


def joomla_4(s: Story, r: random.Random) -> Made:
    """Joomla 4, Cassiopeia kin."""
    body = m.body(s, m.p, m.figure)
    html = f"""<div class="grid-child container-nav">{_menu()}</div><main><div class="com-content-article item-page"><div class="page-header"><h1>{s.title}</h1></div><dl class="article-info text-muted"><dt class="article-info-term"><span class="visually-hidden">Chi tiết</span></dt><dd class="published"><span class="icon-calendar"></span> <time datetime="{s.when.isoformat()}">Ngày đăng: {s.when:%d/%m/%Y}</time></dd><dd class="hits">Lượt xem: 12</dd></dl><div class="com-content-article__body">{body}<p>{s.author}</p></div><nav class="pagenavigation"><a>Bài trước: {s.others[0]}</a></nav></div></main><div class="sidebar-right card"><h3>Bài viết mới</h3><ul>{_links(s)}</ul></div>{_FOOT}"""
    return Made(f"https://so.tinhmau.example.gov.vn/tin-tuc/{s.number + 20}-{_slug(s)}", _doc(s.title, html, '<meta name="generator" content="Joomla! - Open Source Content Management"><script src="/media/system/js/core.min.js"></script>'), True, s.author)


def unknown_php(s: Story, r: random.Random) -> Made:
    """Home-made PHP: table layout, date and views glued, by-line with office."""
    body = m.body(s, m.br2, m.framed)
    html = f"""<table><tr><td width=200>{_menu()}{_COUNTER}</td><td><h3>{s.title}</h3><font size=2>Cập nhật: {s.when:%H:%M}, {s.when:%d/%m/%Y} (GMT+7)&nbsp;&nbsp;&nbsp;Lượt xem: 77</font><br>{body}<div align=right><b>{s.author} - {s.unit or "Đài Truyền thanh xã"}</b></div><b>Tin đã đưa:</b><br>{_links(s, "<a href='/trang/TinTuc/134/{n}/x.html'>{t}</a> ({d})<br>")}</td></tr></table>"""
    return Made(f"https://hoimau.example.org.vn/trang/TinTuc/134/{s.number + 3000}/{_slug(s)}.html", _doc("Hội Nông dân", html), True, s.author)


def unknown_modern(s: Story, r: random.Random) -> Made:
    """A modern site of one ministry's template: utility classes, JSON-LD of the organisation only."""
    body = m.body(s, m.p, m.figure)
    html = f"""<div class="flex flex-col"><div class="bg-red-700"><div class="container">{_menu()}</div></div><div class="container grid"><div class="col-span-8"><div class="text-3xl font-bold">{s.title}</div><div class="flex text-sm"><div>{_DAYS[s.when.weekday()]}, ngày {s.when:%d/%m/%Y} {s.when:%H:%M}</div><div>Tác giả: {s.author}</div></div>{_SPEECH}<div class="prose">{body}</div>{_SHARE}</div><div class="col-span-4"><div class="font-bold">Tin mới nhất</div>{_links(s, "<a href='/bai-viet/{n}'><div>{t}</div><div>{d}</div></a>")}</div></div></div>{_FOOT}"""
    return Made(f"https://tinhmau.example.gov.vn/bai-viet/{_slug(s)}-{int(s.when.timestamp())}", _doc(f"Cổng thông tin điện tử | {s.title}", html), True, s.author)


def unknown_party(s: Story, r: random.Random) -> Made:
    """A party site: date in brackets with a bar, dateline, labelled by-line at the end."""
    body = m.body(s, m.justified, m.centred)
    html = f"""<div id="tren">{_menu()}</div><div id="giua"><div class="muc">Xây dựng Đảng</div><div class="td1">{s.title}</div><div class="ng1">({s.when:%H:%M} | {s.when:%d/%m/%Y})</div><div class="nd1">{body}<p>Tin, ảnh: {s.author}</p></div><div class="tool1"><a>Quay lại</a><a>Đầu trang</a><a>In tin</a></div><div class="lq1"><div>Bài viết cùng chuyên mục</div>{_links(s, "<div>- <a href='/Trang-chu/post/{n}/x'>{t}</a></div>")}</div></div>{_FOOT}"""
    return Made(f"https://btgtu.example.dcs.vn/Trang-chu/post/{s.number + 1500}/{_slug(s)}", _doc("Ban Tuyên giáo", html), True, s.author)


PORTALS: dict[str, Variant] = {
    variant.__name__: variant
    for variant in (
        nukeviet_box_theme, nukeviet_mobile_skin, nukeviet_34, nukeviet_sidebar_in_article, nukeviet_pdf_only,
        hanoi_shared_theme, hanoi_plain_paragraphs, asset_62_metadata, asset_7_display, asset_bare_portlet,
        tiengiang_tools, tiengiang_table, mdefault_province, mdefault_party, tandan_sapo_table, tandan_without_marks,
        sharepoint_news_detail, sharepoint_old_table, vccorp_new, vccorp_plain, vnportal_ck, vnportal_pdf,
        view_article_portlet, webcenter_adf, dnn_easy, dnn_vietnamese_module, drupal_7, drupal_10, wordpress_classic,
        wordpress_gutenberg, wordpress_elementor, joomla_3, joomla_4, unknown_php, unknown_modern, unknown_party,
    )
}  # fmt: skip
"""Pages by name."""
