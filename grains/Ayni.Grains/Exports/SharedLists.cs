using Ayni.Grains.Answering;

namespace Ayni.Grains.Exports;

/// <summary>
/// What shoppers get of whom nothing may be, or is, made use of: the same order of products for all of them, a stage
/// each for the scenario's sources and its fallbacks. Each is made when it is first asked for. Thread-safe.
/// </summary>
internal sealed class SharedLists
{
    private static readonly HashSet<string> Impersonal = new(StringComparer.Ordinal)
    {
        Domain.Scenarios.SourceNames.Model,
        Domain.Scenarios.SourceNames.Content,
        Domain.Scenarios.SourceNames.Similar,
        Domain.Scenarios.SourceNames.BoughtTogether,
        Domain.Scenarios.SourceNames.Popular,
        Domain.Scenarios.SourceNames.Trending,
        Domain.Scenarios.SourceNames.Newest,
    };

    private readonly Lazy<IReadOnlyList<(int Row, float Score)>>[] _stages;

    /// <summary>The lists of a question.</summary>
    /// <param name="question">Asked by somebody without a history, who refuses that any is made use of.</param>
    public SharedLists(Question question)
    {
        var fallbacks = question.Scenario.Fallbacks.TakeWhile(Impersonal.Contains).ToArray();
        IsWhole = fallbacks.Length == question.Scenario.Fallbacks.Length;
        _stages =
        [
            new(() => Order(question, ScorerFactory.OfScenario(question))),
            .. fallbacks.Select(name => new Lazy<IReadOnlyList<(int Row, float Score)>>(
                () => Order(question, [.. ScorerFactory.Of(question, name, 1)]))),
        ];
    }

    /// <summary>Whether the stages are all there are: no later one asks what the shopper did.</summary>
    public bool IsWhole { get; }

    /// <summary>Stages.</summary>
    public int Count => _stages.Length;

    /// <summary>Products of a stage: score descending, then product id.</summary>
    public IReadOnlyList<(int Row, float Score)> StageOf(int stage) => _stages[stage].Value;

    private static IReadOnlyList<(int Row, float Score)> Order(Question question, IReadOnlyList<Scorer> scorers) =>
        scorers.Count == 0
            ? []
            : [
                .. Retriever.Find(question, scorers, question.Snapshot.Count, 0, new HashSet<string>()).Candidates
                    .Select(candidate => (candidate.Row, (float)candidate.Base)),
            ];
}
