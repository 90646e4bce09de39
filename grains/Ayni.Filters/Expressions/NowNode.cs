namespace Ayni.Filters.Expressions;

/// <summary>`now`.</summary>
internal sealed class NowNode : Node
{
    public NowNode() => Require(Needs.Now);

    public override Kind Kind => Kind.Moment;

    public override long? Ticks(Scope scope) => scope.Given.Now.UtcTicks;

    public override Node With(IReadOnlyList<Node> children) => this;
}
