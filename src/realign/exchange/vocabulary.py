"""Words of other people's files, in their languages: headings, levels, scores, totals, units.

A word is added here and nowhere else. Words are compared in small letters; in `HEADINGS` a blank inside a
word is written `_`. The patterns of the logframe are regular expressions for a whole heading.
"""

import re
from collections.abc import Mapping

TOTALS = frozenset(
    (
        *(
            "sum",
            "sums",
            "total",
            "totals",
            "totalscore",
            "as",
            "ps",
            "activesum",
            "passivesum",
            "grandtotal",
        ),
        *(
            "subtotal",
            "rowsum",
            "rowsums",
            "rowtotal",
            "columnsum",
            "columnsums",
            "columntotal",
            "colsum",
            "colsums",
        ),
        *("soustotal", "somme", "suma", "subtotales", "totales", "σ", "∑"),
        *("合计", "总计", "小计", "共计", "总和"),
    )
)
"""Names of rows and columns that hold sums, without blanks and hyphens."""
TOTAL_ROW = re.compile(
    r"(?:grand|sub|overall|sous|общий)?[-_ ]?(?:totals?|totale?s?|totaux|totaal|sum|summe|somme|suma|soma"
    r"|gesamt\w*|zwischensumme|insgesamt|razem|ogółem|toplam|jumlah|tổng\w*|итого|всего|المجموع|الإجمالي|कुल|합계|계)\b.*"
    r"|(?:合|总|小|共|累|總)[ \u3000]?计.*|(?:合|總|小|共)[ \u3000]?計.*"
)
"""What begins a text that calls its row a total of the rows above: `Total cost`, `Grand total:`, `合 计`."""
REASON_SHEETS = frozenset(
    (
        *("reasons", "reason", "comments", "comment", "remarks", "notes", "raisons", "commentaires"),
        *("理由", "说明", "备注"),
    )
)
"""Names of sheets that hold reasons, in the same cells as the scores."""
LINK_ENDS = (
    {"from", "source", "de", "desde", "origin", "从", "起点"},
    {"to", "target", "à", "a", "vers", "hacia", "到", "终点"},
)
"""Headings of a list of links: of its first end and of its second."""
NOTE = re.compile(
    r"\*|(?:notes?|sources?|legend|key|scale|remarks?|n\.?b\b|légende|échelle|remarque|nota|leyenda|fuente|escala)"
    r"\b|[注说图例来评].{0,3}[：:]",
    re.IGNORECASE,
)
"""What begins a remark below a matrix."""
TURNED_CORNER = re.compile(
    r"(to|target|effect|vers|hacia)\W+(from|source|cause|de|desde)|.*\bcolumns?\b.*\bon\b.*\brows?\b.*|到\W*从"
)
"""What the corner of a matrix says whose columns influence its rows."""
HEADINGS = {
    "outcomes": "outcome result results contributes_to serves résultat résultats contribue_à "
    "resultado contribuye_a 成果 对应成果",
    "funds": "fund source who_pays funding funding_source funded_by donor donors funder "
    "qui_paie source_de_financement bailleur bailleurs quién_paga "
    "fuente_de_financiación donante 资金来源 经费来源",
    "id": "no no. nr n° code number ref ref. réf réf. numéro código número fund donor "
    "funder bailleur donante 编号 代码 序号 资金 资金名称",
    "title": "name nom nombre título titre description deliverable activity activities output "
    "indicator project measure what result results activité activités produit projet "
    "mesure résultat actividad proyecto resultado 名称 标题 活动 措施 任务 成果",
    "domain": "goal pillar priority axe eje 领域 目标",
    "cost": "budget costs amount est._cost estimated_cost cost_estimate total_cost coût coûts "
    "coût_estimé coût_total montant costo costo_estimado 费用 成本 预算 预计成本 估算成本",
    "amount": "sum montant monto 金额",
    "kind": "conditions condition restriction restrictions earmarking affectation condiciones 条件",
    "note": "comments comment remarks notes remarques remarque commentaires observations "
    "observaciones 备注 说明",
    "refs": "paragraph reference paragraphe párrafo 段落 出处",
    "from": "source origin de desde 从",
    "to": "target destination à vers a hacia 到",
    "strength": "score weight force fuerza 强度",
}
"""Field of a record -> headings that mean it."""
EDGE_HEADINGS = {
    "from": "from source origin de desde 从 起点 cause influencing",
    "to": "to target destination à vers hacia a 到 终点 effect influenced",
    "strength": "strength score weight value force fuerza poids 强度 权重 得分",
    "sign": "sign polarity type connectiontype label signe signo 符号 正负",
    "direction": "direction directed dirección 方向",
    "lenses": "lens lenses lentille lente 视角",
    "says": "reason says description why comment note raison razón 理由 说明",
    "refs": "reference refs paragraph référence referencia 出处 段落",
    "id": "id key",
}
"""Field of a link -> headings in lists of edges, maps and graphs."""
ELEMENT_LABELS = frozenset(("label", "name", "title", "nom", "nombre", "名称", "标题"))
"""Keys under which a map names its elements."""
NEGATIVE = frozenset(
    (
        *("-", "−", "–", "-1", "↓", "negative", "neg", "hold", "minus", "opposite", "o", "inverse", "less"),
        *("decrease", "decreases", "inhibit", "inhibits", "reduce", "reduces", "hinders", "constrains"),
        *("负", "négatif", "négative", "negativo", "negativa"),
    )
)
"""Signs of a link by which one end holds the other back."""
POSITIVE = frozenset(
    (
        *("+", "1", "+1", "↑", "positive", "pos", "push", "plus", "same", "s", "direct", "more"),
        *("increase", "increases", "promote", "promotes", "supports", "helps", "enables"),
        *("正", "positif", "positivo", "positiva"),
    )
)
"""Signs of a link by which one end helps the other."""
BACKWARD = frozenset(("<-", "←", "backward", "backwards", "reverse", "reversed"))
"""Directions of a link that goes from its second end to its first."""
FORWARD = frozenset(("directed", "->", "→", "forward", "forwards", "one-way", "单向", "dirigé", "dirigido"))
"""Directions of a link that goes from its first end to its second."""
DIRECTIONS = {
    "mutual": frozenset(("mutual", "bidirectional", "both", "reciprocal", "<->", "↔", "双向", "mutuel")),
    "unstated": frozenset(("undirected", "unstated", "open", "none", "无向")),
}
SCORES: tuple[Mapping[str, float], ...] = (
    {"n": 0, "no": 0, "vl": 1, "l": 2, "h": 3, "vh": 4},
    {"n": 0, "no": 0, "l": 1, "m": 2, "h": 3, "vh": 4},
    {"n": 0, "no": 0, "vl": 1, "l": 2, "m": 3, "h": 4, "vh": 5},
    {"none": 0, "nothing": 0, "weak": 1, "low": 1, "moderate": 2, "medium": 2, "strong": 3, "high": 3},
    {"none": 0, "verylow": 1, "low": 2, "medium": 3, "high": 4, "veryhigh": 5},
    {"none": 0, "weak": 1, "medium": 2, "moderate": 2, "strong": 3, "verystrong": 4},
    {"无": 0, "弱": 1, "中": 2, "强": 3},
    {"无": 0, "弱": 1, "中": 2, "强": 3, "很强": 4, "极强": 4},
    {"无": 0, "低": 1, "中": 2, "高": 3},
    {"aucun": 0, "nul": 0, "nulle": 0, "faible": 1, "moyen": 2, "moyenne": 2, "fort": 3, "forte": 3},
    {"nulo": 0, "ninguno": 0, "débil": 1, "bajo": 1, "medio": 2, "media": 2, "fuerte": 3, "alto": 3},
    {
        "indivisible": 3, "reinforcing": 2, "enabling": 1, "consistent": 0,
        "constraining": -1, "counteracting": -2, "cancelling": -3,
    },
    {"不可分割": 3, "加强": 2, "促进": 1, "一致": 0, "制约": -1, "抵消": -2, "取消": -3},
)  # fmt: skip
"""The usual scales of words for scores; the first one that holds every word of a file is taken."""
LOGFRAME_COLUMNS = {
    "level": "level|result level|niveau|nivel|chaîne (de|des) résultats|cadena de resultados|层级",
    "result": "results?|results chain|result statement|intervention logic|statement|objectives?|"
    "project summary|narrative summary|thematic area|sector|logique d'intervention|description|summary|"
    "énoncé|résumé narratif|intitulé|resumen narrativo|enunciado|descripción|"
    "lógica de intervención|结果",
    "indicator": "(.* )?indicators?|objectively verifiable indicators?|ovi|indicateurs?.*|"
    "indicador(es)?.*|指标",
    "baseline": "baseline.*|base line.*|valeur de référence.*|línea de base.*|基线.*",
    "milestone": "milestone.*|jalon.*|hito.*|里程碑.*",
    "target": "target.*|cible.*|meta.*|目标值.*|指标值.*",
    "actual": "actual.*|current value.*|achieved.*|result to date.*|valeur actuelle.*|valor actual.*|实际.*",
    "verification": "source of verification|sources? (and|&) means? of verification|"
    "means of verification|mov|source of data|data source|source|sources de vérification|"
    "(moyens|sources et moyens) de vérification|(fuentes|medios) de verificación|核查手段",
    "assumptions": "assumptions.*|risks.*|hypothèses.*|supuestos.*|假设.*",
    "unit": "unit|units|unit of measure.*|unité|unidad|单位",
    "result_code": "result code",
    "indicator_code": "indicator code",
    "also": "also serves|also measures",
    "result_basis": "result basis",
    "indicator_basis": "indicator basis",
    "owner": "owner|responsible.*|responsibility|who collects|responsable.*|负责.*",
}
"""What a column of a logframe holds -> a pattern of its heading."""
LOGFRAME_LEVELS = {
    "impact": "impact|goal|overall objective|but|finalité|objectif (?:général|global)|impacto|fin|"
    "objetivo general|影响",
    "outcome": "outcome|purpose|specific objective|objective|effet|objectif spécifique|efecto|propósito|"
    "objetivo específico|成果",
    "output": "output|deliverable|product|produit|résultat|producto|componente|resultado|产出",
}
"""Level of a result -> a pattern of what stands before its code and title."""

