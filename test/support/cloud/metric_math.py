"""The part of CloudWatch's metric math that alarms here are written in: arithmetic, comparisons, IF, FILL with a number, and MAX of a list.

An expression has no value where a metric in it has none, unless FILL gives it one ("Using metric math", Amazon CloudWatch User Guide).
"""

import ast
import operator

BINARY = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
COMPARISONS = {ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Eq: operator.eq, ast.NotEq: operator.ne}


class Unsupported(ValueError):
    pass


class NoValue(ValueError):
    pass


def evaluate(expression: str, values: dict):
    try:
        return evaluated(ast.parse(expression, mode='eval').body, values)
    except (NoValue, ZeroDivisionError):
        return None


def evaluated(node, values: dict):
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name) and node.id in values:
        if values[node.id] is None:
            raise NoValue(node.id)
        return values[node.id]
    if isinstance(node, ast.BinOp) and type(node.op) in BINARY:
        return BINARY[type(node.op)](evaluated(node.left, values), evaluated(node.right, values))
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in COMPARISONS:
        return int(COMPARISONS[type(node.ops[0])](evaluated(node.left, values), evaluated(node.comparators[0], values)))
    if isinstance(node, ast.Call) and getattr(node.func, 'id', '') == 'IF' and len(node.args) == 3:
        condition, then, otherwise = node.args
        return evaluated(then if evaluated(condition, values) else otherwise, values)
    if isinstance(node, ast.Call) and getattr(node.func, 'id', '') == 'FILL' and len(node.args) == 2:
        try:
            return evaluated(node.args[0], values)
        except (NoValue, ZeroDivisionError):
            return evaluated(node.args[1], values)
    if isinstance(node, ast.Call) and getattr(node.func, 'id', '') == 'MAX' and len(node.args) == 1 and isinstance(node.args[0], ast.List):
        return max(evaluated(element, values) for element in node.args[0].elts)
    raise Unsupported(f'metric math is not understood here: {ast.unparse(node)}')
