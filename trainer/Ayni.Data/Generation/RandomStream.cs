using Ayni.Numerics;

namespace Ayni.Data.Generation;

/// <summary>
/// A stream of random numbers per (seed, partition, index), of the distributions a shop is made of; any of them can be
/// made without the ones before it.
/// </summary>
internal sealed class RandomStream(int seed, string partition, long index = 0)
{
    private SplitMix64 _random = new(
        SplitMix64.Mix(SplitMix64.Mix((uint)seed + FnvHash.Of(partition)) + (ulong)index));

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => _random.NextDouble();

    /// <summary>Uniform in [0, bound).</summary>
    public int Next(int bound) => (int)(NextDouble() * bound);

    public bool Chance(double probability) => NextDouble() < probability;

    public T Pick<T>(IReadOnlyList<T> values) => values[Next(values.Count)];

    /// <summary>Standard normal (Box–Muller).</summary>
    public double NextGaussian()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Exponential with mean 1.</summary>
    public double NextExponential() => -Math.Log(1 - NextDouble());

    /// <summary>Gamma with scale 1 (Marsaglia and Tsang 2000), of any shape over 0.</summary>
    public double NextGamma(double shape)
    {
        if (shape < 1)
            return NextGamma(shape + 1) * Math.Pow(1 - NextDouble(), 1 / shape);
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var normal = NextGaussian();
            var v = Math.Pow(1 + (c * normal), 3);
            if (v > 0 && Math.Log(1 - NextDouble()) < (0.5 * normal * normal) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }

    /// <summary>Index drawn in proportion to weights of at least 0, not all 0.</summary>
    public int NextWeighted(ReadOnlySpan<double> weights)
    {
        double sum = 0;
        foreach (var weight in weights)
            sum += weight;
        var left = NextDouble() * sum;
        for (var index = 0; index < weights.Length - 1; index++)
        {
            left -= weights[index];
            if (left < 0)
                return index;
        }

        return weights.Length - 1;
    }
}
