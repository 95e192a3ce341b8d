"""Corpora of any size for measuring: made-up Vietnamese articles, written straight into an archive.

Words follow Zipf's law; every article mixes general words with those of two of forty themes, so that syllables come in
bunches as they do in real news. The word lists are this file's own: common words of the field, and place-like names
composed of the language's onsets, rhymes and tones. The same seed gives the same corpus.

    python -m benchmarks.corpus DIR --articles 10000 [--syllables 600] [--seed 1]
"""

from __future__ import annotations

import argparse
import itertools
import unicodedata
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from crawler.archive.datadir import DataDir
from crawler.archive.record import PortalRecord
from crawler.archive.store import Archive
from crawler.items import VIETNAM, Article, Topic
from crawler.text import fingerprint


def _listed(text: str, separator: str | None = None) -> list[str]:
    return [word.strip() for word in text.replace("\n", "" if separator else " ").split(separator)]


FUNCTION_WORDS = _listed("""
và các của có được trong cho với là về những này tại đến từ đã để một người không năm trên theo ra việc khi
cùng như cũng nhiều đó lại vào nhất phải còn sau nên qua đi hai số do bằng vì trước thì đang sẽ nếu mỗi lên
ngày tháng ba giữa bị rất nay làm chỉ cả đây mà hơn tới dưới gần ngoài đều từng nhằm bởi tuy song nhưng hoặc
cần hay nào ai đâu bao giờ khác cuối đầu giờ buổi lần thứ bốn sáu bảy tám chín mười trăm triệu tỷ đồng chí ông
bà anh chị em
""")

WORDS = _listed(
    """
dân vận|dân vận khéo|nhân dân|huyện ủy|đảng ủy|tỉnh ủy|cấp ủy|chính quyền|mặt trận|tổ quốc|đoàn thể|hội nghị|
nông thôn mới|nông thôn|nông dân|phụ nữ|thanh niên|cựu chiến binh|công đoàn|quy chế|dân chủ|cơ sở|
dân chủ ở cơ sở|giám sát|phản biện|xã hội|đại đoàn kết|toàn dân|tuyên truyền|vận động|phong trào|thi đua|
mô hình|công tác|cán bộ|đảng viên|chi bộ|đảng bộ|ban thường vụ|bí thư|phó bí thư|chủ tịch|ủy ban|hội đồng|
nghị quyết|chỉ thị|kế hoạch|chương trình|mục tiêu|nhiệm vụ|giải pháp|kết quả|thực hiện|triển khai|tổ chức|
lãnh đạo|chỉ đạo|phối hợp|tham gia|xây dựng|phát triển|kinh tế|văn hóa|giáo dục|y tế|quốc phòng|an ninh|
trật tự|an toàn|môi trường|giao thông|đường làng|ngõ xóm|hiến đất|làm đường|nhà văn hóa|hộ nghèo|cận nghèo|
giảm nghèo|an sinh|quỹ vì người nghèo|nhà tình thương|nhà tình nghĩa|học sinh|giáo viên|trường học|bệnh viện|
trạm y tế|sức khỏe|dịch bệnh|phòng chống|thiên tai|bão lũ|đê điều|thủy lợi|kênh mương|đồng ruộng|vụ mùa|
lúa gạo|chăn nuôi|trồng trọt|hợp tác xã|doanh nghiệp|sản xuất|kinh doanh|thị trường|sản phẩm|chất lượng|
thu nhập|đời sống|việc làm|lao động|đào tạo|nghề nghiệp|khuyến nông|khoa học|kỹ thuật|công nghệ|chuyển đổi số|
cải cách|hành chính|thủ tục|một cửa|tiếp dân|đối thoại|khiếu nại|tố cáo|hòa giải|giải quyết|kiến nghị|cử tri|
đại biểu|quốc hội|bầu cử|pháp luật|tuyên giáo|tôn giáo|dân tộc|đồng bào|thiểu số|vùng sâu|vùng xa|biên giới|
hải đảo|biển đảo|quân đội|công an|dân quân|tự vệ|nghĩa vụ quân sự|truyền thống|lịch sử|di tích|lễ hội|kỷ niệm|
thành lập|ngày thành lập|tặng quà|khen thưởng|biểu dương|điển hình|tiên tiến|gương mẫu|học tập|làm theo|
tư tưởng|đạo đức|phong cách|hồ chí minh|sinh hoạt|chuyên đề|tập huấn|nghiệp vụ|kỹ năng|hội thi|hội thảo|
tọa đàm|sơ kết|tổng kết|khai mạc|bế mạc|phát biểu|nhấn mạnh|ghi nhận|đánh giá|kiểm tra|báo cáo|đề nghị|
yêu cầu|tiếp tục|đẩy mạnh|nâng cao|tăng cường|đổi mới|hiệu quả|thiết thực|cụ thể|kịp thời|thường xuyên|
đồng thuận|niềm tin|quan tâm|hỗ trợ|giúp đỡ|chăm lo|bảo vệ|giữ gìn|phát huy|khơi dậy|tinh thần|trách nhiệm|
quyền lợi|nghĩa vụ|đóng góp|kinh phí|ngân sách|đầu tư|công trình|dự án|khu dân cư|tổ dân phố|thôn xóm|
ấp văn hóa|gia đình|trẻ em|người cao tuổi|người khuyết tật|bảo hiểm|tín dụng|ngân hàng|vay vốn|tiết kiệm|
nước sạch|vệ sinh|rác thải|trồng cây|cây xanh|đô thị|văn minh|mỹ quan|chợ|du lịch|dịch vụ|thông tin|
truyền thông|báo chí|mạng xã hội|bình luận|dư luận|nắm tình hình|tham mưu|phản ánh|nguyện vọng|bức xúc|
vướng mắc|khó khăn|thuận lợi|tồn tại|hạn chế|nguyên nhân|bài học|kinh nghiệm|rút kinh nghiệm|thời gian tới
""",
    "|",
)

