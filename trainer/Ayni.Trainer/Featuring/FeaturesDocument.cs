using Ayni.Data.Features;

namespace Ayni.Trainer.Featuring;

/// <summary>What <c>features</c> wrote.</summary>
/// <param name="Directory">Folder of the files.</param>
/// <param name="FeatureSet">Version of the definitions.</param>
/// <param name="AsOf">Instant of the snapshots.</param>
/// <param name="LogPosition">Position of the log.</param>
/// <param name="CataloguePosition">Position of the catalogue.</param>
/// <param name="Interactions">Interactions with a product.</param>
/// <param name="Checked">Rows worked out again from the log before them, and found equal.</param>
/// <param name="Files">The files.</param>
/// <param name="Seconds">Time it took.</param>
internal sealed record FeaturesDocument(
    string Directory,
    string FeatureSet,
    DateTimeOffset AsOf,
    long LogPosition,
    long CataloguePosition,
    long Interactions,
    int Checked,
    IReadOnlyList<FeatureFile> Files,
    double Seconds);
