namespace Ayni.Quality;

/// <summary>A column's values in one period.</summary>
/// <typeparam name="T">Numbers or texts.</typeparam>
/// <param name="Values">One a row, in any order; NaN or null is a missing one.</param>
/// <param name="Clusters">
/// Who each row is of (a number of the shopper, at least 0), as rows of one shopper are alike and count for fewer;
/// null: all rows are independent.
/// </param>
public sealed record Sample<T>(IReadOnlyList<T> Values, IReadOnlyList<int>? Clusters = null);
