using System.Runtime.Intrinsics;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Eight bootstrap samples at a time: how often each user is drawn in each, then one pass over the users' figures in
/// their order, so that the figures are read once for eight samples. Scratch of one thread.
/// </summary>
internal sealed class ResampleBatch(ResampledColumns source)
{
    /// <summary>Samples in a batch.</summary>
    public const int Samples = 8;

    private const int Lanes = 4;

    /// <summary>Users × samples.</summary>
    private readonly double[] _draws = new double[source.Users * Samples];

    /// <summary>Columns × samples.</summary>
    private readonly double[] _sums = new double[source.Width * Samples];

    /// <param name="seed">Seed of the draws.</param>
    /// <param name="first">Number of the first sample: with the seed it says who is drawn.</param>
    /// <param name="means">Receives samples × metrics, for up to <see cref="Samples"/> of them.</param>
    public void Draw(int seed, int first, Span<double> means)
    {
        Array.Clear(_draws);
        Array.Clear(_sums);
        for (var sample = 0; sample < means.Length / source.Metrics; sample++)
        {
            var random = new SplitMix64(seed, first + sample);
            for (var draw = 0; draw < source.Users; draw++)
                _draws[(random.Next(source.Users) * Samples) + sample]++;
        }

        for (var user = 0; user < source.Users; user++)
            Add(source.RowOf(user), _draws.AsSpan(user * Samples, Samples));
        for (var at = 0; at < means.Length; at++)
            means[at] = MeanOf(at / source.Metrics, at % source.Metrics);
    }

    private void Add(ReadOnlySpan<double> row, ReadOnlySpan<double> draws)
    {
        var low = Vector256.Create(draws);
        var high = Vector256.Create(draws[Lanes..]);
        for (var column = 0; column < row.Length; column++)
        {
            var value = Vector256.Create(row[column]);
            var sums = _sums.AsSpan(column * Samples, Samples);
            Vector256.FusedMultiplyAdd(low, value, Vector256.Create<double>(sums)).CopyTo(sums);
            Vector256.FusedMultiplyAdd(high, value, Vector256.Create<double>(sums[Lanes..])).CopyTo(sums[Lanes..]);
        }
    }

    private double MeanOf(int sample, int metric)
    {
        var counted = source.CountColumns[metric];
        var users = counted < 0 ? source.Users : _sums[(counted * Samples) + sample];
        return users == 0 ? 0 : _sums[(metric * Samples) + sample] / users;
    }
}
