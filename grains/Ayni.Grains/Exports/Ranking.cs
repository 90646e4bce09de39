namespace Ayni.Grains.Exports;

/// <summary>The best of a shopper's products.</summary>
/// <param name="Best">Rows and scores: score descending, then product id; before them comes no other.</param>
/// <param name="IsAll">Whether there are no others.</param>
internal readonly record struct Ranking(IReadOnlyList<(int Row, float Score)> Best, bool IsAll);
