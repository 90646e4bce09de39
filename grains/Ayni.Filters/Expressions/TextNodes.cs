using Ayni.Filters.Text;

namespace Ayni.Filters.Expressions;

/// <summary>A text in another form, so that it can be compared with one of that form.</summary>
internal sealed class ReformNode : Node
{
    public ReformNode(Node inner, TextForm form)
    {
        Form = form;
        Hold(inner);
    }

    public override Kind Kind => Kind.Text;

    public override TextForm Form { get; }

    public override string? Text(Scope scope) => FoldedText.Of(Children[0].Text(scope), Form);

    public override Node With(IReadOnlyList<Node> children) => new ReformNode(children[0], Form);
}

/// <summary>What a text is asked.</summary>
internal enum TextTest
{
    StartsWith,
    EndsWith,
    Contains,

    /// <summary>Whether a category is another or below it.</summary>
    Under,
}

/// <summary>`a.startsWith(b)` and the like; false if one of them is missing.</summary>
internal sealed class TextTestNode : Node
{
    private readonly TextTest _test;

    public TextTestNode(TextTest test, Node text, Node argument)
    {
        _test = test;
        Hold(text, argument);
    }

    public override Kind Kind => Kind.Truth;

    public override bool? Truth(Scope scope) =>
        Children[0].Text(scope) is { } text && Children[1].Text(scope) is { } argument && _test switch
        {
            TextTest.StartsWith => text.StartsWith(argument, StringComparison.Ordinal),
            TextTest.EndsWith => text.EndsWith(argument, StringComparison.Ordinal),
            TextTest.Contains => text.Contains(argument, StringComparison.Ordinal),
            _ => FoldedText.IsUnder(text, argument),
        };

    public override Node With(IReadOnlyList<Node> children) => new TextTestNode(_test, children[0], children[1]);
}

/// <summary>`size(a)`: characters of a text, or how many texts a list holds.</summary>
internal sealed class SizeNode : Node
{
    public SizeNode(Node inner) => Hold(inner);

    public override Kind Kind => Kind.Exact;

    public override decimal? Exact(Scope scope) => Children[0].Kind == Kind.List
        ? Children[0].List(scope).Count
        : Children[0].Text(scope) is { } text ? text.EnumerateRunes().Count() : null;

    public override Node With(IReadOnlyList<Node> children) => new SizeNode(children[0]);
}