ONSETS = ["", *_listed("b c d đ g h k l m n p r s t v x ch gi kh ng nh ph qu th tr")]
RHYMES = _listed("""
a am an ang anh ao au ay ăm ăn ăng âm ân âng âu ây e em en eo ê êm ên ênh êu i ia im in inh iu iêm iên iêng
iêu o oa oai oan oang oi om on ong ô ôi ôm ôn ông ơ ơi ơm ơn u ua ui um un ung uôi uôn uông uyên uy ư ưa ưi
ưng ươi ươn ương ưu
""")
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VOWELS = "aăâeêioôơuưy"

THEMES = 40
THEME_WORDS = 160
PORTALS = 120
LEVELS = ("xa", "xa", "huyen", "tinh")
TOPICS = ("dan-van-kheo", "quy-che-dan-chu", "nong-thon-moi", "giam-sat-phan-bien", "ton-giao-dan-toc")


def syllable(onset: str, rhyme: str, tone: str) -> str:
    """A syllable with its tone mark on the vowel where it is written (close to the rules of Vietnamese spelling)."""
    marked = [n for n, c in enumerate(rhyme) if c in "ăâêôơư"]
    vowels = [n for n, c in enumerate(rhyme) if c in _VOWELS]
    last = len(rhyme) - 1
    at = marked[-1] if marked else vowels[0] if len(vowels) == 1 or vowels[-1] == last else vowels[-1]
    return unicodedata.normalize("NFC", onset + rhyme[: at + 1] + tone + rhyme[at + 1 :])


def names(rng: np.random.Generator, count: int) -> list[str]:
    """Names of places and people of one or two rare syllables, capitalised."""
    every = [syllable(o, r, t) for o, r, t in itertools.product(ONSETS, RHYMES, TONES)]
    rare = rng.choice(np.array(every), min(len(every), 6000), replace=False)
    ranks = 1 / (np.arange(len(rare)) + 30)
    pairs = rng.choice(rare, (count, 2), p=ranks / ranks.sum())
    return [f"{a} {b}".title() if n % 3 else str(a).title() for n, (a, b) in enumerate(pairs)]


