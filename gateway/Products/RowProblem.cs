namespace Ayni.Gateway.Products;

/// <summary>One thing wrong with one row of a bulk load.</summary>
/// <param name="Row">1-based place in the array, or line of the NDJSON.</param>
/// <param name="Field">The field.</param>
/// <param name="Value">Its value, cut to 100 characters; null where it was missing.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to send instead.</param>
public sealed record RowProblem(int Row, string Field, string? Value, string Problem, string Remedy);
