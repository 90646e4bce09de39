using Ayni.Domain.Errors;
using Ayni.Filters.Binding;
using Ayni.Filters.Syntax;

namespace Ayni.Filters;

/// <summary>
/// A factor for a product's score in the shop's words, such as `product.discount &gt; 0.2 ? 1.5 : 1`, read but not yet
/// tied to what the products have. Immutable.
/// </summary>
public sealed class Booster
{
    private readonly SyntaxNode _syntax;

    private Booster(string text, SyntaxNode syntax) => (Text, _syntax) = (text, syntax);

    /// <summary>What was written.</summary>
    public string Text { get; }

    /// <summary>Reads a text of at most 4,096 characters.</summary>
    /// <exception cref="FilterException">It cannot be read.</exception>
    public static Booster Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Booster(text, FilterParser.Parse(text));
    }

    /// <summary>Ties it to what products have.</summary>
    /// <exception cref="FilterException">It asks for what there is not, mixes kinds, or is no number.</exception>
    public BoundBooster Bind(FilterSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var (node, warnings) = Binder.Bind(_syntax, schema, Want.Number);
        return new BoundBooster(Text, node, warnings);
    }
}
