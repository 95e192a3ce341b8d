"""What the name of a host says for certain about a portal nobody has registered."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.archive.record import PortalRecord
from crawler.items import Level


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PROVINCES = _names(
    "angiang baria-vungtau bariavungtau bacgiang backan baclieu bacninh bentre binhdinh binhduong binhphuoc binhthuan "
    "camau cantho caobang danang daklak daknong dienbien dongnai dongthap gialai hagiang hanam hanoi hatinh haiduong "
    "haiphong haugiang hoabinh hochiminhcity tphcm hungyen khanhhoa kiengiang kontum laichau lamdong langson laocai "
    "longan namdinh nghean ninhbinh ninhthuan phutho phuyen quangbinh quangnam quangngai quangninh quangtri soctrang "
    "sonla tayninh thaibinh thainguyen thanhhoa thuathienhue hue tiengiang travinh tuyenquang vinhlong vinhphuc yenbai"
)
"""Last labels of the provinces' hosts, before and after July 2025."""
_MINISTRIES = _names("chinhphu moh moit mof mic moet moj mpi mod bocongan most monre moc mt sbv ubdt cema vpcp")
_COMMUNE = re.compile(r"(?:xa|phuong|thitran)-?[a-z0-9]+")
_DEPARTMENT = re.compile(
    r"so(?:yte|tttt|tnmt|nnmt|nnptnt|vhtt|vhttdl|gddt|noivu|tuphap|khdt|taichinh|xaydung|gtvt|ldtbxh|khcn|congthuong)"
    r"|syt|sxd|snv|stp|stc|sct|sgddt|sgtvt|skhcn|snnmt|snnptnt|stnmt|stttt|svhttdl|sldtbxh|skhdt|sonoivu|pbgdpl"
)


def host_of(url: str) -> str | None:
    """Host and port of an http address, without ``www.``; None for other addresses."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s/\\]", host):
        return None
    return host.removeprefix("www.") + port


def level_of(host: str) -> Level | None:
    """Level of government when the host name leaves no doubt; district and commune hosts of one form are None."""
    labels = host.split(":")[0].removeprefix("www.").split(".")
    if labels[-2:] == ["gov", "vn"]:
        names = labels[:-2]
    elif labels[-2:] == ["dcs", "vn"]:
        return "tinh" if labels[:-2][-1:] and labels[-3] in _PROVINCES else None
    elif labels == ["chinhphu", "vn"] or labels[1:] == ["chinhphu", "vn"]:
        return "tw"
    else:
        return None
    if not names or names[-1] not in _PROVINCES:
        return "tw" if names and names[-1] in _MINISTRIES else None
    if len(names) == 1 or _DEPARTMENT.fullmatch(names[0]):
        return "tinh"
    return "xa" if _COMMUNE.fullmatch(names[0]) or len(names) == 3 else None


def is_department(label: str, province: str) -> bool:
    """Whether a part of a host is a department's short name with its province's behind it, such as ``sctyenbai``."""
    return label.endswith(province) and bool(_DEPARTMENT.fullmatch(label.removesuffix(province)))


def record_for(host: str) -> PortalRecord:
    """A portal record for a host that the registry does not know."""
    return PortalRecord(id=host, name=host, level=level_of(host), home=f"http://{host}/", state="unregistered")