YES = frozenset(("x", "×", "✓", "✔", "●", "•", "y", "yes", "oui", "o", "sí", "si", "是", "√", "true"))
"""Marks in a column that an id heads: it is meant."""
NO = frozenset(("-", "–", "—", "n", "no", "non", "否", "false"))
"""Marks in a column that an id heads: it is not meant."""
UNIT_FOLLOWS = "in|en|em|auf|单位"
"""Words of a heading behind which the unit of its amounts stands."""
CHINESE_UNIT = re.compile(r"(?:百万|千万|[千万亿])(?:元|美元|欧元|英镑|日元|人民币|港元)?$")
"""A unit of amounts at the end of a heading without blanks."""
MANY_ALONE = {
    **dict.fromkeys(("miles", "millares", "milhares", "migliaia", "ribuan", "tuhatta"), "thousand"),
    **dict.fromkeys(("jutaan", "miljoonaa"), "million"),
}
"""Words for many that stand alone and behind no number."""
BESIDE_UNITS = frozenset(
    word
    for line in (
        "in of all amounts amount figures values costs budget are is unit units",
        "en de d les montants unité unités",
    )
    for word in line.split()
)
"""Words beside a unit in a title that say nothing else."""
FRAMEWORK_WORDS = {
    "domain": {
        "en": {"one": "strategic priority", "many": "strategic priorities"},
        "fr": {"one": "la priorité stratégique", "many": "priorités stratégiques"},
        "zh": "战略优先事项",
    },
    "deliverable": {"en": "output", "fr": "produit", "zh": "产出"},
}
"""What cooperation frameworks call a domain and a deliverable, in each language of ours."""
