namespace Ayni.Gateway.Reco;

/// <summary>Whom to recommend to.</summary>
public sealed record RecoRequestBody
{
    /// <summary>Id of the shopper, 1 to 128 characters.</summary>
    /// <example>u-1</example>
    public required string UserIdHash { get; init; }
}
