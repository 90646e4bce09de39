using Ayni.Domain.Catalog;
using Ayni.Filters.Columns;
using Ayni.Filters.Text;

namespace Ayni.Filters;

/// <summary>
/// What a filter may ask of products: which attributes of the shop's own there are and of what kinds, and, for
/// warnings, which categories and brands. Immutable.
/// </summary>
public sealed class FilterSchema
{
    private readonly Dictionary<string, AttributeUse[]> _own;
    private readonly Vocabularies? _words;

    private FilterSchema(IEnumerable<AttributeUse> own, Vocabularies? words)
    {
        _own = own.GroupBy(use => use.Name, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            group => group.OrderByDescending(use => use.Products).ThenBy(use => use.Kind).ToArray(),
            StringComparer.Ordinal);
        _words = words;
    }

    /// <summary>Of no products: nothing of the shop's own, no warnings.</summary>
    public static FilterSchema Empty { get; } = new([], null);

    /// <summary>
    /// The attributes of the shop's own, by name, of one name the kind that most products have first.
    /// </summary>
    public IReadOnlyList<AttributeUse> Attributes =>
        [.. _own.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value)];

    /// <summary>Categories as first written, in the order met; some may have lost their last product.</summary>
    public IReadOnlyList<string> Categories => _words?.Categories.Names ?? [];

    /// <summary>Brands as first written, in the order met; some may have lost their last product.</summary>
    public IReadOnlyList<string> Brands => _words?.Brands.Names ?? [];

    /// <summary>The same, and an attribute that products are yet to have.</summary>
    public FilterSchema With(string name, AttributeKind kind)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return UsesOf(name).Any(use => use.Kind == kind)
            ? this
            : new FilterSchema(Attributes.Append(new AttributeUse(name, kind, 0)), _words);
    }

    /// <summary>The same categories and brands, with other attributes of the shop's own.</summary>
    /// <param name="attributes">Counted over all products; an entry of a name and kind adds to those before it.</param>
    public FilterSchema WithAttributes(IEnumerable<AttributeUse> attributes) => new(
        attributes.GroupBy(use => (use.Name, use.Kind))
            .Select(uses => new AttributeUse(uses.Key.Name, uses.Key.Kind, uses.Sum(use => use.Products))),
        _words);

    internal static FilterSchema Of(ProductColumns columns)
    {
        var products = new Dictionary<int, int>();
        foreach (var chunk in columns.Chunks)
        {
            foreach (var slot in chunk.OwnSlots)
                products[slot] = products.GetValueOrDefault(slot) + chunk[slot]!.Count;
        }

        var own =
            from attribute in columns.Words.Own
            where products.ContainsKey(attribute.Slot)
            select new AttributeUse(attribute.Name, attribute.Kind, products[attribute.Slot]);
        return new FilterSchema(own, columns.Words);
    }

    /// <summary>The kinds of a name, that of most products first.</summary>
    internal IReadOnlyList<AttributeUse> UsesOf(string name) => _own.GetValueOrDefault(name, []);

    /// <summary>False if no product has such a brand; true where that is not known.</summary>
    internal bool HasBrand(string key) => _words?.Brands.Knows(key) != false;

    /// <summary>False if no product has just this category; true where that is not known.</summary>
    internal bool HasCategory(string key) => _words?.Categories.Knows(key) != false;

    /// <summary>False if products name stores, but none this one; true where that is not known.</summary>
    internal bool HasStore(string key) =>
        _words is not { } words || HasView(words.Stores, words.Views.Stores, key);

    /// <summary>False if products name groups, but none this one; true where that is not known.</summary>
    internal bool HasGroup(string key) =>
        _words is not { } words || HasView(words.Groups, words.Views.Groups, key);

    /// <summary>Stores that products are shown in or have a price for, as first written.</summary>
    internal IEnumerable<string> Stores => _words is { } words ? NamesOf(words.Stores, words.Views.Stores) : [];

    /// <summary>The same of groups.</summary>
    internal IEnumerable<string> Groups => _words is { } words ? NamesOf(words.Groups, words.Views.Groups) : [];

    /// <summary>False if no product has this category or one below it; true where that is not known.</summary>
    internal bool HasCategoryUnder(string key)
    {
        if (_words?.Categories is not { } categories)
            return true;
        for (var code = Vocabulary.None + 1; code < categories.End; code++)
        {
            if (FoldedText.IsUnder(categories.KeyOf(code), key))
                return true;
        }

        return false;
    }

    /// <summary>Every category, everything above one, and every name of a level, as written.</summary>
    internal IEnumerable<string> CategoryTree() => Categories
        .SelectMany(category =>
        {
            var parts = category.Split('>', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return Enumerable.Range(1, parts.Length)
                .Select(count => string.Join(FoldedText.Separator, parts.Take(count)))
                .Concat(parts);
        })
        .DistinctBy(path => FoldedText.Of(path, TextForm.Path));

    private static IEnumerable<string> NamesOf(Vocabulary shown, IReadOnlyDictionary<string, string> priced) =>
        shown.Names.Concat(priced.Where(store => !shown.Knows(store.Key)).Select(store => store.Value));

    private static bool HasView(Vocabulary shown, IReadOnlyDictionary<string, string> priced, string key) =>
        shown.Knows(key) || priced.ContainsKey(key) || (shown.Names.Count == 0 && priced.Count == 0);
}
