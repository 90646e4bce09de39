namespace Ayni.Features.Histories;

/// <summary>A shopper at an instant, before one product.</summary>
/// <param name="User">The shopper, moved to the instant.</param>
/// <param name="ProductId">The product.</param>
/// <param name="Facts">What the catalogue says of it; null: it does not hold it.</param>
public sealed record UserProductView(UserHistory User, string ProductId, ProductFacts? Facts);
