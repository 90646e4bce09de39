using Ayni.Data.Features;
using Ayni.Preprocessing.Fitted;

namespace Ayni.Data.Preprocessing;

/// <summary>What went through a pipeline.</summary>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Files">Files written.</param>
/// <param name="LeftOut">Rows not written: not drawn, or known to the pipeline's encodings.</param>
public sealed record PreprocessedExport(FittedPipeline Pipeline, IReadOnlyList<FeatureFile> Files, long LeftOut);
