using Ayni.Data.Features;

namespace Ayni.Trainer.Preprocessing;

/// <summary>What <c>preprocess</c> wrote.</summary>
/// <param name="Directory">Folder of the files.</param>
/// <param name="Pipeline">Name of the pipeline.</param>
/// <param name="Hash">Hash of the fitted pipeline.</param>
/// <param name="FeatureSet">Version of the definitions.</param>
/// <param name="Table">The table.</param>
/// <param name="Fitted">True if the pipeline was fitted by this run.</param>
/// <param name="Cut">Rows before it were learnt from.</param>
/// <param name="TrainRows">How many they were.</param>
/// <param name="KnowsTargets">Whether encodings hold targets of the train part.</param>
/// <param name="Files">The files.</param>
/// <param name="LeftOut">Rows not written.</param>
/// <param name="Seconds">Time it took.</param>
/// <param name="Registered">True if erased shoppers leave the folder by themselves.</param>
internal sealed record PreprocessDocument(
    string Directory,
    string Pipeline,
    string Hash,
    string FeatureSet,
    string Table,
    bool Fitted,
    DateTimeOffset Cut,
    long TrainRows,
    bool KnowsTargets,
    IReadOnlyList<FeatureFile> Files,
    long LeftOut,
    double Seconds,
    bool Registered);
