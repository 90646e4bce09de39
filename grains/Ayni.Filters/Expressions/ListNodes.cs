namespace Ayni.Filters.Expressions;

/// <summary>`["a", b]`: some texts; missing ones are left out.</summary>
internal sealed class ListNode : Node
{
    public ListNode(IReadOnlyList<Node> texts) => Hold([.. texts]);

    public override Kind Kind => Kind.List;

    public override IReadOnlyList<string> List(Scope scope) =>
        [.. Children.Select(child => child.Text(scope)).OfType<string>().Distinct()];

    public override Node With(IReadOnlyList<Node> children) => new ListNode(children);
}

/// <summary>`a in list`; false if it is missing.</summary>
internal sealed class InNode : Node
{
    public InNode(Node text, Node list) => Hold(text, list);

    public override Kind Kind => Kind.Truth;

    public override bool? Truth(Scope scope) =>
        Children[0].Text(scope) is { } text && Children[1].List(scope).Contains(text);

    public override Node With(IReadOnlyList<Node> children) => new InNode(children[0], children[1]);
}

/// <summary>`list.exists(t, condition)` and `list.all(t, condition)`.</summary>
internal sealed class QuantifierNode : Node
{
    /// <param name="isAll">True: all texts must meet the condition, else one.</param>
    /// <param name="depth">Which variable is this one's.</param>
    /// <param name="list">Whose texts the variable takes.</param>
    /// <param name="condition">What is asked of each.</param>
    public QuantifierNode(bool isAll, int depth, Node list, Node condition)
    {
        IsAll = isAll;
        Depth = depth;
        Hold(list, condition);
        Close(depth);
    }

    public bool IsAll { get; }

    public int Depth { get; }

    public override Kind Kind => Kind.Truth;

    public override bool? Truth(Scope scope)
    {
        foreach (var text in Children[0].List(scope))
        {
            if (HoldsFor(text, scope) != IsAll)
                return !IsAll;
        }

        return IsAll;
    }

    /// <summary>Whether one text meets the condition.</summary>
    public bool HoldsFor(string key, Scope scope)
    {
        scope.SetLocal(Depth, key);
        return Children[1].Holds(scope);
    }

    public override Node With(IReadOnlyList<Node> children) =>
        new QuantifierNode(IsAll, Depth, children[0], children[1]);
}
