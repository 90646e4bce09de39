using Ayni.Filters.Columns;
using Ayni.Filters.Expressions;

namespace Ayni.Filters.Selection;

/// <summary>
/// Finds the cheapest way to ask a table for a condition: texts once for each different one, numbers by range, lists by
/// their numbers, and row by row only what none of these can answer.
/// </summary>
internal sealed class Planner
{
    private readonly Scope _scope;
    private readonly ColumnSource _source;
    private readonly ComparisonPlanner _comparisons;

    public Planner(ProductColumns columns, FilterContext given)
    {
        _source = new ColumnSource(columns.Words, given.Now);
        _scope = new Scope(given, _source);
        _comparisons = new ComparisonPlanner(_source, given.Now.UtcTicks);
    }

    /// <summary>The plan of a condition.</summary>
    public Plan Of(Node node) => Simplified(node.Fold(_scope));

    private Plan Simplified(Node node)
    {
        if (node is ConstantNode)
            return node.Holds(_scope) ? ConstantPlan.All : ConstantPlan.None;
        if (_comparisons.OfOneText(node) is { } equality)
            return equality;
        if (node is NotNode)
            return new NotPlan(Simplified(node.Children[0]));
        if (OnlyTextOf(node) is { } text)
            return OfText(node, text);
        return node switch
        {
            AndNode => new AndPlan(node.Children.Select(Simplified)),
            OrNode => new OrPlan(node.Children.Select(Simplified)),
            ConditionalNode => OfConditional(node.Children[0], node.Children[1], node.Children[2]),
            AttributeNode attribute => OfFlag(attribute),
            CompareNode compare => _comparisons.Of(compare) ?? (Plan?)OfFlagEqual(compare) ?? OfRows(node),
            HasNode { Children: [AttributeNode attribute] } => OfHas(attribute) ?? OfRows(node),
            InNode { Children: [ConstantNode, AttributeNode list] } => OfMembership(node, list),
            QuantifierNode { Children: [AttributeNode { OfContext: false } list, var condition] } quantifier
                when (condition.Needs & Needs.Product) == 0 && quantifier.Locals == 0 => OfQuantifier(quantifier, list),
            _ => OfRows(node),
        };
    }

    private RowPlan OfRows(Node node) => new(node, _scope, _source);

    /// <summary>
    /// The one text of the product that an expression reads; null if it reads more, or something else.
    /// </summary>
    private static ProductAttribute? OnlyTextOf(Node node)
    {
        var attributes = AttributesOf(node).Distinct().Take(2).ToArray();
        return node.Locals == 0 && attributes is [{ Kind: Kind.Text } only] ? only : null;
    }

    private static IEnumerable<ProductAttribute> AttributesOf(Node node) => node switch
    {
        AttributeNode { OfContext: false } attribute => [attribute.Attribute],
        _ => node.Children.SelectMany(AttributesOf),
    };

    private Plan OfText(Node node, ProductAttribute attribute)
    {
        var key = new KeySource();
        var scope = new Scope(_scope.Given, key);
        bool Holds(string? text)
        {
            key.Key = text;
            return node.Holds(scope);
        }

        if (_source.WordsOf(attribute) is var (words, slot))
            return new TextPlan(slot, new CodeTest(words, Holds));
        return Holds(null) ? ConstantPlan.All : ConstantPlan.None;
    }

    private OrPlan OfConditional(Node condition, Node then, Node otherwise)
    {
        var holds = Simplified(condition);
        return new OrPlan(
        [
            new AndPlan([holds, Simplified(then)]),
            new AndPlan([new NotPlan(holds), Simplified(otherwise)]),
        ]);
    }

    private Plan OfFlag(AttributeNode attribute) => attribute.Attribute.BuiltIn switch
    {
        BuiltIn.Active => new BitmapPlan(chunk => chunk.Active),
        BuiltIn.Available => new BitmapPlan(chunk => chunk.Available),
        _ => _source.OwnOf(attribute.Attribute) is { } own
            ? new RangePlan<byte>(own.Slot, Flag.True, Flag.True)
            : ConstantPlan.None,
    };

    private AndPlan? OfFlagEqual(CompareNode compare) => compare switch
    {
        { Children: [AttributeNode { Kind: Kind.Truth } flag, ConstantNode wanted] } => OfFlagEqual(flag, wanted),
        { Children: [ConstantNode wanted, AttributeNode { Kind: Kind.Truth } flag] } => OfFlagEqual(flag, wanted),
        _ => null,
    };

    private AndPlan OfFlagEqual(AttributeNode flag, ConstantNode wanted) => wanted.Truth(_scope) switch
    {
        true => new AndPlan([OfFlag(flag)]),
        false => new AndPlan([OfHas(flag) ?? ConstantPlan.All, new NotPlan(OfFlag(flag))]),
        null => new AndPlan([ConstantPlan.None]),
    };

    /// <summary>Those that have an attribute; of texts <see cref="OfText"/> answers.</summary>
    private Plan? OfHas(AttributeNode attribute) => attribute.Attribute.BuiltIn switch
    {
        BuiltIn.Active or BuiltIn.Available => ConstantPlan.All,
        BuiltIn.Price or BuiltIn.Discount => HasTicks(Slot.Price),
        BuiltIn.ListPrice => HasTicks(Slot.ListPrice),
        BuiltIn.AddedAt or BuiltIn.AgeDays => HasTicks(Slot.AddedAt),
        BuiltIn.Stock => new RangePlan<int>(Slot.Stock, ChunkBuilder.NoStock + 1, int.MaxValue),
        BuiltIn.None => _source.OwnOf(attribute.Attribute) is { } own
            ? OfHas(attribute.Kind, own.Slot)
            : ConstantPlan.None,
        _ => OfHas(attribute.Kind, _source.WordsOf(attribute.Attribute)!.Value.Slot),
    };

    private static Plan? OfHas(Kind kind, int slot) => kind switch
    {
        Kind.Approximate => new RangePlan<double>(slot, double.MinValue, double.MaxValue),
        Kind.Truth => new RangePlan<byte>(slot, Flag.False, Flag.True),
        Kind.Moment => HasTicks(slot),
        Kind.List => new ListSizePlan(slot, Comparison.Greater, 0),
        _ => null,
    };

    private static RangePlan<long> HasTicks(int slot) => new(slot, Moment.Missing + 1, long.MaxValue);

    private Plan OfMembership(Node node, AttributeNode list)
    {
        if (list.OfContext || node.Children[0].Text(_scope) is not { } wanted)
            return OfRows(node);
        return _source.WordsOf(list.Attribute) is var (words, slot)
            ? new ListPlan(slot, isAll: false, new CodeTest(words, key => key == wanted))
            : ConstantPlan.None;
    }

    private Plan OfQuantifier(QuantifierNode quantifier, AttributeNode list)
    {
        if (_source.WordsOf(list.Attribute) is not var (words, slot))
            return quantifier.IsAll ? ConstantPlan.All : ConstantPlan.None;
        var scope = new Scope(_scope.Given);
        return new ListPlan(
            slot, quantifier.IsAll, new CodeTest(words, key => key is not null && quantifier.HoldsFor(key, scope)));
    }
}
