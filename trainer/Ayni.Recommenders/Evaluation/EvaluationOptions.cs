using System.Collections.Immutable;

namespace Ayni.Recommenders;

/// <summary>Options of <see cref="Evaluator"/>.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Cutoffs K, ascending. <value>Default 10 and 20; each 1 to 1,000.</value></summary>
    public ImmutableArray<int> Cutoffs { get; init; } = [10, 20];

    /// <summary>
    /// Whether items that the user has in train are no candidates, and such test pairs dropped.
    /// <value>Default true.</value>
    /// </summary>
    public bool ExcludeSeen { get; init; } = true;

    /// <summary>
    /// Most train entries of a cold user. <value>Default 5; range 0 to <see cref="LightUserEntries"/>.</value>
    /// </summary>
    public int ColdUserEntries { get; init; } = 5;

    /// <summary>
    /// Most train entries of a light user; one with more is heavy.
    /// <value>Default 20; range <see cref="ColdUserEntries"/> to 2,147,483,647.</value>
    /// </summary>
    public int LightUserEntries { get; init; } = 20;

    /// <summary>
    /// Share of the candidate items that are the head: those with the most train entries, ties to the lower index,
    /// their number rounded up. The rest is the tail. <value>Default 0.2; over 0 and under 1.</value>
    /// </summary>
    public double HeadItemShare { get; init; } = 0.2;

    /// <summary>Threads; the figures do not depend on it. <value>Default 0: one a processor.</value></summary>
    public int Threads { get; init; }

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public EvaluationOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Threads, nameof(Threads));
        if (Cutoffs.IsDefaultOrEmpty || Cutoffs.Any(cutoff => cutoff is < 1 or > 1000)
            || !Cutoffs.SequenceEqual(Cutoffs.Distinct().Order()))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Cutoffs), Cutoffs.IsDefault ? "none" : string.Join(", ", Cutoffs),
                "Cutoffs must be one or more numbers from 1 to 1,000, ascending.");
        }

        if (ColdUserEntries < 0 || ColdUserEntries > LightUserEntries)
        {
            throw new ArgumentOutOfRangeException(
                nameof(ColdUserEntries), ColdUserEntries,
                $"ColdUserEntries must be from 0 to LightUserEntries, which is {LightUserEntries}.");
        }

        if (!(HeadItemShare > 0 && HeadItemShare < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(HeadItemShare), HeadItemShare, "HeadItemShare must be over 0 and under 1, such as 0.2.");
        }

        return this;
    }
}
