using Ayni.Filters.Text;

namespace Ayni.Filters.Expressions;

/// <summary>A value, or missing, of some kind.</summary>
internal sealed class ConstantNode : Node
{
    private readonly object? _value;

    private ConstantNode(Kind kind, object? value, TextForm form = TextForm.Folded)
    {
        Kind = kind;
        _value = value;
        Form = form;
    }

    public override Kind Kind { get; }

    public override TextForm Form { get; }

    public static ConstantNode Of(bool? value) => new(Kind.Truth, value);

    public static ConstantNode Of(decimal? value) => new(Kind.Exact, value);

    public static ConstantNode Of(double? value) => new(Kind.Approximate, value);

    /// <summary>A text by its key in a form.</summary>
    public static ConstantNode Of(string? key, TextForm form) => new(Kind.Text, key, form);

    public static ConstantNode Of(IReadOnlyList<string> keys) => new(Kind.List, keys);

    /// <summary>A moment or a duration.</summary>
    public static ConstantNode Of(Kind kind, long? ticks) => new(kind, ticks);

    /// <summary>The value of an expression that needs no product.</summary>
    public static ConstantNode ValueOf(Node node, Scope scope) => node.Kind switch
    {
        Kind.Truth => Of(node.Truth(scope)),
        Kind.Exact => Of(node.Exact(scope)),
        Kind.Approximate => Of(node.Approximate(scope)),
        Kind.Text => Of(node.Text(scope), node.Form),
        Kind.List => Of(node.List(scope)),
        _ => Of(node.Kind, node.Ticks(scope)),
    };

    public override bool? Truth(Scope scope) => (bool?)_value;

    public override decimal? Exact(Scope scope) => (decimal?)_value;

    public override double? Approximate(Scope scope) => (double?)_value;

    public override string? Text(Scope scope) => (string?)_value;

    public override IReadOnlyList<string> List(Scope scope) => (IReadOnlyList<string>)_value!;

    public override long? Ticks(Scope scope) => (long?)_value;

    public override Node With(IReadOnlyList<Node> children) => this;
}