class Writer:
    """Writes articles of about ``syllables`` syllables."""

    def __init__(self, seed: int, syllables: int) -> None:
        self._rng = rng = np.random.default_rng(seed)
        general = [*FUNCTION_WORDS, *WORDS, *names(rng, 9000)]
        weights = np.concatenate(
            [
                0.40 * _zipf(len(FUNCTION_WORDS), 4),
                0.45 * rng.permutation(_zipf(len(WORDS), 12)),
                0.15 * _zipf(len(general) - len(FUNCTION_WORDS) - len(WORDS), 40),
            ]
        )
        self._words = np.array(general, object)
        self._weights = np.cumsum(weights / weights.sum())
        self._themes = [rng.choice(len(general), THEME_WORDS, replace=False) for _ in range(THEMES)]
        self._theme = np.cumsum(_zipf(THEME_WORDS, 6))
        self._per_article = int(syllables / 1.66)

    def words(self, count: int, themes: np.ndarray) -> list[str]:
        """``count`` words, a fifth of them of the given themes."""
        rng = self._rng
        chosen = np.searchsorted(self._weights, rng.random(count) * self._weights[-1])
        own = np.flatnonzero(rng.random(count) < 0.2)
        theme = rng.choice(themes, len(own))
        places = np.searchsorted(self._theme, rng.random(len(own)) * self._theme[-1])
        chosen[own] = [self._themes[t][p] for t, p in zip(theme.tolist(), places.tolist(), strict=True)]
        return list(self._words[chosen])

    def text(self, count: int, themes: np.ndarray, paragraph: int = 80) -> str:
        """Sentences of about twenty words in paragraphs, with a number, a date or a document now and then."""
        rng, words, paragraphs = self._rng, self.words(count, themes), []
        at = 0
        while at < len(words):
            sentences, end = [], min(len(words), at + paragraph)
            while at < end:
                size = int(rng.integers(6, 34))
                part = words[at : min(end, at + size)]
                at += size
                if rng.random() < 0.25:
                    part.insert(len(part) // 2, self._figure())
                sentences.append(" ".join(part).capitalize() + str(rng.choice([".", ".", ".", ";", ":", "!"])))
            at = end
            paragraphs.append(" ".join(sentences))
        return "\n\n".join(paragraphs)

    def _figure(self) -> str:
        a, b, c = self._rng.integers(1, 999, 3).tolist()
        forms = (
            f"{a}.{b:03d}.{c:03d}đ",
            f"{a % 100},{b}%",
            f"{a} hộ",
            f"{a % 90 + 1:02d}-CT/TU",
            f"ngày {a % 28 + 1}/{b % 12 + 1}/2024",
        )
        return forms[int(self._rng.integers(len(forms)))]

    def article(self, number: int) -> Article:
        """Article ``number``."""
        rng = self._rng
        themes = rng.integers(0, THEMES, 2)
        size = max(20, int(rng.lognormal(np.log(self._per_article) - 0.08, 0.4)))
        portal = int(PORTALS * rng.random() ** 2)
        body = self.text(size, themes)
        published = datetime(2019, 1, 1, 7, tzinfo=VIETNAM) + timedelta(minutes=int(2400 * 1440 * rng.random() ** 0.6))
        return Article(
            url=f"https://portal-{portal}.example/tin/{number}.html",
            platform_id=str(number),
            portal=f"portal-{portal}",
            title=" ".join(self.words(9, themes)).capitalize(),
            lead=" ".join(self.words(22, themes)).capitalize() + "." if rng.random() < 0.7 else None,
            body=body,
            published=published if rng.random() < 0.97 else None,
            published_precision="minute",
            author=str(rng.choice(["Nguyễn Văn Hòa", "Trần Thị Mai", "Lê Minh", "Ban biên tập"])),
            category="Tin tức",
            topics=tuple(
                Topic(TOPICS[t], "từ") for t in sorted(set(rng.integers(0, 12, 2).tolist())) if t < len(TOPICS)
            ),
            fingerprint=fingerprint(body),
        )


def _zipf(size: int, shift: float) -> np.ndarray:
    weights = 1 / (np.arange(size) + shift)
    return np.asarray(weights / weights.sum())


def portals() -> Iterator[PortalRecord]:
    """The portals of the corpus: two in four of communes, each in one of forty places."""
    for number in range(PORTALS):
        name = f"portal-{number}"
        yield PortalRecord(name, f"Cổng thông tin số {number}", LEVELS[number % 4], f"{number % 40:02d}")


def write_corpus(data: DataDir, count: int, *, syllables: int = 600, seed: int = 1, start: int = 0) -> None:
    """Write ``count`` articles into the archive of ``data``, numbered from ``start``."""
    writer = Writer(seed + start, syllables)
    seen = datetime(2026, 1, 5, 9, tzinfo=VIETNAM)
    with Archive.open(data.create().archive) as archive, archive.batch(2000):
        for record in portals():
            archive.put_portal(record)
        for number in range(start, start + count):
            archive.put(writer.article(number), seen_at=seen)


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--syllables", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write_corpus(DataDir(options.directory), options.articles, syllables=options.syllables, seed=options.seed)


if __name__ == "__main__":
    main()
