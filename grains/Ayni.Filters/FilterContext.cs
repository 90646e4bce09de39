using Ayni.Domain.Catalog;
using Ayni.Domain.Users;

namespace Ayni.Filters;

/// <summary>What a request knows beside the products that are filtered.</summary>
public sealed record FilterContext
{
    /// <summary>
    /// `context.…`: the product beside it, on whose page or in whose cart it is shown; null: every `context.…` is
    /// missing.
    /// </summary>
    public Product? Context { get; init; }

    /// <summary>`user.…`: the shopper; null: every `user.…` is missing.</summary>
    public UserProfile? User { get; init; }

    /// <summary>`user.attributes.…`: the shopper's attributes of the shop's own.</summary>
    public AttributeSet UserAttributes { get; init; } = AttributeSet.Empty;

    /// <summary>`now`, and what `age_days` counts to.</summary>
    public required DateTimeOffset Now { get; init; }
}
