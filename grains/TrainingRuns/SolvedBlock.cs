namespace Ayni.TrainingRuns;

/// <summary>A block after a half-sweep.</summary>
/// <param name="Checkpoint">What is stored.</param>
/// <param name="GramianChunks">
/// Partial sums of the Gramian, in order of chunk; made anew from the factors if lost.
/// </param>
public sealed record SolvedBlock(BlockCheckpoint Checkpoint, IReadOnlyList<double[]> GramianChunks);
