using Ayni.Domain.Catalog;
using Ayni.Filters.Text;

namespace Ayni.Filters.Expressions;

/// <summary>An attribute of products: one that every product may have, or the shop's own.</summary>
/// <param name="Name">As it is written after `product.`.</param>
/// <param name="Kind">What its values are in expressions.</param>
/// <param name="Form">When its texts are the same.</param>
/// <param name="BuiltIn">Which of those that every product may have.</param>
/// <param name="Own">Its kind among the shop's own; 0 otherwise.</param>
internal sealed record ProductAttribute(
    string Name, Kind Kind, TextForm Form = TextForm.Folded, BuiltIn BuiltIn = BuiltIn.None, AttributeKind Own = 0)
{
    /// <summary>The attributes that every product may have, by name.</summary>
    public static IReadOnlyDictionary<string, ProductAttribute> BuiltIns { get; } = new ProductAttribute[]
    {
        new("category", Kind.Text, TextForm.Path, BuiltIn.Category),
        new("brand", Kind.Text, TextForm.Folded, BuiltIn.Brand),
        new("currency", Kind.Text, TextForm.Folded, BuiltIn.Currency),
        new("parent_id", Kind.Text, TextForm.Exact, BuiltIn.ParentId),
        new("price", Kind.Exact, BuiltIn: BuiltIn.Price),
        new("list_price", Kind.Exact, BuiltIn: BuiltIn.ListPrice),
        new("stock", Kind.Exact, BuiltIn: BuiltIn.Stock),
        new("active", Kind.Truth, BuiltIn: BuiltIn.Active),
        new("available", Kind.Truth, BuiltIn: BuiltIn.Available),
        new("added_at", Kind.Moment, BuiltIn: BuiltIn.AddedAt),
        new("age_days", Kind.Exact, BuiltIn: BuiltIn.AgeDays),
        new("discount", Kind.Approximate, BuiltIn: BuiltIn.Discount),
        new("tags", Kind.List, BuiltIn: BuiltIn.Tags),
        new("stores", Kind.List, BuiltIn: BuiltIn.Stores),
        new("groups", Kind.List, BuiltIn: BuiltIn.Groups),
    }.ToDictionary(attribute => attribute.Name, StringComparer.Ordinal);

    /// <summary>The shop's own of a name and kind.</summary>
    public static ProductAttribute OwnOf(string name, AttributeKind kind) => new(name, KindOf(kind), Own: kind);

    /// <summary>What a value of a kind is in an expression.</summary>
    public static Kind KindOf(AttributeKind kind) => kind switch
    {
        AttributeKind.Number => Kind.Approximate,
        AttributeKind.Flag => Kind.Truth,
        AttributeKind.Date => Kind.Moment,
        AttributeKind.List => Kind.List,
        _ => Kind.Text,
    };
}
