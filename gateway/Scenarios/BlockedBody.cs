using Ayni.Domain.Scenarios;

namespace Ayni.Gateway.Scenarios;

/// <summary>What the shop gives to nobody, whatever the scenario.</summary>
/// <param name="Products">Products; at most 1,000.</param>
/// <param name="Categories">Categories, with all below them; at most 1,000.</param>
public sealed record BlockedBody(IReadOnlyList<string> Products, IReadOnlyList<string> Categories)
{
    /// <summary>The wire form.</summary>
    public static BlockedBody From(BlockedProducts blocked)
    {
        ArgumentNullException.ThrowIfNull(blocked);
        return new BlockedBody(blocked.Products, blocked.Categories);
    }
}
