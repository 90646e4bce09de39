using Ayni.Recommenders;

namespace Ayni.Trainer.Benchmarking;

/// <summary>One fit: its sweeps, its memory and where it came to.</summary>
/// <param name="Sweeps">Time of each sweep.</param>
/// <param name="Losses">The objective after each.</param>
/// <param name="Memory">Memory of the whole fit.</param>
/// <param name="Rank">Length of a factor.</param>
/// <param name="UserFactors">Users × rank.</param>
/// <param name="ItemFactors">Items × rank.</param>
internal sealed record SolverRun(
    IReadOnlyList<WorkTime> Sweeps,
    IReadOnlyList<LossParts> Losses,
    MemoryFigures Memory,
    int Rank,
    float[] UserFactors,
    float[] ItemFactors);
