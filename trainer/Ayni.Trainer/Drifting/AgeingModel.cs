namespace Ayni.Trainer.Drifting;

/// <summary>One model by its age.</summary>
/// <param name="Model">Name.</param>
/// <param name="Ages">Figures by age, the fresh one first.</param>
/// <param name="Verdict">Whether and how fast it ages.</param>
internal sealed record AgeingModel(string Model, IReadOnlyList<AgedFigures> Ages, AgeVerdict Verdict);
