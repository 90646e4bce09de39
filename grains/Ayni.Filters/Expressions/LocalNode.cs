namespace Ayni.Filters.Expressions;

/// <summary>The variable of an enclosing `exists` or `all`.</summary>
internal sealed class LocalNode : Node
{
    private readonly int _depth;

    public LocalNode(int depth)
    {
        _depth = depth;
        Read(depth);
    }

    public override Kind Kind => Kind.Text;

    public override string? Text(Scope scope) => scope.Local(_depth);

    public override Node With(IReadOnlyList<Node> children) => this;
}
