using System.Collections.Immutable;
using Ayni.Domain.Catalog;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Answering;

/// <summary>Says of each product of a list what its score is made of, what led to it, and why, in a sentence.</summary>
internal sealed class Explainer(ICatalogStore catalog, AnswerMetrics metrics)
{
    /// <summary>Past products an explanation names, of each product.</summary>
    public const int MaxContributions = 5;

    /// <summary>Name of what re-ranking adds to a score.</summary>
    public const string RerankingPart = "reranking";

    /// <summary>Lines with their reasons.</summary>
    /// <param name="question">The request.</param>
    /// <param name="list">The list.</param>
    /// <param name="scorers">Scorers of each stage.</param>
    /// <param name="items">Lines of the list, in its order.</param>
    /// <param name="cancellationToken">Ends the reading of names.</param>
    public async Task<ImmutableArray<RecommendedProduct>> ExplainAsync(
        Question question,
        IReadOnlyList<Candidate> list,
        IReadOnlyList<IReadOnlyList<Scorer>> scorers,
        IReadOnlyList<RecommendedProduct> items,
        CancellationToken cancellationToken)
    {
        using var stage = metrics.Begin(AnswerStage.Explanation);
        var origins = list.Select(candidate => OriginsOf(candidate, scorers[candidate.Stage])).ToArray();
        var past = await ProductsAsync(origins, cancellationToken);
        var finder = new ReasonFinder(question, past.GetValueOrDefault);
        var reasons = ReasonChoice.Choose(
            [.. list.Select((candidate, place) => ReasonsOf(finder, candidate, scorers, origins[place]))]);
        var language = question.Request.Language ?? question.Shopper.Profile.Language;
        return
        [
            .. list.Select((candidate, place) => items[place] with
            {
                Parts = PartsOf(candidate, scorers[candidate.Stage]),
                Factors = [.. candidate.Factors],
                Reranking = ExplanationOf(question, candidate),
                Because =
                [
                    .. origins[place].Take(MaxContributions).Select(origin => new Contribution(
                        origin.ProductId,
                        past.GetValueOrDefault(origin.ProductId)?.Name ?? origin.ProductId,
                        origin.Score)),
                ],
                Reason = reasons[place] is { } reason
                    ? ReasonTexts.Say(question.Scenario, language, reason)
                    : null,
            }),
        ];
    }

    /// <summary>Parts of a candidate's score, largest first; what re-ranking adds or takes is one of them.</summary>
    public static ImmutableArray<ScorePart> PartsOf(Candidate candidate, IReadOnlyList<Scorer> scorers) =>
    [
        .. scorers.Select((scorer, index) => (scorer.Name, Score: index < candidate.Parts.Length
                ? candidate.Parts[index]
                : float.NaN))
            .Where(part => !float.IsNaN(part.Score))
            .Select(part => (part.Name, Score: (double)part.Score))
            .Concat(candidate.Reranked is { } reranked ? [(RerankingPart, reranked.Change)] : [])
            .OrderByDescending(part => part.Score)
            .ThenBy(part => part.Name, StringComparer.Ordinal)
            .Select(part => new ScorePart(part.Name, part.Score)),
    ];

    // The parts that are 0 say nothing, and most are.
    private static RerankingExplanation? ExplanationOf(Question question, Candidate candidate)
    {
        if (question.Reranking is not { } reranking || candidate.Reranked is not { } reranked)
            return null;
        var parts = reranking.Explain(reranked.Pool, reranked.Place);
        return new RerankingExplanation(
            reranked.Pool.Scores[reranked.Place],
            reranking.Bias,
            [
                .. reranking.Features.Zip(parts, (feature, part) => new ScorePart(feature, part))
                    .Where(part => part.Score != 0)
                    .OrderByDescending(part => Math.Abs(part.Score))
                    .ThenBy(part => part.Name, StringComparer.Ordinal),
            ]);
    }

    private static IReadOnlyList<Reason> ReasonsOf(
        ReasonFinder finder,
        Candidate candidate,
        IReadOnlyList<IReadOnlyList<Scorer>> scorers,
        IReadOnlyList<Origin> origins) =>
        candidate.IsPinned
            ? [new Reason(ReasonNames.Pinned, 1)]
            : finder.Of(candidate, scorers[candidate.Stage], origins);

    /// <summary>Past products and their parts of the score, over all scorers; largest first, then by id.</summary>
    private static List<Origin> OriginsOf(Candidate candidate, IReadOnlyList<Scorer> scorers)
    {
        var sums = new Dictionary<string, Origin>(StringComparer.Ordinal);
        for (var index = 0; index < candidate.Parts.Length; index++)
        {
            if (float.IsNaN(candidate.Parts[index]))
                continue;
            foreach (var origin in scorers[index].OriginsOf(candidate.ScoredRow))
            {
                sums[origin.ProductId] = sums.TryGetValue(origin.ProductId, out var known)
                    ? known with
                    {
                        Score = known.Score + origin.Score,
                        Kind = origin.Score > known.Score ? origin.Kind : known.Kind,
                    }
                    : origin;
            }
        }

        return
        [
            .. sums.Values.OrderByDescending(origin => origin.Score)
                .ThenBy(origin => origin.ProductId, StringComparer.Ordinal),
        ];
    }

    private async Task<Dictionary<string, Product>> ProductsAsync(
        IReadOnlyList<IReadOnlyList<Origin>> origins, CancellationToken cancellationToken)
    {
        var ids = origins.SelectMany(of => of).Select(origin => origin.ProductId).ToHashSet(StringComparer.Ordinal);
        if (ids.Count == 0)
            return [];
        var found = await catalog.GetAsync(ids, cancellationToken);
        return found.ToDictionary(product => product.ProductId, StringComparer.Ordinal);
    }
}
