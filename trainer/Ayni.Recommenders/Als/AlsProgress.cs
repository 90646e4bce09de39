namespace Ayni.Recommenders;

/// <summary>How far a fit is; reported after each half-sweep.</summary>
/// <param name="HalfSweepsDone">Half-sweeps done.</param>
/// <param name="HalfSweepsTotal">Half-sweeps in all: two a sweep, and the last one over the users.</param>
/// <param name="Loss">Loss, where a sweep has just ended; else null.</param>
public readonly record struct AlsProgress(int HalfSweepsDone, int HalfSweepsTotal, LossParts? Loss);
