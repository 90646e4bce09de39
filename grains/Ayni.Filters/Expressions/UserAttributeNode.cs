using Ayni.Domain.Catalog;

namespace Ayni.Filters.Expressions;

/// <summary>`user.attributes.x`, of the kind that its place asks for; a value of another kind is missing.</summary>
internal sealed class UserAttributeNode : Node
{
    private readonly string _name;

    public UserAttributeNode(string name, AttributeKind kind)
    {
        _name = name;
        Kind = ProductAttribute.KindOf(kind);
        Require(Needs.User);
    }

    public override Kind Kind { get; }

    public override bool? Truth(Scope scope) => OwnValues.Truth(scope.Given.UserAttributes, _name);

    public override double? Approximate(Scope scope) => OwnValues.Number(scope.Given.UserAttributes, _name);

    public override string? Text(Scope scope) => OwnValues.Text(scope.Given.UserAttributes, _name);

    public override IReadOnlyList<string> List(Scope scope) => OwnValues.List(scope.Given.UserAttributes, _name);

    public override long? Ticks(Scope scope) => OwnValues.Ticks(scope.Given.UserAttributes, _name);

    public override Node With(IReadOnlyList<Node> children) => this;
}
