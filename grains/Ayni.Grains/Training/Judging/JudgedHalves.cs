using Ayni.Numerics;

namespace Ayni.Grains.Training;

/// <summary>
/// The held-out pairs in two halves: weights are learnt on one and judged on the other, for what was chosen on a pair
/// is flattered by it. Users take turns in the order of their hashes, so that no half is empty without need.
/// </summary>
/// <param name="Learning">Users × items.</param>
/// <param name="Judging">Users × items; gets the odd one out.</param>
/// <param name="LearningUsers">Users of the first.</param>
/// <param name="JudgingUsers">Users of the second.</param>
internal sealed record JudgedHalves(CsrMatrix Learning, CsrMatrix Judging, int LearningUsers, int JudgingUsers)
{
    /// <summary>Users × items: both.</summary>
    public required CsrMatrix Both { get; init; }

    /// <summary>Cuts. Pairs of an item that nobody else met are in neither: no model can find them.</summary>
    public static JudgedHalves Of(CsrMatrix train, CsrMatrix heldOut, string[] userIds, int seed)
    {
        var counts = train.ColumnCounts();
        var users = Enumerable.Range(0, heldOut.Rows)
            .Where(user => heldOut.RowLength(user) > 0 && counts[heldOut.RowColumns(user)[0]] > 0)
            .OrderBy(user => HoldOut.Hash(seed, userIds[user]))
            .ThenBy(user => user)
            .ToArray();
        var judging = users.Where((_, turn) => turn % 2 == 0).ToHashSet();
        return new JudgedHalves(
            Rows(heldOut, users.Where(user => !judging.Contains(user)).ToHashSet()), Rows(heldOut, judging),
            users.Length - judging.Count, judging.Count)
        {
            Both = Rows(heldOut, [.. users]),
        };
    }

    private static CsrMatrix Rows(CsrMatrix heldOut, HashSet<int> users)
    {
        var (starts, columns) = (new int[heldOut.Rows + 1], new List<int>());
        for (var user = 0; user < heldOut.Rows; user++)
        {
            if (users.Contains(user))
                columns.AddRange(heldOut.RowColumns(user));
            starts[user + 1] = columns.Count;
        }

        var values = new float[columns.Count];
        Array.Fill(values, 1f);
        return new CsrMatrix(heldOut.Rows, heldOut.Columns, starts, [.. columns], values);
    }
}
