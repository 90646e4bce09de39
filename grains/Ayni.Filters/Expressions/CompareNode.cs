namespace Ayni.Filters.Expressions;

/// <summary>
/// `==`, `&lt;`, `&lt;=`, `&gt;`, `&gt;=` of two expressions of one kind. False if one of them is missing; `!=` is the
/// negation of `==`.
/// </summary>
internal sealed class CompareNode : Node
{
    public CompareNode(Comparison comparison, Node left, Node right)
    {
        Comparison = comparison;
        Hold(left, right);
    }

    public Comparison Comparison { get; }

    public override Kind Kind => Kind.Truth;

    public override bool? Truth(Scope scope)
    {
        var (left, right) = (Children[0], Children[1]);
        var order = left.Kind switch
        {
            Kind.Exact => Order(left.Exact(scope), right.Exact(scope)),
            Kind.Approximate => Order(left.Approximate(scope), right.Approximate(scope)),
            Kind.Truth => Order(left.Truth(scope), right.Truth(scope)),
            Kind.Text => Order(left.Text(scope), right.Text(scope)),
            _ => Order(left.Ticks(scope), right.Ticks(scope)),
        };
        return order is { } sign && Comparison switch
        {
            Comparison.Equal => sign == 0,
            Comparison.Less => sign < 0,
            Comparison.LessOrEqual => sign <= 0,
            Comparison.Greater => sign > 0,
            _ => sign >= 0,
        };
    }

    public override Node With(IReadOnlyList<Node> children) => new CompareNode(Comparison, children[0], children[1]);

    private static int? Order<T>(T? left, T? right)
        where T : struct, IComparable<T> =>
        left is { } first && right is { } second ? first.CompareTo(second) : null;

    private static int? Order(string? left, string? right) =>
        left is null || right is null ? null : string.CompareOrdinal(left, right);
}
