using Ayni.Domain.Catalog;
using Ayni.Grains.Answering;

namespace Ayni.Grains.Exports;

/// <summary>
/// Makes lists of ranked products under the scenario's rules, with as many candidates looked at as an answer looks at.
/// Thread-safe.
/// </summary>
/// <param name="question">What is asked, but for the shopper.</param>
/// <param name="products">What rules ask of a row's product; null where they ask nothing.</param>
internal sealed class ListTaker(Question question, Product?[] products)
{
    private const int RoundGrowth = 4;

    private readonly ListRules _rules = ListRules.Of(question.Scenario, question.Count);

    /// <summary>Most candidates of a stage: those of all the rounds of an answer.</summary>
    public int MaxCandidates { get; } = Enumerable.Range(0, Recommender.MaxRounds)
        .Aggregate((Sum: 0, Wanted: question.Candidates), (all, _) =>
            (all.Sum + all.Wanted, all.Wanted * RoundGrowth)).Sum;

    /// <summary>A list of what is known to be the best.</summary>
    /// <returns>Null: it does not suffice, and there is more.</returns>
    public IReadOnlyList<ListedProduct>? Take(Ranking ranking)
    {
        var maker = MakeList();
        maker.Fill(ranking.Best.Take(MaxCandidates).Select(CandidateOf));
        return maker.Free == 0 ? Of(maker) : null;
    }

    /// <summary>A list of what all shoppers get, but for what this one is not to be given.</summary>
    /// <param name="lists">The lists.</param>
    /// <param name="seen">Rows not to be given.</param>
    /// <param name="firstAlone">Whether fallbacks are left to others.</param>
    /// <returns>Null: it is not full, and what else there is hangs on the shopper.</returns>
    public IReadOnlyList<ListedProduct>? Take(SharedLists lists, int[] seen, bool firstAlone)
    {
        var maker = MakeList();
        HashSet<int> known = [.. seen];
        for (var stage = 0; stage < (firstAlone ? 1 : lists.Count) && maker.Free > 0; stage++)
            Fill(maker, lists.StageOf(stage), known);
        return maker.Free == 0 || (!firstAlone && lists.IsWhole) ? Of(maker) : null;
    }

    private void Fill(ListMaker maker, IReadOnlyList<(int Row, float Score)> ranked, HashSet<int> known)
    {
        var (next, wanted) = (0, question.Candidates);
        for (var round = 1; round <= Recommender.MaxRounds && maker.Free > 0; round++, wanted *= RoundGrowth)
        {
            var candidates = new List<Candidate>(Math.Min(wanted, ranked.Count));
            for (; candidates.Count < wanted && next < ranked.Count; next++)
            {
                if (known.Add(ranked[next].Row))
                    candidates.Add(CandidateOf(ranked[next]));
            }

            if (candidates.Count == 0)
                return;
            maker.Fill(candidates);
        }
    }

    private ListMaker MakeList() => new(_rules, static (_, _) => 0);

    private Candidate CandidateOf((int Row, float Score) ranked) => new()
    {
        ProductId = question.Snapshot.Ids[ranked.Row],
        Row = ranked.Row,
        Parts = [],
        Base = ranked.Score,
        Score = ranked.Score,
        Product = products[ranked.Row],
    };

    private static ListedProduct[] Of(ListMaker maker) =>
        [.. maker.List.Select(candidate => new ListedProduct(candidate.ProductId, candidate.Score))];
}
