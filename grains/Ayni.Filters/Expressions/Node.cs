using Ayni.Filters.Text;

namespace Ayni.Filters.Expressions;

/// <summary>
/// An expression whose kind is known. Of the methods that give its value only the one of its kind may be called; null
/// means missing. It throws nothing, whatever the product: what cannot be worked out is missing.
/// </summary>
internal abstract class Node
{
    private Node[] _children = [];

    public abstract Kind Kind { get; }

    /// <summary>What it needs, its parts too.</summary>
    public Needs Needs { get; private set; }

    /// <summary>Variables of enclosing `exists` and `all` that it reads, a bit for each depth.</summary>
    public ulong Locals { get; private set; }

    /// <summary>Its parts, left to right.</summary>
    public IReadOnlyList<Node> Children => _children;

    /// <summary>When its texts are the same.</summary>
    public virtual TextForm Form => TextForm.Folded;

    public virtual bool? Truth(Scope scope) => throw WrongKind();

    public virtual decimal? Exact(Scope scope) => throw WrongKind();

    public virtual double? Approximate(Scope scope) => throw WrongKind();

    public virtual string? Text(Scope scope) => throw WrongKind();

    public virtual IReadOnlyList<string> List(Scope scope) => throw WrongKind();

    public virtual long? Ticks(Scope scope) => throw WrongKind();

    /// <summary>Its value as a condition: missing is false.</summary>
    public bool Holds(Scope scope) => Truth(scope) ?? false;

    /// <summary>The same expression over other parts, as many as <see cref="Children"/> and of their kinds.</summary>
    public abstract Node With(IReadOnlyList<Node> children);

    /// <summary>
    /// The expression with everything that does not hang on the product worked out. Parts without anything to work out
    /// stay the same objects.
    /// </summary>
    public Node Fold(Scope scope)
    {
        if (this is ConstantNode)
            return this;
        if ((Needs & Needs.Product) == 0 && Locals == 0)
            return ConstantNode.ValueOf(this, scope);
        var folded = _children.Select(child => child.Fold(scope)).ToArray();
        return folded.SequenceEqual(_children) ? this : With(folded);
    }

    /// <summary>Notes the parts; called by every constructor.</summary>
    protected void Hold(params Node[] children)
    {
        _children = children;
        foreach (var child in children)
        {
            Needs |= child.Needs;
            Locals |= child.Locals;
        }
    }

    /// <summary>Notes what it needs by itself.</summary>
    protected void Require(Needs needs) => Needs |= needs;

    /// <summary>Notes that it reads a variable.</summary>
    protected void Read(int depth) => Locals |= 1UL << depth;

    /// <summary>Notes that a variable is its own.</summary>
    protected void Close(int depth) => Locals &= ~(1UL << depth);

    private InvalidOperationException WrongKind() => new($"{GetType().Name} is a {Kind}.");
}
