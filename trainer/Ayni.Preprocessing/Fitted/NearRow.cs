namespace Ayni.Preprocessing.Fitted;

/// <summary>A row of the train part that others are compared with.</summary>
/// <param name="By">Its standardised numbers, a <see cref="NearColumn"/> each; null: missing.</param>
/// <param name="Value">Its value of the column to be filled.</param>
public sealed record NearRow(IReadOnlyList<double?> By, double Value);
