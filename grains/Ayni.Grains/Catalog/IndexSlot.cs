namespace Ayni.Grains.Catalog;

/// <summary>One table of a silo's index, as <see cref="IndexTables"/> knows it.</summary>
/// <param name="Key">What it is made from.</param>
/// <param name="Load">Number of the load that makes it.</param>
/// <param name="Position">Catalogue position up to which it holds every change.</param>
/// <param name="IsReady">Whether it answers, and the follower keeps it current; until then its load reads.</param>
internal sealed record IndexSlot(IndexKey Key, long Load, long Position, bool IsReady);
