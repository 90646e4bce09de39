namespace Ayni.Recommenders;

/// <summary>An item that a shopper met, as neighbour parts take it.</summary>
/// <param name="Item">Item index.</param>
/// <param name="Weight">
/// How much the shopper had to do with it: log₂(1 + summed weight), so that one purchase is 1; over 0.
/// </param>
/// <param name="Age">Number of other items that the shopper met at a later second: 0 for the newest.</param>
public readonly record struct HistoryEntry(int Item, float Weight, int Age);
