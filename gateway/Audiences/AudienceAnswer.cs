using Ayni.Grains.Exports;

namespace Ayni.Gateway.Audiences;

/// <summary>Whom to write to.</summary>
/// <param name="ModelVersion">Model that scored.</param>
/// <param name="Position">Log position that is taken into account.</param>
/// <param name="Shoppers">Best first.</param>
public sealed record AudienceAnswer(string ModelVersion, long Position, IReadOnlyList<AudienceMember> Shoppers)
{
    /// <summary>The wire form.</summary>
    public static AudienceAnswer From(Audience audience)
    {
        ArgumentNullException.ThrowIfNull(audience);
        return new AudienceAnswer(audience.ModelVersion, audience.Position, audience.Members);
    }
}
