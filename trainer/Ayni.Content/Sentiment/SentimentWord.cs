namespace Ayni.Content;

/// <summary>A word, sign or emoji of a review.</summary>
/// <param name="Text">Lower case, without accents.</param>
/// <param name="IsShouted">In capitals, of two letters or more.</param>
/// <param name="EndsClause">A comma, full stop or the like follows it.</param>
internal readonly record struct SentimentWord(string Text, bool IsShouted, bool EndsClause);
