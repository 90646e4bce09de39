using Ayni.Preprocessing.Fitted;

namespace Ayni.Preprocessing.Fitting;

/// <summary>What fitting gave.</summary>
/// <param name="Pipeline">
/// The pipeline; until it is stored it also knows how rows of its train part are encoded without their own targets.
/// </param>
/// <param name="TrainRows">Rows of the train part, ascending.</param>
/// <param name="Sample">Places in <paramref name="TrainRows"/> that were drawn, ascending; null: all.</param>
public sealed record FittedRun(
    FittedPipeline Pipeline, IReadOnlyList<int> TrainRows, IReadOnlyList<int>? Sample);
