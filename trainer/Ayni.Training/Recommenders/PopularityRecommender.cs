using Ayni.Numerics;

namespace Ayni.Training;

/// <summary>
/// The same for everybody: items by the sum of their weights over all users. The floor for every model.
/// </summary>
public sealed class PopularityRecommender : IRecommender
{
    private float[]? _popularity;

    /// <inheritdoc/>
    public string Name => "popularity";

    /// <inheritdoc/>
    public int Items => _popularity?.Length ?? 0;

    /// <inheritdoc/>
    public void Fit(CsrMatrix weights, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(weights);
        cancellationToken.ThrowIfCancellationRequested();
        var sums = new double[weights.Columns];
        for (var entry = 0; entry < weights.EntryCount; entry++)
            sums[weights.ColumnIndices[entry]] += weights.Values[entry];
        _popularity = Array.ConvertAll(sums, sum => (float)sum);
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<int> users, Span<float> scores)
    {
        var popularity = _popularity ?? throw new InvalidOperationException("Popularity was not fitted.");
        for (var user = 0; user < users.Length; user++)
            popularity.CopyTo(scores[(user * popularity.Length)..]);
    }
}
