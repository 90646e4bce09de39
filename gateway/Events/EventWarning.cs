using System.Text.Json.Serialization;

namespace Ayni.Gateway.Events;

/// <summary>Something odd about events that were taken.</summary>
/// <param name="Code">
/// unknown_product: the catalogue holds no such product; it counts once the product is there.
/// </param>
/// <param name="ProductId">The product.</param>
/// <param name="Nearest">A product of the catalogue whose id is spelt nearly so; left out where none was found.</param>
public sealed record EventWarning(
    string Code,
    string ProductId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Nearest)
{
    /// <summary>The catalogue holds no such product.</summary>
    public const string UnknownProduct = "unknown_product";
}
