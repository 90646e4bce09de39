namespace Ayni.Recommenders;

/// <summary>
/// What is popular now: an interaction counts its weight × 2^(−age / half-life). A matrix has no times, so the items'
/// weights are made from the table beforehand and handed to <see cref="PopularityRecommender"/>.
/// </summary>
public sealed record PopularityDecay
{
    /// <summary>Age at which an interaction counts half, in the unit of the timestamps; 1 or more.</summary>
    public required long HalfLife { get; init; }

    /// <summary>
    /// The moment to judge from, in the unit of the timestamps. Later interactions are not known yet and count nothing.
    /// </summary>
    public required long Reference { get; init; }

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public PopularityDecay Validated() => HalfLife >= 1
        ? this
        : throw new ArgumentOutOfRangeException(nameof(HalfLife), HalfLife, "HalfLife must be 1 or more.");

    /// <summary>What an interaction's weight is multiplied with: 1 at the reference, 0 after it.</summary>
    /// <param name="timestamp">When it happened.</param>
    public double FactorAt(long timestamp) =>
        timestamp > Reference ? 0 : Math.Pow(2, -((double)Reference - timestamp) / HalfLife);

    /// <summary>Sums the decayed weights of each item, in log order.</summary>
    /// <param name="interactions">Interactions of all users.</param>
    /// <param name="include">Told the position of each interaction; null lets all count.</param>
    /// <returns>One number an item.</returns>
    public double[] ItemWeights(InteractionTable interactions, Func<int, bool>? include = null)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        Validated();
        var weights = new double[interactions.ItemCount];
        for (var row = 0; row < interactions.Count; row++)
        {
            if (include?.Invoke(row) != false)
                weights[interactions.Items[row]] += interactions.Weights[row] * FactorAt(interactions.Timestamps[row]);
        }

        return weights;
    }
}
