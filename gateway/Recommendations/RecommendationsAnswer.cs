using System.Text.Json.Serialization;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Gateway.Recommendations;

/// <summary>A list of products.</summary>
public sealed record RecommendationsAnswer
{
    /// <summary>Id of this answer.</summary>
    public required string RecommendationId { get; init; }

    /// <summary>The shopper; empty: nobody in particular.</summary>
    public required string UserId { get; init; }

    /// <summary>Product that the list is for; left out where it is for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ProductId { get; init; }

    /// <summary>Scenario that answered.</summary>
    public required string Scenario { get; init; }

    /// <summary>Its version; 0: the one that ships.</summary>
    public required int ScenarioVersion { get; init; }

    /// <summary>Model that answered; null if none is active.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>How the first product was found.</summary>
    public required RecommendationSource Source { get; init; }

    /// <summary>The products, in the order to show them.</summary>
    public required IReadOnlyList<ItemAnswer> Items { get; init; }

    /// <summary>Log position of this shopper that is taken into account.</summary>
    public required long Position { get; init; }

    /// <summary>What the next page is asked with; null: there is none.</summary>
    public string? NextCursor { get; init; }

    /// <summary>Why there are fewer than asked for; null if there are as many.</summary>
    public string? ShortfallReason { get; init; }

    /// <summary>
    /// Which rules took how many products, and which fallbacks filled in; null if the sources alone gave enough.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ShortfallAnswer? Shortfall { get; init; }

    /// <summary>What was asked for and does not exist, with the nearest that does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>
    /// True if products were taken as the catalogue has them, because they did not answer for themselves in time.
    /// </summary>
    public required bool Partial { get; init; }

    /// <summary>
    /// True if a part of the system did not answer in time and the answer was made without it.
    /// </summary>
    public required bool Degraded { get; init; }

    /// <summary>Which part; null if none.</summary>
    public string? DegradedReason { get; init; }

    /// <summary>What became of every candidate; only in a trace.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CandidateTrace>? Trace { get; init; }

    /// <summary>The wire form of a grain's answer.</summary>
    /// <param name="answer">The grain's answer.</param>
    /// <param name="request">What it was asked.</param>
    public static RecommendationsAnswer From(RecommendationAnswer answer, RecommendationRequest request)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(request);
        return new RecommendationsAnswer
        {
            RecommendationId = answer.RecommendationId,
            UserId = answer.UserId,
            ProductId = request.ContextProduct,
            Scenario = answer.Scenario,
            ScenarioVersion = answer.ScenarioVersion,
            ModelVersion = answer.ModelVersion,
            Source = answer.Source,
            Items = [.. answer.Items.Select(ItemAnswer.From)],
            Position = answer.Position,
            NextCursor = answer.NextCursor,
            ShortfallReason = answer.ShortfallReason,
            Shortfall = answer.ShortfallReason is null && answer.Fallbacks.IsEmpty
                ? null
                : new ShortfallAnswer(answer.Losses, answer.Fallbacks),
            Warnings = answer.Warnings.IsEmpty ? null : answer.Warnings,
            Partial = answer.Unconfirmed > 0,
            Degraded = answer.DegradedReason is not null,
            DegradedReason = answer.DegradedReason,
            Trace = answer.Trace.IsEmpty ? null : answer.Trace,
        };
    }
}
