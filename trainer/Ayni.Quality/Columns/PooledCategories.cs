namespace Ayni.Quality;

/// <summary>Counts of both periods by category, the rare ones in one: χ² and PSI need some rows in each.</summary>
/// <param name="Labels">Names; the pooled ones come last.</param>
/// <param name="Reference">Rows of the reference.</param>
/// <param name="Current">Rows of the current period.</param>
internal sealed record PooledCategories(string[] Labels, long[] Reference, long[] Current)
{
    public static PooledCategories Of(
        Dictionary<string, int> names, TextSample before, TextSample now, QualityOptions options, bool isOrdered)
    {
        var (rows, rowsNow) = (before.EffectiveRows, now.EffectiveRows);
        var smaller = Math.Min(rows, rowsNow) / (rows + rowsNow);

        // By what both have together, so that what is pooled does not depend on which period has more of it.
        var ranked = names
            .Select(name => (name.Key, Category: name.Value, Weight: Weight(name.Value)))
            .OrderByDescending(name => name.Weight)
            .ThenBy(name => name.Key, StringComparer.Ordinal)
            .ToArray();
        var kept = ranked.TakeWhile(
            (name, rank) => rank < options.MaxCategories && name.Weight * smaller >= options.LeastExpected).ToList();
        var rest = ranked.Skip(kept.Count).ToList();

        // A rest that is rare itself takes the rarest kept one along.
        while (rest.Count > 0 && kept.Count > 1 && rest.Sum(name => name.Weight) * smaller < options.LeastExpected)
        {
            rest.Add(kept[^1]);
            kept.RemoveAt(kept.Count - 1);
        }

        if (isOrdered)
            kept.Sort((first, second) => string.CompareOrdinal(first.Key, second.Key));
        List<string> labels = [.. kept.Select(name => name.Key)];
        List<long> reference = [.. kept.Select(name => before.CountOf(name.Category))];
        List<long> current = [.. kept.Select(name => now.CountOf(name.Category))];
        if (rest.Count > 0)
        {
            labels.Add(rest.Count == 1 ? rest[0].Key : $"({rest.Count} more)");
            reference.Add(rest.Sum(name => before.CountOf(name.Category)));
            current.Add(rest.Sum(name => now.CountOf(name.Category)));
        }

        return new PooledCategories([.. labels], [.. reference], [.. current]);

        double Weight(int category) =>
            (before.CountOf(category) * before.RowWeight) + (now.CountOf(category) * now.RowWeight);
    }

    /// <summary>The category whose share moved most, in words.</summary>
    public string LargestMove()
    {
        var (before, now) = (BinShares.Of(Reference), BinShares.Of(Current));
        var moved = Enumerable.Range(0, Labels.Length).MaxBy(bin => Math.Abs(now[bin] - before[bin]));
        return $"“{Labels[moved]}” {ColumnChecks.Share(now[moved])}, before {ColumnChecks.Share(before[moved])}";
    }
}
