using System.Collections.Immutable;

namespace Ayni.Grains.Training;

/// <summary>What judging a run came to.</summary>
/// <param name="Metrics">
/// Metrics such as <c>als.ndcg@10</c>, and what is published as <c>weight.als</c>; empty for a run that holds nothing
/// out.
/// </param>
/// <param name="Message">What whoever started the run should know; null if all went as hoped.</param>
public sealed record Judgement(ImmutableDictionary<string, double> Metrics, string? Message = null);
