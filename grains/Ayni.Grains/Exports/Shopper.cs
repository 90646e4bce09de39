using Ayni.Domain.Interactions;
using Ayni.Domain.Users;

namespace Ayni.Grains.Exports;

/// <summary>A shopper as log and grain storage have them.</summary>
/// <param name="UserId">Id.</param>
/// <param name="History">What they did with products, oldest first.</param>
internal sealed record Shopper(string UserId, IReadOnlyList<LoggedInteraction> History)
{
    /// <summary>Profile; null: it was not read, or could not be.</summary>
    public UserProfile? Profile { get; init; }

    /// <summary>Whether what they did may rank products; false where that is not known.</summary>
    public bool MayPersonalize => Profile?.ConsentsToPersonalization == true;
}
