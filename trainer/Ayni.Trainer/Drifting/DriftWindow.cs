namespace Ayni.Trainer.Drifting;

/// <summary>A window of the replay.</summary>
/// <param name="From">Its first instant; models made for it know what came before.</param>
/// <param name="Users">Shoppers asked.</param>
/// <param name="TrainPairs">Pairs before it.</param>
internal sealed record DriftWindow(DateTimeOffset? From, int Users, int TrainPairs);
