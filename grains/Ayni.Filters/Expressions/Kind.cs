namespace Ayni.Filters.Expressions;

/// <summary>
/// What an expression's value is. Every kind has "missing" beside its values; a list has "empty" for it.
/// </summary>
internal enum Kind
{
    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A number kept digit by digit: prices, counts, what is written.</summary>
    Exact,

    /// <summary>A number to 15 digits: discounts, a shop's own numbers.</summary>
    Approximate,

    /// <summary>A text, as the key it is compared by.</summary>
    Text,

    /// <summary>Some texts, by their keys.</summary>
    List,

    /// <summary>A moment, in ticks of UTC.</summary>
    Moment,

    /// <summary>A length of time, in ticks.</summary>
    Duration,
}
