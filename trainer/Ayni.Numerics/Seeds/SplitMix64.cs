namespace Ayni.Numerics;

/// <summary>
/// Random numbers of one stream: SplitMix64 (Steele, Lea, Flood 2014). Its state is a counter, so any stream's numbers
/// can be made without those before it, on any thread.
/// </summary>
/// <remarks>A copy goes its own way from where it was copied: hand it on by reference.</remarks>
/// <param name="state">Where the stream starts; streams should start far apart, as mixed numbers do.</param>
public struct SplitMix64(ulong state)
{
    /// <summary>What the state moves by from one number to the next: 2⁶⁴ over the golden ratio, odd.</summary>
    public const ulong Step = 0x9E3779B97F4A7C15;

    private const double Ulp = 1.0 / (1UL << 53);

    private ulong _state = state;

    /// <summary>The stream of one (seed, partition).</summary>
    /// <param name="seed">Seed of the whole.</param>
    /// <param name="partition">Part of it that has numbers of its own.</param>
    public SplitMix64(int seed, long partition)
        : this(unchecked(Mix(Mix((uint)seed + Step) + ((ulong)partition * Step))))
    {
    }

    /// <summary>The finalizer: a permutation of all 64-bit numbers after which no pattern is left.</summary>
    /// <param name="value">Any number; 0 stays 0.</param>
    public static ulong Mix(ulong value)
    {
        value = unchecked((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9);
        value = unchecked((value ^ (value >> 27)) * 0x94D049BB133111EB);
        return value ^ (value >> 31);
    }

    /// <summary>Uniform over all 64-bit numbers.</summary>
    public ulong NextUInt64() => Mix(_state = unchecked(_state + Step));

    /// <summary>Uniform in [0, 1): 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * Ulp;

    /// <summary>Uniform in (0, 1]: 53 bits, for what has a logarithm taken.</summary>
    public double NextPositiveDouble() => ((NextUInt64() >> 11) + 1) * Ulp;

    /// <summary>
    /// Uniform in 0 .. bound − 1 by the high half of a product (Lemire 2019). Deviation: nothing is rejected; with
    /// bounds under 2³¹ no number's chance is off by more than 2⁻³³ of itself.
    /// </summary>
    /// <param name="bound">1 or more.</param>
    public int Next(int bound) => (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);
}
