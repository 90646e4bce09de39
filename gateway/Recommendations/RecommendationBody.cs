namespace Ayni.Gateway.Recommendations;

/// <summary>A request for one list, or for several. Everything is optional.</summary>
public sealed record RecommendationBody : RailBody
{
    /// <summary>Who asks; left out: nobody in particular.</summary>
    public string? UserId { get; init; }

    /// <summary>
    /// Several lists, 1 to 16; no product is in two of them. What one does not say, the request around it does.
    /// </summary>
    public IReadOnlyList<RailBody>? Rails { get; init; }
}
