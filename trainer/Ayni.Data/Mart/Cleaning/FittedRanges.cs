namespace Ayni.Data.Mart.Cleaning;

/// <summary>
/// What the outlier step learned from the data. The manifest holds it, so that a mart made again is cut at the same
/// numbers although shoppers were erased since.
/// </summary>
/// <param name="Quantity">Pieces of a purchase; null of no purchases.</param>
/// <param name="Prices">Prices by currency.</param>
public sealed record FittedRanges(NumberRange? Quantity, IReadOnlyDictionary<string, NumberRange> Prices);
