namespace Ayni.Filters.Expressions;

/// <summary>`a &amp;&amp; b`: true if all hold.</summary>
internal sealed class AndNode : Node
{
    public AndNode(IReadOnlyList<Node> children) => Hold([.. children]);

    public override Kind Kind => Kind.Truth;

    public override bool? Truth(Scope scope)
    {
        foreach (var child in Children)
        {
            if (!child.Holds(scope))
                return false;
        }

        return true;
    }

    public override Node With(IReadOnlyList<Node> children) => new AndNode(children);
}

/// <summary>`a || b`: true if one holds.</summary>
internal sealed class OrNode : Node
{
    public OrNode(IReadOnlyList<Node> children) => Hold([.. children]);

    public override Kind Kind => Kind.Truth;

    public override bool? Truth(Scope scope)
    {
        foreach (var child in Children)
        {
            if (child.Holds(scope))
                return true;
        }

        return false;
    }

    public override Node With(IReadOnlyList<Node> children) => new OrNode(children);
}

/// <summary>`!a`: true if it does not hold, missing included.</summary>
internal sealed class NotNode : Node
{
    public NotNode(Node inner) => Hold(inner);

    public override Kind Kind => Kind.Truth;

    public override bool? Truth(Scope scope) => !Children[0].Holds(scope);

    public override Node With(IReadOnlyList<Node> children) => new NotNode(children[0]);
}

/// <summary>`has(a)`: true if there is a value; of a list, if it is not empty.</summary>
internal sealed class HasNode : Node
{
    public HasNode(Node inner) => Hold(inner);

    public override Kind Kind => Kind.Truth;

    public override bool? Truth(Scope scope)
    {
        var inner = Children[0];
        return inner.Kind switch
        {
            Kind.Truth => inner.Truth(scope) is not null,
            Kind.Exact => inner.Exact(scope) is not null,
            Kind.Approximate => inner.Approximate(scope) is not null,
            Kind.Text => inner.Text(scope) is not null,
            Kind.List => inner.List(scope).Count > 0,
            _ => inner.Ticks(scope) is not null,
        };
    }

    public override Node With(IReadOnlyList<Node> children) => new HasNode(children[0]);
}

/// <summary>`a ? b : c`, of any kind; a missing condition takes the second.</summary>
internal sealed class ConditionalNode : Node
{
    /// <param name="condition">A truth.</param>
    /// <param name="then">Where it holds.</param>
    /// <param name="otherwise">Elsewhere; of the same kind and form.</param>
    public ConditionalNode(Node condition, Node then, Node otherwise) => Hold(condition, then, otherwise);

    public override Kind Kind => Children[1].Kind;

    public override Text.TextForm Form => Children[1].Form;

    public override bool? Truth(Scope scope) => Chosen(scope).Truth(scope);

    public override decimal? Exact(Scope scope) => Chosen(scope).Exact(scope);

    public override double? Approximate(Scope scope) => Chosen(scope).Approximate(scope);

    public override string? Text(Scope scope) => Chosen(scope).Text(scope);

    public override IReadOnlyList<string> List(Scope scope) => Chosen(scope).List(scope);

    public override long? Ticks(Scope scope) => Chosen(scope).Ticks(scope);

    public override Node With(IReadOnlyList<Node> children) =>
        new ConditionalNode(children[0], children[1], children[2]);

    private Node Chosen(Scope scope) => Children[Children[0].Holds(scope) ? 1 : 2];
}
