using Ayni.Filters.Text;

namespace Ayni.Filters.Expressions;

/// <summary>`product.x` or `context.x`.</summary>
internal sealed class AttributeNode : Node
{
    /// <param name="attribute">Which.</param>
    /// <param name="ofContext">True: of the product beside it.</param>
    public AttributeNode(ProductAttribute attribute, bool ofContext)
    {
        Attribute = attribute;
        OfContext = ofContext;
        Require(ofContext ? Needs.Context : Needs.Product);
        if (attribute.BuiltIn == BuiltIn.AgeDays)
            Require(Needs.Now);
    }

    public ProductAttribute Attribute { get; }

    public bool OfContext { get; }

    public override Kind Kind => Attribute.Kind;

    public override TextForm Form => Attribute.Form;

    public override bool? Truth(Scope scope) => SourceIn(scope)?.Truth(Attribute);

    public override decimal? Exact(Scope scope) => SourceIn(scope)?.Exact(Attribute);

    public override double? Approximate(Scope scope) => SourceIn(scope)?.Approximate(Attribute);

    public override string? Text(Scope scope) => SourceIn(scope)?.Text(Attribute);

    public override IReadOnlyList<string> List(Scope scope) => SourceIn(scope)?.List(Attribute) ?? [];

    public override long? Ticks(Scope scope) => SourceIn(scope)?.Ticks(Attribute);

    public override Node With(IReadOnlyList<Node> children) => this;

    private IAttributeSource? SourceIn(Scope scope) => OfContext ? scope.Context : scope.Product;
}
