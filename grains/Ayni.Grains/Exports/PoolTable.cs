using Ayni.Grains.Catalog;
using Ayni.Recommenders;

namespace Ayni.Grains.Exports;

/// <summary>
/// What the pools of all shoppers have in common: the re-ranker, its parts, and the products by popularity. Immutable;
/// any number of threads.
/// </summary>
internal sealed class PoolTable
{
    // Products that the model has not met are in no pool, but among the best of a scan.
    private const int MaxUnmet = 256;

    /// <summary>Lays them out.</summary>
    /// <param name="table">The products.</param>
    /// <param name="reranker">What orders them, of the version of the table's model.</param>
    public PoolTable(ScoreTable table, Reranker reranker)
    {
        (Table, Reranker) = (table, reranker);
        Steps = [.. reranker.Header.Parts.Select(StepOf)];
        ByPopularity = Steps.FirstOrDefault(step => step?.Kind == ScoreStepKind.Popularity) is { } popularity
            ? ByScore(popularity)
            : [];
        Scanned = Size + Math.Min(MaxUnmet, table.Rows.Count(row => !IsMet(row)));
    }

    /// <summary>The products.</summary>
    public ScoreTable Table { get; }

    /// <summary>What orders them.</summary>
    public Reranker Reranker { get; }

    /// <summary>Best products of each part in a pool.</summary>
    public int Size => Reranker.Header.PoolSize;

    /// <summary>Products that a scan by factors has to find, a margin for rounding aside.</summary>
    public int Scanned { get; }

    /// <summary>Summand of the score for each part of the re-ranker; null: it says nothing.</summary>
    public IReadOnlyList<ScoreStep?> Steps { get; }

    /// <summary>Rows with a popularity that counts, best first.</summary>
    public int[] ByPopularity { get; }

    /// <summary>Whether the model has met a row's product: what it has not is in no pool.</summary>
    public bool IsMet(int row) => Table.Snapshot.ItemOf(row) != IndexSnapshot.NoItem;

    private ScoreStep? StepOf(string part)
    {
        foreach (var step in Table.Plan.Steps)
        {
            var name = step.Kind switch
            {
                ScoreStepKind.Factor => PartNames.Als,
                ScoreStepKind.Popularity => PartNames.Popularity,
                _ => Table.Snapshot.Model!.Scorers[step.Part].Part.Name,
            };
            if (name == part)
                return step;
        }

        return null;
    }

    private int[] ByScore(ScoreStep popularity)
    {
        var top = new RowTop(Table.Rows.Length, Table.Snapshot.Ids);
        foreach (var row in Table.Rows.Where(IsMet))
        {
            if (Table.Snapshot.Popularity[row] is var score && !float.IsNaN(score))
                top.Offer(row, popularity.Weight * score);
        }

        return [.. top.Drain().Select(found => found.Row)];
    }
}
