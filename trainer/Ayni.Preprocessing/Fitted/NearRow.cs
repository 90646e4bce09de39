namespace Ayni.Preprocessing.Fitted;

/// <summary>A row of the train part that others are compared with.</summary>
/// <param name="By">Its standardised numbers, a <see cref="NearColumn"/> each; null: missing.</param>
/// <param name="Value">Its value of the column to be filled.</param>
/// <param name="FirstPosition">The log's first position that it was worked out from; null: nobody said.</param>
public sealed record NearRow(IReadOnlyList<double?> By, double Value, long? FirstPosition = null);
