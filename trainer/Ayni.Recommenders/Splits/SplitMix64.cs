namespace Ayni.Recommenders;

/// <summary>
/// Random numbers of one (seed, partition): SplitMix64 (Steele, Lea, Flood 2014). Its state is a counter, so any
/// partition's numbers can be made without those before it, on any thread.
/// </summary>
internal struct SplitMix64(int seed, long partition)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state = Mix(Mix((uint)seed + Golden) + ((ulong)partition * Golden));

    /// <summary>Uniform over all 64-bit numbers.</summary>
    public ulong NextUInt64() => Mix(_state += Golden);

    /// <summary>
    /// Uniform in 0 .. bound − 1 by the high half of a product (Lemire 2019). Deviation: nothing is rejected; with
    /// bounds under 2³¹ no number's chance is off by more than 2⁻³³ of itself.
    /// </summary>
    public int Next(int bound) => (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
