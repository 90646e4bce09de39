namespace Ayni.Grains.Answering;

/// <summary>
/// Chooses a reason for each product of a list: one that holds nearly as well as the best, and that was given least so
/// far, so that ten rows do not say the same where other things are as true. Pure.
/// </summary>
internal static class ReasonChoice
{
    /// <summary>A reason is as good as the best from this share of its share on.</summary>
    public const double NearlyAsGood = 0.4;

    /// <summary>One reason a product, in order; null where there is none.</summary>
    /// <param name="products">Of each product the reasons that hold.</param>
    public static IReadOnlyList<Reason?> Choose(IReadOnlyList<IReadOnlyList<Reason>> products)
    {
        ArgumentNullException.ThrowIfNull(products);
        var given = new Dictionary<string, int>(StringComparer.Ordinal);
        var chosen = new List<Reason?>(products.Count);
        foreach (var reasons in products)
        {
            var best = reasons.Count == 0 ? 0 : reasons.Max(reason => reason.Share);
            var next = reasons.Where(reason => reason.Share >= best * NearlyAsGood)
                .OrderBy(reason => given.GetValueOrDefault(reason.Key))
                .ThenByDescending(reason => reason.Share)
                .ThenBy(reason => reason.Key, StringComparer.Ordinal)
                .FirstOrDefault();
            if (next is not null)
                given[next.Key] = given.GetValueOrDefault(next.Key) + 1;
            chosen.Add(next);
        }

        return chosen;
    }
}
