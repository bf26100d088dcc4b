"""What stands under each field of a noun: read from the source when somebody asks."""

import ast
import inspect
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from types import ModuleType


@cache
def docs_in(module: ModuleType) -> Mapping[str, Mapping[str, str]]:
    """Class of `module` -> field -> the doc under the field.

    pydantic can do this, too, but at every start of the tool, for all nouns, wanted or not.
    """
    return {
        one.name: {
            field.target.id: inspect.cleandoc(doc.value.value)
            for field, doc in pairwise(one.body)
            if isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(doc, ast.Expr)
            and isinstance(doc.value, ast.Constant)
            and isinstance(doc.value.value, str)
        }
        for one in ast.parse(inspect.getsource(module)).body
        if isinstance(one, ast.ClassDef)
    }
