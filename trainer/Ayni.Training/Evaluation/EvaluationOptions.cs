using System.Collections.Immutable;

namespace Ayni.Training;

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

        return this;
    }
}
