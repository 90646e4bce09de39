using Ayni.Recommenders;

namespace Ayni.Trainer.Benchmarking;

/// <summary>
/// What the managed heap holds after each half-sweep beyond what it held before the fit. It collects the garbage to
/// know, so it watches a fit that is not timed.
/// </summary>
internal sealed class HeldMemory : IProgress<AlsProgress>
{
    private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);

    /// <summary>Most so far, in bytes.</summary>
    public long MostBytes { get; private set; }

    public void Report(AlsProgress value) => Look();

    /// <summary>Looks now.</summary>
    public void Look() =>
        MostBytes = Math.Max(MostBytes, GC.GetTotalMemory(forceFullCollection: true) - _before);
}
