using Ayni.Domain.Errors;
using Ayni.Filters.Binding;
using Ayni.Filters.Syntax;

namespace Ayni.Filters;

/// <summary>
/// A condition on products in the shop's words, such as `product.price &lt; 100 &amp;&amp; "summer" in product.tags`,
/// read but not yet tied to what the products have. Immutable.
/// </summary>
public sealed class Filter
{
    private readonly SyntaxNode _syntax;

    private Filter(string text, SyntaxNode syntax) => (Text, _syntax) = (text, syntax);

    /// <summary>What was written.</summary>
    public string Text { get; }

    /// <summary>Reads a text of at most 4,096 characters.</summary>
    /// <exception cref="FilterException">It cannot be read.</exception>
    public static Filter Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Filter(text, FilterParser.Parse(text));
    }

    /// <summary>Ties it to what products have.</summary>
    /// <exception cref="FilterException">It asks for what there is not, mixes kinds, or is no condition.</exception>
    public BoundFilter Bind(FilterSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var (node, warnings) = Binder.Bind(_syntax, schema, Want.Truth);
        return new BoundFilter(Text, node, warnings);
    }
}
