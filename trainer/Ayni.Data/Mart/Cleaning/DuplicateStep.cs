using Ayni.Data.Mart.Tables;

namespace Ayni.Data.Mart.Cleaning;

/// <summary>
/// The same shopper, product (or search text) and type again: sent twice, clicked twice, loaded again. The first stays.
/// </summary>
public sealed record DuplicateStep
{
    /// <summary>
    /// Seconds within which a repeat counts as one, from the last row that stayed.
    /// <value>Default 2: a double click or a reload; 0 to 86,400, 0 takes rows of the same millisecond alone.</value>
    /// </summary>
    public double WithinSeconds { get; init; } = 2;

    /// <summary>
    /// Types it looks at. <value>Default: view, cart, rating, search. Purchases are none of them: two lines of an
    /// invoice with one article are two pieces.</value>
    /// </summary>
    public IReadOnlyList<string> Types { get; init; } =
        [MartEvent.View, MartEvent.Cart, MartEvent.Rating, MartEvent.Search];

    internal void Validate() => StepRange.Require(
        WithinSeconds is >= 0 and <= 86_400, WithinSeconds, "duplicates.within_seconds", "0 to 86,400");
}
