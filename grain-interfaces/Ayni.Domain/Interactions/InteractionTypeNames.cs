using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Ayni.Domain.Interactions;

/// <summary>What types of interactions are called in files, over HTTP and in answers.</summary>
public static class InteractionTypeNames
{
    // In the order of the numbers.
    private static readonly string[] Names =
    [
        "view", "cart", "purchase", "rating", "search", "return", "remove_from_cart", "dislike", "hide", "like",
        "wishlist", "share",
    ];

    private static readonly FrozenDictionary<string, InteractionType> ByName =
        Names.Select((name, index) => KeyValuePair.Create(name, (InteractionType)(index + 1)))
            .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What other systems call a type, folded, and what ours is.</summary>
    private static readonly FrozenDictionary<string, string> OtherNames = new Dictionary<string, string>
    {
        ["detail_page_view"] = "view",
        ["view_item"] = "view",
        ["product_view"] = "view",
        ["page_view"] = "view",
        ["click"] = "view",
        ["read"] = "view",
        ["add_to_cart"] = "cart",
        ["addtocart"] = "cart",
        ["cart_addition"] = "cart",
        ["remove_cart"] = "remove_from_cart",
        ["removefromcart"] = "remove_from_cart",
        ["purchase_complete"] = "purchase",
        ["transaction"] = "purchase",
        ["order"] = "purchase",
        ["buy"] = "purchase",
        ["conversion"] = "purchase",
        ["refund"] = "return",
        ["rate"] = "rating",
        ["review"] = "rating",
        ["star"] = "like",
        ["favorite"] = "wishlist",
        ["favourite"] = "wishlist",
        ["bookmark"] = "wishlist",
        ["add_to_wishlist"] = "wishlist",
        ["add_to_list"] = "wishlist",
        ["not_interested"] = "hide",
        ["block"] = "hide",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The built-in names, in the order of their numbers.</summary>
    public static IReadOnlyList<string> BuiltIn => Names;

    /// <summary>Whether a type is one of ours, and not the shop's.</summary>
    public static bool IsBuiltIn(InteractionType type) => (int)type >= 1 && (int)type <= Names.Length;

    /// <summary>The built-in type of a name, as it is spelt.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, out InteractionType type)
    {
        type = default;
        return name is not null && ByName.TryGetValue(name, out type);
    }

    /// <summary>Name of an interaction's type: ours, or the shop's own.</summary>
    public static string Of(Interaction interaction)
    {
        ArgumentNullException.ThrowIfNull(interaction);
        return Of(interaction.Type, interaction.CustomType);
    }

    /// <summary>Name of a type: ours, or the shop's own.</summary>
    /// <param name="type">Type.</param>
    /// <param name="customType">The shop's own name, where the type is custom.</param>
    public static string Of(InteractionType type, string? customType) =>
        IsBuiltIn(type) ? Names[(int)type - 1] : customType ?? "custom";

    /// <summary>Which type a name that is none was meant to be; null if none is near.</summary>
    /// <param name="name">What somebody wrote.</param>
    /// <param name="custom">The shop's own types.</param>
    public static string? Meant(string name, IEnumerable<string> custom)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(custom);
        return OtherNames.GetValueOrDefault(FoldedText.Of(name).Replace('-', '_').Replace(' ', '_'))
            ?? Nearest.Of(name, Names.Concat(custom), Nearest.MaxEdits);
    }
}
