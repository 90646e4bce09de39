using System.Collections.Immutable;
using Ayni.Domain.Erasures;
using Ayni.Gateway.Training;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Gateway.Models;

/// <summary>One trained model with its lineage.</summary>
/// <param name="Version">Version id: the id of its training run.</param>
/// <param name="IsActive">True if it answers now.</param>
/// <param name="AsOfPosition">Log position trained on.</param>
/// <param name="Users">Shoppers trained on.</param>
/// <param name="Products">Products with a factor.</param>
/// <param name="Metrics">Hold-out metrics of the blend, its parts and the version that was active then.</param>
/// <param name="Comparison">The same as a table, best first.</param>
/// <param name="Options">Options, seed included.</param>
/// <param name="ReferenceTime">Time the decay of weights is measured from.</param>
/// <param name="CodeVersion">Version of the code that trained it.</param>
/// <param name="ContentHash">SHA-256 of the item factors: equal for equal models.</param>
/// <param name="PartsHash">SHA-256 of the other parts and their weights; empty for an old version.</param>
/// <param name="Search">What was tried before training, and what was chosen; null where nothing was searched.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="Reranker">The learned re-ranker of its lists, with its lineage; null: it has none.</param>
/// <param name="ErasedSince">
/// Share of what it was trained on that was erased since; null: nothing was, or it is from before erasures were noted.
/// A training takes it away.
/// </param>
/// <param name="Reason">Why it was trained: "manual", "schedule: …", "drift: …" or "metric fall: …".</param>
public sealed record ModelAnswer(
    string Version,
    bool IsActive,
    long AsOfPosition,
    int Users,
    int Products,
    IReadOnlyDictionary<string, double> Metrics,
    IReadOnlyList<ComparedPart> Comparison,
    TrainingOptionsBody Options,
    DateTimeOffset ReferenceTime,
    string CodeVersion,
    string ContentHash,
    string PartsHash,
    SearchReport? Search,
    DateTimeOffset PublishedAt,
    RerankerVersion? Reranker,
    ErasedShareAnswer? ErasedSince,
    string? Reason)
{
    /// <summary>The wire form of a version.</summary>
    public static ModelAnswer From(ModelVersion version, string? activeVersion, ErasedSince? erased)
    {
        ArgumentNullException.ThrowIfNull(version);
        return new ModelAnswer(
            version.Version,
            version.Version == activeVersion,
            version.AsOfPosition,
            version.Users,
            version.Products,
            version.Metrics.ToImmutableSortedDictionary(StringComparer.Ordinal),
            ComparedPart.ListOf(version.Metrics),
            TrainingOptionsBody.From(version.Options),
            version.ReferenceTime,
            version.CodeVersion,
            version.ContentHash,
            version.PartsHash,
            version.Search,
            version.PublishedAt,
            version.Reranker,
            ErasedShareAnswer.From(version, erased),
            version.Reason?.ToString());
    }
}
