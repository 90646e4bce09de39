using Ayni.GrainInterfaces.Users;

namespace Ayni.Gateway.Reco;

/// <summary>One recommended product in the small form.</summary>
/// <param name="Score">The higher the better.</param>
/// <param name="ItemName">Name.</param>
/// <param name="ItemId">Id.</param>
/// <param name="Brand">Brand.</param>
public sealed record RecoItem(double Score, string ItemName, string ItemId, string? Brand)
{
    /// <summary>The small form of a recommended product.</summary>
    public static RecoItem From(RecommendedProduct item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new RecoItem(item.Score, item.Name, item.ProductId, item.Brand);
    }
}
