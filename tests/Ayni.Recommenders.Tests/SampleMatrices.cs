using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

/// <summary>Data whose right answers are known by construction.</summary>
internal static class SampleMatrices
{
    /// <summary>
    /// A checkerboard: even users have even items, odd users odd items, each user all but one of theirs. The one left
    /// out is the only item of the right colour that can be recommended.
    /// </summary>
    public static CsrMatrix Checkerboard(int users, int items)
    {
        var (rows, columns) = (new List<int>(), new List<int>());
        for (var user = 0; user < users; user++)
        {
            for (var item = user % 2; item < items; item += 2)
            {
                if (item == LeftOut(user, items))
                    continue;
                rows.Add(user);
                columns.Add(item);
            }
        }

        return Ones(users, items, rows, columns);
    }

    /// <summary>The item of the user's colour that the checkerboard leaves out.</summary>
    public static int LeftOut(int user, int items) => ((2 * (user / 2)) + (user % 2)) % items;

    /// <summary>Random pairs, values 0.5 to 3.5.</summary>
    public static CsrMatrix Random(int users, int items, int pairs, int seed)
    {
        var random = new Random(seed);
        var seen = new HashSet<(int, int)>();
        var (rows, columns, values) = (new List<int>(), new List<int>(), new List<float>());
        while (rows.Count < pairs)
        {
            var (user, item) = (random.Next(users), (int)(items * Math.Pow(random.NextDouble(), 2)));
            if (!seen.Add((user, item)))
                continue;
            rows.Add(user);
            columns.Add(item);
            values.Add(0.5f + (3 * random.NextSingle()));
        }

        return CsrMatrix.FromTriples(users, items, [.. rows], [.. columns], [.. values]);
    }

    /// <summary>User u met item u, counted round.</summary>
    public static CsrMatrix OneItemAUser(int users, int items)
    {
        int[] all = [.. Enumerable.Range(0, users)];
        return Ones(users, items, all, [.. all.Select(user => user % items)]);
    }

    public static CsrMatrix Ones(int users, int items, IReadOnlyList<int> rows, IReadOnlyList<int> columns)
    {
        var ones = new float[rows.Count];
        ones.AsSpan().Fill(1);
        return CsrMatrix.FromTriples(users, items, [.. rows], [.. columns], ones);
    }
}
