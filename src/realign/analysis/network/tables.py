"""Records in, tables out: the columns in which links and outcomes are shown."""

from collections.abc import Callable, Iterable, Mapping

from realign.plan.evidence import Direction
from realign.sheets import Cell, Column, Kind, Sheet
from realign.words import Text, Words, words

_RANK = (
    Column("rank", words(en="Rank", zh="排名"), Kind.INTEGER),
    Column("rank_low", words(en="5 %", zh="5 %"), Kind.INTEGER),
    Column("rank_high", words(en="95 %", zh="95 %"), Kind.INTEGER),
    Column("top_share", words(en="First", zh="居首"), Kind.SHARE),
)
_ENDS = (
    Column("source", words(en="From", zh="起"), Kind.CODE),
    Column("direction", words(en="Way", zh="方向")),
    Column("target", words(en="To", zh="止"), Kind.CODE),
)
TAGGED = Column("tagged", words(en="Tagged", zh="标注"), Kind.STATE)
LINKS = (
    *_RANK,
    *_ENDS,
    Column("loss", words(en="Loss", zh="损失"), Kind.NUMBER),
    Column("direct", words(en="Weight", zh="权重"), Kind.NUMBER),
    Column("upstream", words(en="Up", zh="上游"), Kind.NUMBER),
    Column("downstream", words(en="Down", zh="下游"), Kind.NUMBER),
    Column("strength", words(en="Strength", zh="强度"), Kind.INTEGER),
    Column("confidence", words(en="Sure", zh="可信度"), Kind.SHARE),
    Column("basis", words(en="Basis", zh="依据"), Kind.STATE),
    TAGGED,
    Column("refs", words(en="Paragraphs", zh="段落"), Kind.CODE),
    Column("served_by", words(en="Programmes", zh="方案"), Kind.CODE),
)
CONTESTED = Column("contested", words(en="Contested", zh="有争议"))
OUTCOMES = (
    *_RANK,
    Column("id", words(en="Outcome", zh="成果"), Kind.CODE),
    Column("title", words(en="Title", zh="名称")),
    Column("drive", words(en="Drives", zh="推动"), Kind.NUMBER),
    Column("dependence", words(en="Depends", zh="依赖"), Kind.NUMBER),
    Column("indirect_share", words(en="Indirect", zh="间接"), Kind.SHARE),
    Column("positive", words(en="Push", zh="促进"), Kind.NUMBER),
    Column("negative", words(en="Hold", zh="抑制"), Kind.NUMBER),
    Column("not_separable", words(en="Not separable from", zh="无法区分于"), Kind.CODE),
)
_SURE = (
    *_RANK,
    Column("top_share_error", words(en="± by chance", zh="± 抽样误差"), Kind.SHARE),
    Column("top_places_share", words(en="Top five", zh="前五"), Kind.SHARE),
    Column("beats_next", words(en="Beats next", zh="胜过下一位"), Kind.SHARE),
    Column("rank_low_missing", words(en="5 %, some missing", zh="5 %（有遗漏）"), Kind.INTEGER),
    Column("rank_high_missing", words(en="95 %, some missing", zh="95 %（有遗漏）"), Kind.INTEGER),
    Column("without_reference.best", words(en="Best", zh="最好"), Kind.INTEGER),
    Column("without_reference.best_without", words(en="without paragraph", zh="若无段落"), Kind.CODE),
    Column("without_reference.worst", words(en="Worst", zh="最差"), Kind.INTEGER),
    Column("without_reference.worst_without", words(en="without paragraph", zh="若无段落"), Kind.CODE),
    Column("without_link.best", words(en="Best", zh="最好"), Kind.INTEGER),
    Column("without_link.best_without", words(en="without link", zh="若无联系"), Kind.CODE),
    Column("without_link.worst", words(en="Worst", zh="最差"), Kind.INTEGER),
    Column("without_link.worst_without", words(en="without link", zh="若无联系"), Kind.CODE),
)
SURE_LINKS = (*_ENDS[::2], *_SURE)
SURE_OUTCOMES = (OUTCOMES[4], *_SURE)
AGREEMENT = (
    Column("method", words(en="Method", zh="方法"), Kind.CODE),
    Column("tau", words(en="Agreement (tau)", zh="一致性（tau）"), Kind.NUMBER),
)
TERMS = (
    *_ENDS[::2],
    Column("reference", words(en="Paragraph", zh="段落"), Kind.CODE),
    Column("place", words(en="Place", zh="位置"), Kind.CODE),
    Column("strength", words(en="Strength", zh="强度"), Kind.INTEGER),
    Column("relevance", words(en="Relevance", zh="相关度"), Kind.NUMBER),
    Column("share", words(en="Part", zh="份额"), Kind.NUMBER),
    Column("weight", words(en="Weight", zh="权重"), Kind.NUMBER),
    Column("counts", words(en="Counts", zh="计入")),
    Column("basis", words(en="Basis", zh="依据"), Kind.STATE),
    Column("confidence", words(en="Sure", zh="可信度"), Kind.SHARE),
    Column("says", words(en="What it says", zh="内容")),
)
STEPS = (
    Column("name", words(en="Figure", zh="数值"), Kind.CODE),
    Column("says", words(en="What it is", zh="含义")),
    Column("formula", words(en="Formula", zh="算式"), Kind.CODE),
    Column("value", words(en="Comes to", zh="结果"), Kind.NUMBER),
)
SHARES = (
    Column("outcome", words(en="Outcome", zh="成果"), Kind.CODE),
    Column("side", words(en="Side", zh="方向")),
    Column("neighbour", words(en="Neighbour", zh="邻居"), Kind.CODE),
    Column("weight", words(en="Weight", zh="权重"), Kind.NUMBER),
    Column("reach", words(en="Its reach", zh="其影响范围"), Kind.NUMBER),
    Column("adds", words(en="Adds", zh="份额"), Kind.NUMBER),
)
RIVALS = (
    *_ENDS[::2],
    Column("rank", words(en="Rank", zh="排名"), Kind.INTEGER),
    Column("loss", words(en="Loss", zh="损失"), Kind.NUMBER),
    Column("win", words(en="Ranks below in", zh="排在其后的比例"), Kind.SHARE),
    Column("win_error", words(en="± by chance", zh="± 抽样误差"), Kind.SHARE),
)
WAYS = (
    Column("outcomes", words(en="Way", zh="路径"), Kind.CODE),
    Column("influence", words(en="Influence", zh="影响"), Kind.NUMBER),
)
DIRECTIONS: Mapping[Direction, Words] = {
    "directed": words(en="to", zh="至"),
    "mutual": words(en="both", zh="双向"),
    "unstated": words(en="open", zh="未定"),
}
SIGNS: Mapping[Direction, str] = {"directed": "→", "mutual": "↔", "unstated": "–"}

Show = Callable[[Cell], Cell]


def table(
    name: str,
    title: Text,
    columns: tuple[Column, ...],
    records: Iterable[object],
    notes: tuple[Text, ...] = (),
    **shown: Show,
) -> Sheet:
    """Records as a table: the name of a column is the path to its field; `shown` says how to write some."""

    def cell(record: object, column: Column) -> Cell:
        value: object = record
        for step in column.name.split("."):
            value = getattr(value, step, None)
        found: Cell = value  # type: ignore[assignment]  # the fields of an answer are cells
        return shown[column.name](found) if column.name in shown else found

    rows = tuple(tuple(cell(record, column) for column in columns) for record in records)
    return Sheet(name, title, columns, rows, notes)
