using Ayni.Filters.Columns;
using Ayni.Filters.Expressions;
using Ayni.Filters.Text;

namespace Ayni.Filters.Selection;

/// <summary>
/// Finds how to ask columns for a comparison of an attribute with a value; null: they cannot be asked.
/// </summary>
internal sealed class ComparisonPlanner(ColumnSource source, long now)
{
    /// <summary>An equality of a text with one that is known: one number in the column.</summary>
    public Plan? OfOneText(Node node) => node switch
    {
        CompareNode { Comparison: Comparison.Equal, Children: [AttributeNode text, ConstantNode key] } =>
            OfOneText(text, key),
        CompareNode { Comparison: Comparison.Equal, Children: [ConstantNode key, AttributeNode text] } =>
            OfOneText(text, key),
        _ => null,
    };

    /// <summary>The plan of a comparison.</summary>
    public Plan? Of(CompareNode compare) => compare.Children switch
    {
        [var left, ConstantNode value] => Of(compare.Comparison, left, value),
        [ConstantNode value, var right] => Of(Ranges.Mirror(compare.Comparison), right, value),
        [AttributeNode { Attribute.BuiltIn: BuiltIn.Price }, AttributeNode { Attribute.BuiltIn: BuiltIn.ListPrice }] =>
            new MoneyPairPlan(compare.Comparison),
        [AttributeNode { Attribute.BuiltIn: BuiltIn.ListPrice }, AttributeNode { Attribute.BuiltIn: BuiltIn.Price }] =>
            new MoneyPairPlan(Ranges.Mirror(compare.Comparison)),
        _ => null,
    };

    private Plan? OfOneText(AttributeNode text, ConstantNode constant)
    {
        if (text.Kind != Kind.Text || text.OfContext || text.Form != constant.Form)
            return null;
        if (source.WordsOf(text.Attribute) is not var (words, slot) || constant.Text(Nothing) is not { } key)
            return ConstantPlan.None;
        var code = words.CodeOfKey(key);
        return code == Vocabulary.None ? ConstantPlan.None : new RangePlan<int>(slot, code, code);
    }

    /// <summary>A constant asks its scope for nothing.</summary>
    private static Scope Nothing { get; } = new(new FilterContext { Now = default });

    private Plan? Of(Comparison comparison, Node left, ConstantNode value) => left switch
    {
        AttributeNode { Kind: Kind.Exact } attribute => value.Exact(Nothing) is { } number
            ? OfExact(comparison, attribute.Attribute.BuiltIn, number)
            : ConstantPlan.None,
        AttributeNode { Kind: Kind.Approximate } attribute => value.Approximate(Nothing) is { } number
            ? OfApproximate(comparison, attribute.Attribute, number)
            : ConstantPlan.None,
        AttributeNode { Kind: Kind.Moment } attribute => value.Ticks(Nothing) is { } ticks
            ? OfMoment(comparison, attribute.Attribute, ticks)
            : ConstantPlan.None,
        ApproximateNode { Children: [AttributeNode attribute] } => value.Approximate(Nothing) is { } number
            ? OfMoneyAsDouble(comparison, attribute.Attribute.BuiltIn, number)
            : ConstantPlan.None,
        SizeNode { Children: [AttributeNode { Kind: Kind.List } list] } => value.Exact(Nothing) is { } size
            ? OfSize(comparison, list.Attribute, size)
            : ConstantPlan.None,
        _ => null,
    };

    private Plan OfExact(Comparison comparison, BuiltIn attribute, decimal number)
    {
        switch (attribute)
        {
            case BuiltIn.Price:
                return MoneyPlan.Of(Slot.Price, Slot.OddPrice, comparison, number);
            case BuiltIn.ListPrice:
                return MoneyPlan.Of(Slot.ListPrice, Slot.OddListPrice, comparison, number);
            case BuiltIn.AgeDays:
                var (lowest, highest) = Ranges.Age(comparison, number, now);
                return new RangePlan<long>(Slot.AddedAt, lowest, highest);
            default:
                var (least, most) = Ranges.Whole(comparison, number, ChunkBuilder.NoStock + 1, int.MaxValue);
                return new RangePlan<int>(Slot.Stock, (int)least, (int)most);
        }
    }

    private Plan OfApproximate(Comparison comparison, ProductAttribute attribute, double number)
    {
        var (lowest, highest) = Ranges.Real(comparison, number);
        if (attribute.BuiltIn == BuiltIn.Discount)
            return new DiscountPlan(lowest, highest);
        return source.OwnOf(attribute) is { } own
            ? new RangePlan<double>(own.Slot, lowest, highest)
            : ConstantPlan.None;
    }

    private Plan OfMoment(Comparison comparison, ProductAttribute attribute, long ticks)
    {
        var (lowest, highest) = Ranges.Whole(comparison, ticks, Moment.Missing + 1, long.MaxValue);
        if (attribute.BuiltIn == BuiltIn.AddedAt)
            return new RangePlan<long>(Slot.AddedAt, lowest, highest);
        return source.OwnOf(attribute) is { } own
            ? new RangePlan<long>(own.Slot, lowest, highest)
            : ConstantPlan.None;
    }

    private static MoneyPlan? OfMoneyAsDouble(Comparison comparison, BuiltIn attribute, double number) =>
        attribute switch
        {
            BuiltIn.Price => MoneyPlan.Of(Slot.Price, Slot.OddPrice, comparison, number),
            BuiltIn.ListPrice => MoneyPlan.Of(Slot.ListPrice, Slot.OddListPrice, comparison, number),
            _ => null,
        };

    private Plan OfSize(Comparison comparison, ProductAttribute list, decimal size)
    {
        if (source.WordsOf(list) is var (_, slot))
            return new ListSizePlan(slot, comparison, size);
        return Ranges.Holds(comparison, 0m.CompareTo(size)) ? ConstantPlan.All : ConstantPlan.None;
    }
}
