"""How much a query asks, counted in one pass before anything is validated or run.

Every fragment is measured once and its measure reused wherever it is spread, so the work grows with the length of the query, not with what
it expands to. Counts saturate above their limit, so numbers stay small. Cost: a field costs 1, one that goes to the store `STORE_COST`
more; what stands in `edges` or `nodes` of a page costs once for each item of the page, what stands in `nodes(ids:)` once for each id.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_composite_type,
    value_from_ast_untyped,
)

from api.errors import LimitExceeded
from api.paging import DEFAULT_SIZE, MAX_SIZE
from api.settings import Limits

STORE_COST = 10
_PAGED = ("edges", "nodes")


class Measure(NamedTuple):
    """Of a selection: depth in fields, cost, and the cost of what stands in `edges` and `nodes`, for one item."""

    depth: int = 0
    cost: int = 0
    item_cost: int = 0


def check_size(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any], limits: Limits) -> None:
    """Raises LimitExceeded for the first limit that the document, or one of its operations, goes beyond."""
    meter = _Meter(schema, document, variables, limits)
    if len(meter.fragments) > limits.fragments:
        raise LimitExceeded("number of fragments", len(meter.fragments), limits.fragments)
    try:
        operations = [meter.operation(d) for d in document.definitions if isinstance(d, OperationDefinitionNode)]
        operations += [meter.fragment(name) for name in meter.fragments]
    except RecursionError:
        raise LimitExceeded("depth", limits.depth + 1, limits.depth) from None
    for what, found, limit in (
        ("number of fields", meter.fields, limits.fields),
        ("number of aliases", meter.aliases, limits.aliases),
        ("depth", max((found.depth for found in operations), default=0), limits.depth),
        ("cost", max((found.cost for found in operations), default=0), limits.cost),
    ):
        if found > limit:
            raise LimitExceeded(what, found, limit)


class _Meter:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any], limits: Limits) -> None:
        self.schema = schema
        self.given = dict(variables)
        self.limits = limits
        self.fields = 0
        self.aliases = 0
        self.fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
        self.measured: dict[str, Measure] = {}

    def operation(self, operation: OperationDefinitionNode) -> Measure:
        """The measure of an operation. Variables that were not given have their defaults."""
        for variable in operation.variable_definitions or ():
            if variable.default_value is not None:
                self.given.setdefault(variable.variable.name.value, value_from_ast_untyped(variable.default_value))
        found = self.selection(operation.selection_set, self.schema.get_root_type(operation.operation), 1)
        return Measure(found.depth, found.cost + found.item_cost)

    def fragment(self, name: str) -> Measure:
        """A fragment's measure. An unknown one and one that spreads itself count nothing: validation refuses both."""
        if name not in self.measured:
            self.measured[name] = Measure()
            definition = self.fragments.get(name)
            if definition is not None:
                on = self.schema.get_type(definition.type_condition.name.value)
                self.measured[name] = self.selection(definition.selection_set, on, 1)
        return self.measured[name]

    def selection(self, selected: SelectionSetNode | None, on: GraphQLNamedType | None, level: int) -> Measure:
        """The measure of a selection on a type; None where the type is unknown. Deeper than the limit nothing is looked at."""
        depth = cost = item_cost = 0
        if level > self.limits.depth:
            return Measure(depth=1)
        for node in selected.selections if selected else ():
            if isinstance(node, FieldNode):
                found = self.field(node, on, level)
            elif isinstance(node, FragmentSpreadNode):
                found = self.fragment(node.name.value)
            elif isinstance(node, InlineFragmentNode):
                target = self.schema.get_type(node.type_condition.name.value) if node.type_condition else on
                found = self.selection(node.selection_set, target, level)
            else:
                continue
            depth = max(depth, found.depth)
            cost += found.cost
            item_cost += found.item_cost
        return Measure(min(depth, self.limits.depth + 1), min(cost, self.limits.cost + 1), min(item_cost, self.limits.cost + 1))

    def field(self, node: FieldNode, on: GraphQLNamedType | None, level: int) -> Measure:
        """The measure of a field with what stands in it."""
        self.fields += 1
        self.aliases += node.alias is not None
        name = node.name.value
        definition = _definition(name, on)
        if definition is None:
            return Measure(depth=1 + self.selection(node.selection_set, None, level + 1).depth, cost=1)
        below = get_named_type(definition.type)
        within = self.selection(node.selection_set, below, level + 1)
        cost = 1 + (STORE_COST if is_composite_type(below) and definition.args else 0)
        if "first" in definition.args or "last" in definition.args:
            cost += within.cost + self.size(node) * within.item_cost
        elif "ids" in definition.args or "voices" in definition.args:
            cost += self.size(node) * (within.cost + within.item_cost)
        else:
            cost += within.cost + within.item_cost
        depth = 1 + within.depth
        return Measure(depth, item_cost=cost) if name in _PAGED and "ids" not in definition.args else Measure(depth, cost)

    def size(self, node: FieldNode) -> int:
        """How many items a field may give."""
        for argument in node.arguments or ():
            if argument.name.value in ("first", "last", "ids", "voices"):
                value = value_from_ast_untyped(argument.value, self.given)
                if isinstance(value, list):
                    return min(len(value), MAX_SIZE)
                if isinstance(value, int):
                    return min(max(value, 1), MAX_SIZE)
        return DEFAULT_SIZE


def _definition(name: str, on: GraphQLNamedType | None) -> GraphQLField | None:
    return on.fields.get(name) if isinstance(on, GraphQLObjectType | GraphQLInterfaceType) else None
