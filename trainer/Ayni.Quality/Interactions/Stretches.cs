namespace Ayni.Quality;

/// <summary>
/// Stretches as long as the current period: what a shopper does in a month cannot be compared with a week's, and who is
/// new depends on how far back one looks.
/// </summary>
internal sealed class Stretches
{
    private readonly InteractionRows _rows;

    public Stretches(InteractionRows rows, Period reference, Period current)
    {
        _rows = rows;
        var length = current.Length;
        var number = (int)Math.Min(reference.Length / length, 1_000);
        Reference =
        [
            .. Enumerable.Range(1, number).Select(back => new Period(
                reference.To - (back * length), reference.To - ((back - 1) * length))),
        ];
        WithHistory = [.. Reference.Where(HasHistory)];
    }

    /// <summary>The stretches of the reference, newest first; a rest at its beginning is left out.</summary>
    public IReadOnlyList<Period> Reference { get; }

    /// <summary>Those of which the log also holds the stretch before.</summary>
    public IReadOnlyList<Period> WithHistory { get; }

    public bool HasHistory(Period stretch) =>
        _rows.Oldest is { } oldest && PeriodChoice.Floor(oldest) <= stretch.From - stretch.Length;

    /// <summary>Interactions of each shopper in each stretch.</summary>
    public Sample<double> Activity(IReadOnlyList<Period> stretches)
    {
        var counts = new Dictionary<(int Stretch, int User), int>();
        foreach (var row in _rows.Rows)
        {
            if (IndexOf(stretches, row.TimeMs) is >= 0 and var stretch)
                counts[(stretch, row.User)] = counts.GetValueOrDefault((stretch, row.User)) + 1;
        }

        return new([.. counts.Values.Select(count => (double)count)], [.. counts.Keys.Select(key => key.User)]);
    }

    /// <summary>Of each shopper of each stretch, whether the stretch before did not know them.</summary>
    public Sample<bool> NewShoppers(IReadOnlyList<Period> stretches)
    {
        var (now, before) = (new HashSet<(int Stretch, int User)>(), new HashSet<(int Stretch, int User)>());
        foreach (var row in _rows.Rows)
        {
            for (var stretch = 0; stretch < stretches.Count; stretch++)
            {
                if (stretches[stretch].Contains(row.TimeMs))
                    now.Add((stretch, row.User));
                else if (Before(stretches[stretch]).Contains(row.TimeMs))
                    before.Add((stretch, row.User));
            }
        }

        return new([.. now.Select(key => !before.Contains(key))], [.. now.Select(key => key.User)]);
    }

    /// <summary>Of each interaction of each stretch, whether the stretch before did not know its product.</summary>
    public Sample<bool> NewProducts(IReadOnlyList<Period> stretches)
    {
        var (flags, users) = (new List<bool>(), new List<int>());
        foreach (var stretch in stretches)
        {
            var before = new HashSet<int>();
            foreach (var row in _rows.Rows)
            {
                if (Before(stretch).Contains(row.TimeMs))
                    before.Add(row.Product);
            }

            foreach (var row in _rows.Rows)
            {
                if (row.Product < 0 || !stretch.Contains(row.TimeMs))
                    continue;
                flags.Add(!before.Contains(row.Product));
                users.Add(row.User);
            }
        }

        return new(flags, users);
    }

    private static Period Before(Period stretch) => new(stretch.From - stretch.Length, stretch.From);

    private static int IndexOf(IReadOnlyList<Period> stretches, long timeMs)
    {
        for (var stretch = 0; stretch < stretches.Count; stretch++)
        {
            if (stretches[stretch].Contains(timeMs))
                return stretch;
        }

        return -1;
    }
}
