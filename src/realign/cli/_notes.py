"""What is said beside an answer, on stderr, in every language."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from realign.words import Words, fill, words

if TYPE_CHECKING:
    from realign.money import MoneyReader
    from realign.plan import About

NOTE = words(en="note: ", zh="提示：")
NOTHING_TO_FIX = words(en="nothing can be fixed without you", zh="没有可以自动改正之处")


def plan_in(folder: Path, *, shipped: bool) -> Words:
    """Which plan is used, where the user did not say."""
    if shipped:
        return words(
            en="there is no plan in this folder: using the one that is shipped with realign",
            zh="此文件夹中没有计划：使用随realign提供的计划",
        )
    return words(en=f"using the plan in {folder}", zh=f"使用{folder}中的计划")


def wrote(file: Path | str) -> Words:
    """Where the answer went."""
    return words(en=f"wrote {file}", zh=f"已写入{file}")


def next_step(*calls: str) -> Words:
    """What to call next."""
    return words(en=f"next: {' · '.join(calls)}", zh=f"下一步：{' · '.join(calls)}")


def one_table(others: Sequence[str]) -> Words:
    """Which tables a CSV file leaves out."""
    names = ", ".join(others)
    return words(
        en=f"csv holds one table; this answer also has --sheet {names}",
        zh=f"csv只含一张表；此答案另有 --sheet {names}",
    )


def untranslated(count: int, language: str) -> Words:
    """How many texts are shown in another language."""
    texts = "1 text has" if count == 1 else f"{count} texts have"
    return words(
        en=f"{texts} no wording in '{language}'; another is shown",
        zh=f"{count}处文字没有'{language}'的措辞，以其他语言显示",
    )


def fixed(file: Path | str, count: int, left: int) -> Words:
    """How many fixes were written, and how many have to wait."""
    more = words(
        en=f"; {left} overlap others: run again" if left else "",
        zh=f"；另有{left}处与其重叠，请再运行一次" if left else "",
    )
    fixes = "1 fix" if count == 1 else f"{count} fixes"
    return words(en=f"{file}: {fixes}{more['en']}", zh=f"{file}：已改正{count}处{more['zh']}")


def not_fixed(file: str) -> Words:
    """Somebody else has written what was to be fixed."""
    template = words(
        en="{file} has changed since it was read; nothing was fixed",
        zh="{file}在读取之后有改动，未作改正",
    )
    return fill(template, file=file)


def files_made(folder: Path | str, count: int) -> Words:
    """How many files an import has written."""
    files = "1 file" if count == 1 else f"{count} files"
    return words(en=f"{folder}: {files}", zh=f"{folder}：{count}个文件")


def plan_kept(folder: Path) -> Words:
    """That a plan was there before `init`, and what was written for it."""
    told = words(
        en="the plan in {folder} stays as it is; the checks and settings are about it",
        zh="{folder}中的计划保持不变；检查和设置均针对该计划",
    )
    return fill(told, folder=str(folder))


def checks_at_root(root: Path) -> Words:
    """That a code host and pre-commit look for their settings at the root of the repository only."""
    told = words(
        en="checks run only from the root of the repository: move .github and .pre-commit-config.yaml "
        "to {root}, and give --plan the folder as seen from there",
        zh="检查只在代码库的根目录生效：请将.github和.pre-commit-config.yaml移至{root}，并将--plan改为自该处起的文件夹",
    )
    return fill(told, root=str(root))


def on_money(about: "About", money: "MoneyReader") -> Iterator[Words]:
    """What was done to amounts: which were converted at which rate, and that some were rounded."""
    template = words(
        en="amounts in {code} are converted: 1 {code} = {rate} {currency}{said}",
        zh="以{code}计的金额已换算：1 {code} = {rate} {currency}{said}",
    )
    rates = about.rates or {}
    for code in sorted(money.converted):
        said = ", ".join(text for text in (rates[code].date, rates[code].source) if text)
        yield fill(
            template,
            code=code,
            rate=rates[code].rate,
            currency=about.currency,
            said=words(en=f" ({said})", zh=f"（{said}）") if said else "",
        )
    if money.rounded:
        yield words(
            en="parts of a unit are rounded: costs up, funds down",
            zh="不足一个单位的部分取整：费用向上，资金向下",
        )
