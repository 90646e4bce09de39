namespace Ayni.Recommenders.Tests;

/// <summary>Sequences whose next item is known by construction.</summary>
internal static class SampleSequences
{
    public const int Items = 24;

    /// <summary>Items a user met of the ring, so that the next one is not among them.</summary>
    public const int Steps = 6;

    /// <summary>
    /// Users walk a ring of items, each from another start: after item i comes i + 1. Twice as many users as items.
    /// </summary>
    public static ItemSequences Ring() => ItemSequences.From(
        Items, [.. Enumerable.Range(0, 2 * Items).Select(user => Walk(user, Steps))]);

    /// <summary>The items from a start on.</summary>
    public static int[] Walk(int start, int steps) =>
        [.. Enumerable.Range(start, steps).Select(step => step % Items)];
}
